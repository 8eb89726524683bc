"""Questions that people keep: each operation leaves one event, refuses whom it must, and loses no second text."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from riskapp.accounts.permissions import OPERATOR, Actor, Role
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from riskapp.errors import Conflict, Invalid, NotAllowed, NotFound
from riskapp.estate.importing import import_snapshot
from riskapp.questions import keeping
from riskapp.questions.asked import Asked
from riskapp.questions.checking import LONGEST_ADDRESS
from riskapp.questions.models import SavedQuestion
from riskapp.questions.naming import Label
from riskapp.questions.queries import questions_for
from tests.estate import stored
from tests.graph.estates import read_ward

BOTH_DATABASES = True
LONGER = '[{"do":"lengthen tolerance","dependent":"ehr","provider":"ad","tolerance":600}]'
ASKED = Asked(("power",), "availability", 240, changes=LONGER)


@pytest.fixture
def sigrid(app, person) -> Actor:
    import_snapshot(OPERATOR, read_ward(), {"file": "test"})
    return person("sigrid", Role.SECURITY)


def kept(actor: Actor, name: str = "A longer leash", **fields: object) -> int:
    return keeping.keep_question(actor, ASKED, Label(name, "For the winter", **fields))


OPERATIONS: dict[Action, Callable[[Actor, int], object]] = {
    Action.QUESTION_SAVED: lambda who, number: keeping.keep_question(who, ASKED, Label("Another")),
    Action.QUESTION_CHANGED: lambda who, number: keeping.label_question(who, number, Label("Renamed", "", True), 1),
    Action.QUESTION_DELETED: keeping.delete_question,
}


@pytest.mark.parametrize("action", OPERATIONS)
def test_each_leaves_one_event_with_who_and_what(sigrid, action):
    number = kept(sigrid)
    before = db.session.scalar(select(func.count()).select_from(AuditEvent))

    OPERATIONS[action](sigrid, number)

    event = stored.last_event()
    assert db.session.scalar(select(func.count()).select_from(AuditEvent)) == before + 1
    assert (event.action, event.actor_name, event.subject_kind) == (action.value, "Sigrid", "question")
    assert event.before or event.after


def test_every_act_on_questions_is_tried_here():
    assert {action for action in Action if action.value.startswith("question.")} == set(OPERATIONS)


@pytest.mark.parametrize("action", OPERATIONS)
def test_each_is_refused_to_whoever_may_not_view_the_estate(sigrid, person, action):
    number = kept(sigrid, shared=True)
    nobody, before = person("nobody"), stored.last_event().id
    with pytest.raises((NotAllowed, NotFound)):
        OPERATIONS[action](nobody, number)
    assert db.session.scalar(select(AuditEvent.id).where(AuditEvent.id > before + 1)) is None
    assert db.session.get_one(SavedQuestion, number).name == "A longer leash"


@pytest.mark.parametrize("act", [
    lambda who, number: keeping.label_question(who, number, Label("Stolen"), 1),
    lambda who, number: keeping.suppose_instead(who, number, "", 1),
    keeping.delete_question,
])  # fmt: skip
@pytest.mark.parametrize(("shared", "refusal"), [(True, NotAllowed), (False, NotFound)])
def test_nobody_else_changes_or_deletes_a_question(sigrid, person, act, shared, refusal):
    number, rut = kept(sigrid, shared=shared), person("rut", Role.AUDITOR)
    last = stored.last_event().id
    with pytest.raises(refusal):
        act(rut, number)
    db.session.expire_all()
    question = db.session.get_one(SavedQuestion, number)
    assert (question.name, question.changes, question.row_version) == ("A longer leash", LONGER, 1)
    assert stored.last_event().id == last


def test_everybody_sees_their_own_and_what_is_shared(sigrid, person):
    olav, mine, secret = person("olav", Role.SYSTEM_OWNER), kept(sigrid, shared=True), kept(sigrid, "Secret")
    own = keeping.keep_question(olav, replace(ASKED, changes=""), Label("Mine"))
    assert {one.id for one in questions_for(olav)} == {mine, own}
    assert {one.id for one in questions_for(olav, only_changing=True)} == {mine}
    assert {one.id for one in questions_for(sigrid)} == {mine, secret}
    with pytest.raises(NotFound):
        keeping.seen_question(olav, secret)
    keeping.label_question(sigrid, mine, Label("A longer leash"), 1)
    assert {one.id for one in questions_for(olav)} == {own}, "no longer shared"


def test_what_is_kept_is_what_was_asked(sigrid):
    number = keeping.keep_question(
        sigrid, Asked(("lab", "power", "lab"), "integrity", 240, True, ""), Label("  Both \n lie ", " why ", True)
    )
    one = db.session.get_one(SavedQuestion, number)
    assert (one.name, one.note, one.shared, one.about) == ("Both lie", "why", True, ["lab", "power"])
    assert (one.threat, one.outage, one.control, one.changes) == ("integrity", None, True, "")
    leak = keeping.keep_question(sigrid, Asked(("lab",), "confidentiality", None, True), Label("It leaks"))
    assert db.session.get_one(SavedQuestion, leak).control is False


@pytest.mark.parametrize(("asked", "says"), [
    (replace(ASKED, threat="gossip"), "Choose what happens"),
    (replace(ASKED, about=()), "No asset is hit"),
    (replace(ASKED, about=("nobody",)), "No asset has the id nobody"),
    (replace(ASKED, outage=0), "An outage lasts 1 minute or more"),
    (replace(ASKED, changes="[{}]"), "Change 1 cannot be made"),
    (replace(ASKED, changes=f'[{{"do":"remove","asset":"{"x" * LONGEST_ADDRESS}"}}]'), "one address can hold"),
])  # fmt: skip
def test_a_question_that_is_none_is_refused(sigrid, asked, says):
    with pytest.raises(Invalid) as caught:
        keeping.keep_question(sigrid, asked, Label("Odd"))
    assert says in str(caught.value)
    assert questions_for(sigrid) == []


@pytest.mark.parametrize(
    ("label", "field"), [(Label("  "), "name"), (Label("x" * 201), "name"), (Label("a", "\0"), "note")]
)
def test_a_label_that_is_none_is_refused_by_its_field(sigrid, label, field):
    number = kept(sigrid)
    for act in (
        lambda: keeping.keep_question(sigrid, ASKED, label),
        lambda: keeping.label_question(sigrid, number, label, 1),
    ):
        with pytest.raises(Invalid) as caught:
            act()
        assert caught.value.field == field
    assert [one.name for one in questions_for(sigrid)] == ["A longer leash"]


def test_a_second_writer_gets_both_texts(sigrid):
    number = kept(sigrid)
    keeping.label_question(sigrid, number, Label("Theirs", "For the winter"), 1)
    with pytest.raises(Conflict) as caught:
        keeping.label_question(sigrid, number, Label("Mine", "For the winter"), 1)
    assert (caught.value.theirs["name"], caught.value.mine) == ("Theirs", {"name": "Mine"})
    with pytest.raises(Conflict) as caught:
        keeping.suppose_instead(sigrid, number, "", 1)
    assert caught.value.theirs["changes"] == LONGER
    keeping.suppose_instead(sigrid, number, "", 2)
    assert db.session.get_one(SavedQuestion, number).changes == ""


def test_the_same_again_leaves_no_event(sigrid):
    number = kept(sigrid)
    last = stored.last_event().id
    keeping.label_question(sigrid, number, Label("A longer leash", "For the winter"), 7)
    assert stored.last_event().id == last
