"""An older draft comes back whole, in one step, after what stood there was kept; what cannot come back is named."""

import pytest
from sqlalchemy import select

from riskapp.assessments import operations, risks
from riskapp.assessments.answering import save_answer
from riskapp.assessments.comparison import compare
from riskapp.assessments.content import content_of
from riskapp.assessments.fallbacks import Routine, add_fallback
from riskapp.assessments.kept_states import keep_by_hand, kept_states
from riskapp.assessments.measures import add_measure, change_measure, remove_measure
from riskapp.assessments.models import ContentSnapshot, RegisteredMeasure, Version
from riskapp.assessments.restoring import mark_of, restore
from riskapp.assessments.suggesting import accept_suggestions, dismiss_suggestions, offered
from riskapp.audit.models import AuditEvent
from riskapp.database import db, transaction
from riskapp.decisions.advising import send_back
from riskapp.decisions.submitting import submit
from riskapp.errors import Conflict, Invalid, NotAllowed, NotFound
from riskapp.estate.models import Asset
from tests.decisions.conftest import people, refused, ward  # noqa: F401
from tests.decisions.examples import filled, measure, only_measure, risk, version_of
from tests.decisions.test_accepting import MEDIUM
from tests.decisions.test_signed_steps import change_event

BOTH_DATABASES = True


@pytest.fixture
def draft(people, ward) -> Version:  # noqa: F811
    version = filled(people, "ros", [ward.lab], scenario=MEDIUM)
    add_fallback(people.member, version.id, Routine("manual routine", "Paper", ward.ward, ward.lab))
    return version_of(version.assessment_id)


def read(version: Version) -> dict:
    return content_of(version_of(version.assessment_id))


def rewritten(people, ward, version: Version) -> None:  # noqa: F811
    """Change something of every part."""
    member = people.member
    answer = version.answers[0]
    save_answer(member, version.id, answer.question, "" if answer.text != "" else "x", answer.row_version)
    change_event(people, version, "Something else")
    remove_measure(member, only_measure(version).id)
    add_measure(member, version.id, measure(text="Another measure", treats=(1,)))
    risks.add_risk(member, version.id, MEDIUM)
    operations.add_participant(member, version.id, "Jon")
    operations.set_scope(member, version.id, [ward.archive, ward.lab])
    add_fallback(member, version.id, Routine("emergency access", "Break the glass", ward.ward, ward.lab))
    keys = [one.key for one in offered(version_of(version.assessment_id))]
    dismiss_suggestions(member, version.id, keys[:1], "Not here")
    accept_suggestions(member, version.id, keys[1:2])
    stored = version_of(version.assessment_id)
    operations.rename_assessment(member, version.id, "Another title", stored.row_version)


def test_everything_that_was_written_comes_back_and_what_stood_there_can_too(people, ward, draft):  # noqa: F811
    kept = keep_by_hand(people.member, draft.id, "Before")
    before = read(draft)
    rewritten(people, ward, draft)
    after = read(draft)
    assert {one.part for one in compare(before, after).differences} >= {
        *("whole", "scope", "participants", "answers", "risks", "measures", "fallbacks", "suggestions")
    }

    assert restore(people.member, draft.id, kept) == []

    assert compare(before, read(draft)).differences == ()
    last = kept_states(version_of(draft.assessment_id))[0]
    assert last.why == "before restore"
    assert restore(people.member, draft.id, last.id) == []
    assert compare(after, read(draft)).differences == ()


def test_one_event_says_who_brought_what_back(people, ward, draft):  # noqa: F811
    kept = keep_by_hand(people.member, draft.id, "Before")
    change_event(people, draft, "Something else")
    restore(people.member, draft.id, kept)
    event = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event.action == "assessment.state_restored"
    assert event.actor_name == people.member.name
    assert event.after["name"] == "Before"
    assert event.after["content_hash"] == db.session.get(ContentSnapshot, kept).content_hash
    assert event.before["content_hash"] != event.after["content_hash"]


def test_whoever_has_a_changed_row_open_gets_a_conflict_and_others_do_not(people, ward, draft):  # noqa: F811
    kept = keep_by_hand(people.member, draft.id, "Before")
    change_event(people, draft, "Something else")
    open_risk, open_answer = risk(draft), version_of(draft.assessment_id).answers[0]
    number, seen = open_risk.id, open_risk.row_version
    question, text, answer_seen = open_answer.question, open_answer.text, open_answer.row_version

    restore(people.member, draft.id, kept)

    with refused(Conflict, "changed this scenario"):
        risks.change_risk(people.member, number, MEDIUM, seen)
    assert save_answer(people.member, draft.id, question, text, answer_seen).row_version == answer_seen


def test_nothing_is_set_back_over_what_somebody_wrote_meanwhile(people, ward, draft):  # noqa: F811
    kept = keep_by_hand(people.member, draft.id, "Before")
    seen = mark_of(version_of(draft.assessment_id))
    change_event(people, draft, "Something else")
    with refused(Conflict, "wrote in this draft"):
        restore(people.member, draft.id, kept, seen)


def test_what_cannot_come_back_is_named(people, ward, draft):  # noqa: F811
    member = people.member
    operations.set_scope(member, draft.id, [ward.lab, ward.archive])
    kept = keep_by_hand(member, draft.id, "Before")
    operations.set_scope(member, draft.id, [ward.lab])
    stored = only_measure(version_of(draft.assessment_id))
    change_measure(member, stored.id, measure(status="in place", due=None), stored.row_version)
    with transaction() as session:
        session.get_one(Asset, ward.archive).lifecycle = "retired"

    left = [str(one) for one in restore(member, draft.id, kept)]

    assert left == [
        "Archive is retired, so it is not assessed again.",
        "T1 “Test the restore” lives in the register of measures, and says what it says there today.",
    ]
    version = version_of(draft.assessment_id)
    assert [one.asset_id for one in version.scope] == [ward.lab]
    assert only_measure(version).status == "in place"
    assert db.session.scalars(select(RegisteredMeasure)).one().status == "in place"


def test_a_measure_that_was_removed_comes_back_into_the_register(people, ward, draft):  # noqa: F811
    kept = keep_by_hand(people.member, draft.id, "Before")
    remove_measure(people.member, only_measure(draft).id)
    assert db.session.scalars(select(RegisteredMeasure)).all() == []
    restore(people.member, draft.id, kept)
    assert [one.text for one in db.session.scalars(select(RegisteredMeasure))] == ["Test the restore"]
    assert [one.number for one in only_measure(version_of(draft.assessment_id)).treats] == [1]


def test_only_a_draft_is_set_back_by_whoever_may_write_in_it_and_to_a_state_of_its_own(people, ward, draft):  # noqa: F811
    kept = keep_by_hand(people.member, draft.id, "Before")
    other = filled(people, "ros", [ward.archive])
    with refused(NotAllowed, ""):
        restore(people.auditor, draft.id, kept)
    with refused(NotFound, "no such version or kept state"):
        restore(people.member, other.id, kept)
    submit(people.member, draft.id)
    with refused(Invalid, "cannot be changed"):
        restore(people.member, draft.id, kept)
    send_back(people.security, draft.id, "Again")
    change_event(people, draft, "Something else")
    submitted = next(one for one in kept_states(version_of(draft.assessment_id)) if one.why == "submitted")
    restore(people.member, draft.id, submitted.id)
    assert risk(draft).event == "The laboratory stops"
    advised_on = next(one for one in kept_states(version_of(draft.assessment_id)) if one.why == "sent back")
    with refused(Invalid, "kept to be read"):
        restore(people.member, draft.id, advised_on.id)
