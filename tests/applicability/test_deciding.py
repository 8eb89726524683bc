"""Every operation of the statement leaves its event, refuses whom and what it must, and loses no second text."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import OPERATOR, Actor, Grant, Role
from riskapp.applicability import queries
from riskapp.applicability.deciding import decide_control, decide_several
from riskapp.applicability.statement import Decision
from riskapp.audit.models import AuditEvent
from riskapp.database import db
from riskapp.errors import Conflict, Invalid, NotAllowed, NotFound, RiskappError
from tests.assessments.ward import HOSTILE, make_ward

BOTH_DATABASES = True
WHOLE = Decision("yes", "The act asks for it", ("law", "baseline"), "partly", "Olav", "The rules of 2024")
OUT = Decision("no", "We have no development of our own")


def stored(number: str = "A.5.1") -> Decision:
    db.session.expire_all()
    return queries.standing_of(number).decision


def events() -> list[AuditEvent]:
    query = select(AuditEvent).where(AuditEvent.action == "control.decided").order_by(AuditEvent.id)
    return list(db.session.scalars(query))


def test_what_is_said_of_a_control_is_kept_with_one_event_of_what_changed(olav: Actor) -> None:
    assert decide_control(olav, "A.5.1", WHOLE, 0) == 1
    assert decide_control(olav, "A.5.1", replace(WHOLE, state="in place"), 1) == 2

    assert stored() == replace(WHOLE, state="in place")
    first, second = events()
    assert (first.subject_id, first.actor_name, first.after["reasons"]) == ("A.5.1", olav.name, ["law", "baseline"])
    assert (second.before, second.after) == ({"state": "partly"}, {"state": "in place"})
    assert [event.id for event in queries.history("A.5.1")] == [second.id, first.id]


def test_saving_what_stands_already_changes_nothing(olav: Actor) -> None:
    assert decide_control(olav, "A.5.1", Decision(), 0) == 0
    decide_control(olav, "A.5.1", WHOLE, 0)

    assert decide_control(olav, "A.5.1", replace(WHOLE, note=" The rules of 2024 "), 0) == 1
    assert len(events()) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_come_back_as_they_were_written(olav: Actor, text: str) -> None:
    decide_control(olav, "A.5.1", replace(WHOLE, justification=text, note=text), 0)

    assert (stored().justification, stored().note) == (text, text)


def test_a_second_writer_gets_both_texts_and_changes_nothing(olav: Actor) -> None:
    decide_control(olav, "A.5.1", WHOLE, 0)

    with pytest.raises(Conflict) as refused:
        decide_control(olav, "A.5.1", replace(WHOLE, note="Mine"), 0)

    assert refused.value.theirs == {"note": "The rules of 2024", "row_version": 1}
    assert refused.value.mine == {"note": "Mine"}
    assert stored() == WHOLE


@pytest.mark.parametrize(
    ("decision", "field", "says"),
    [
        (Decision("no"), "justification", "Write why A.8.30 is not applicable here"),
        (Decision("no", "  \n "), "justification", "without a reason it cannot be left out"),
        (replace(OUT, reasons=("law",)), "reasons", "has no reason to be included"),
        (replace(OUT, state="in place"), "state", "nothing to carry out"),
        (Decision("perhaps"), "applicable", "perhaps is none"),
        (Decision("yes", reasons=("fashion",)), "reasons", "fashion is none"),
        (Decision("yes", state="done"), "state", "done is none"),
        (Decision("yes", note="\x00"), "note", "cannot be stored"),
        (Decision("yes", responsible="x" * 201), "responsible", "at most 200 characters"),
    ],
)
def test_what_does_not_hold_is_refused_at_its_field(olav: Actor, decision: Decision, field: str, says: str) -> None:
    with pytest.raises(Invalid, match=says) as refused:
        decide_control(olav, "A.8.30", decision, 0)

    assert refused.value.field == field
    assert (stored("A.8.30"), events()) == (Decision(), [])


def test_a_control_that_annex_a_does_not_have_is_not_found(olav: Actor) -> None:
    with pytest.raises(NotFound):
        decide_control(olav, "A.9.1", WHOLE, 0)
    with pytest.raises(NotFound):
        decide_several(olav, ["A.5.1", "A.9.1"], WHOLE)

    assert stored() == Decision()


def test_several_are_decided_at_once_and_keep_what_else_was_written(olav: Actor) -> None:
    decide_control(olav, "A.7.4", Decision(responsible="Kari", state="planned", note="Cameras"), 0)

    count = decide_several(olav, ["A.7.1", "A.7.4", "A.7.1"], Decision("yes", "We have buildings", ("baseline",)))

    assert count == 2
    assert stored("A.7.1") == Decision("yes", "We have buildings", ("baseline",))
    assert stored("A.7.4") == Decision("yes", "We have buildings", ("baseline",), "planned", "Kari", "Cameras")
    assert [event.subject_id for event in events()] == ["A.7.4", "A.7.1", "A.7.4"]


@pytest.mark.parametrize(
    ("numbers", "decision", "says"),
    [
        ([], WHOLE, "Choose at least one control"),
        (["A.7.1"], Decision(), "Choose whether they are applicable"),
        (["A.7.1"], Decision("no"), "Write why A.7.1 is not applicable"),
        (["A.7.1", "A.5.1"], OUT, "A.5.1 is decided already"),
    ],
)
def test_several_are_refused_whole(olav: Actor, numbers: list[str], decision: Decision, says: str) -> None:
    decide_control(olav, "A.5.1", WHOLE, 0)

    with pytest.raises(Invalid, match=says):
        decide_several(olav, numbers, decision)

    assert (stored("A.7.1"), stored(), len(events())) == (Decision(), WHOLE, 1)


@pytest.mark.parametrize("act", [lambda who: decide_control(who, "A.5.1", WHOLE, 0),
                                 lambda who: decide_several(who, ["A.5.1"], WHOLE)])  # fmt: skip
def test_only_the_security_officer_of_the_whole_writes(act: Callable[[Actor], object], person, olav: Actor) -> None:
    others = [
        person(name, role)
        for name, role in (("rut", Role.AUDITOR), ("maja", Role.MEMBER), ("adam", Role.ADMINISTRATOR))
    ]
    one_system = Actor(olav.id, "olav", frozenset({Grant(Role.SECURITY, make_ward().lab)}))

    for who in (*others, one_system):
        with pytest.raises(NotAllowed):
            act(who)
    assert events() == []

    act(OPERATOR)
    assert stored() != Decision()


def test_two_who_begin_the_same_control_do_not_overwrite_each_other(olav: Actor) -> None:
    decide_several(olav, ["A.5.1"], WHOLE)

    with pytest.raises(RiskappError):
        decide_control(olav, "A.5.1", OUT, 0)
    assert stored().applicable == "yes"
