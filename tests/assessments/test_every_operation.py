"""Every operation of a team: refused without the right and after submission, and told in the trail when it is done."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from riskapp.accounts.permissions import OPERATOR, Actor, Role
from riskapp.assessments import operations
from riskapp.assessments.answering import save_answer, save_answers
from riskapp.assessments.control import Control
from riskapp.assessments.estimate import Estimate
from riskapp.assessments.estimates import compute_figures, set_estimate
from riskapp.assessments.fallbacks import Routine, add_fallback, change_fallback, remove_fallback
from riskapp.assessments.guests import Invitee, ask_guest, note_attendance, remove_guest
from riskapp.assessments.measures import add_measure, change_measure, remove_measure
from riskapp.assessments.models import Contributor, Version
from riskapp.assessments.risks import (
    Scenario,
    add_risk,
    add_risks,
    attach_evidence,
    change_risk,
    remove_risk,
)
from riskapp.assessments.workshops import Meeting, change_workshop, plan_workshop, remove_workshop
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db, transaction
from riskapp.errors import Invalid, NotAllowed
from riskapp.quantification.frequencies import YearlyChance
from riskapp.quantification.losses import LossRange
from tests.assessments.ward import Ward

MEETING = Meeting(datetime(2027, 3, 4, 8, 30, tzinfo=UTC), 180, "Room 3")
STOPS = Scenario("availability", event="It stops")
SELDOM = Estimate(YearlyChance(0.1), LossRange(10_000, 900_000), reason="two invoices")
OFTEN = Estimate(YearlyChance(0.4), LossRange(10_000, 900_000))


@dataclass(frozen=True)
class Draft:
    """A version with one of each thing in it."""

    version: Version
    ward: Ward
    risk: int
    measure: int
    participant: int
    fallback: int
    workshop: int
    guest: int
    numbered: int


@pytest.fixture
def draft(ros: Version, ward: Ward) -> Draft:
    """Written by the operator, so that nobody with an account has contributed but who started it."""
    risk = add_risk(OPERATOR, ros.id, STOPS)
    measure = add_measure(OPERATOR, ros.id, Control("A second line"))
    fallback = add_fallback(OPERATOR, ros.id, paper(ward))
    workshop = plan_workshop(OPERATOR, ros.id, MEETING)
    guest = ask_guest(OPERATOR, workshop, Invitee("Nina"))
    nina = operations.add_participant(OPERATOR, ros.id, "Nina")
    numbered = add_risk(OPERATOR, ros.id, STOPS)
    set_estimate(OPERATOR, numbered, SELDOM, 1)
    return Draft(ros, ward, risk, measure, nina, fallback, workshop, guest, numbered)


def paper(ward: Ward, minutes: int | None = None) -> Routine:
    """What the emergency ward does without the laboratory."""
    return Routine("manual routine", "Paper and telephone", ward.emergency, ward.lab, minutes)


@pytest.fixture
def other(person: Callable[..., Actor]) -> Actor:
    """Somebody else who may write."""
    return person("omar", Role.MEMBER)


Act = Callable[[Actor, Draft], object]

OPERATIONS: dict[Action, Act] = {
    Action.ASSESSMENT_RENAMED: lambda who, d: operations.rename_assessment(
        who, d.version.id, "Another", d.version.row_version
    ),
    Action.SCOPE_CHANGED: lambda who, d: operations.add_to_scope(who, d.version.id, d.ward.pump),
    Action.PARTICIPANT_ADDED: lambda who, d: operations.add_participant(who, d.version.id, "Kari", "nurse", "knows it"),
    Action.PARTICIPANT_REMOVED: lambda who, d: operations.remove_participant(who, d.version.id, d.participant),
    Action.ANSWER_SAVED: lambda who, d: save_answer(who, d.version.id, "purpose", "To know", 0),
    Action.RISK_ADDED: lambda who, d: add_risk(who, d.version.id, Scenario("integrity", event="It lies")),
    Action.RISK_CHANGED: lambda who, d: change_risk(who, d.risk, Scenario("availability", event="It halts"), 1),
    Action.EVIDENCE_ATTACHED: lambda who, d: attach_evidence(who, d.risk, ["lab"], "availability", 240),
    Action.ESTIMATE_SET: lambda who, d: set_estimate(who, d.numbered, OFTEN, 2),
    Action.FIGURES_COMPUTED: lambda who, d: compute_figures(who, d.numbered),
    Action.RISK_REMOVED: lambda who, d: remove_risk(who, d.risk),
    Action.MEASURE_ADDED: lambda who, d: add_measure(who, d.version.id, Control("Paper routine")),
    Action.MEASURE_CHANGED: lambda who, d: change_measure(who, d.measure, Control("Third line"), 1),
    Action.MEASURE_REMOVED: lambda who, d: remove_measure(who, d.measure),
    Action.FALLBACK_ADDED: lambda who, d: add_fallback(who, d.version.id, paper(d.ward, 20)),
    Action.FALLBACK_CHANGED: lambda who, d: change_fallback(who, d.fallback, paper(d.ward, 30), 1),
    Action.FALLBACK_REMOVED: lambda who, d: remove_fallback(who, d.fallback),
    Action.WORKSHOP_PLANNED: lambda who, d: plan_workshop(who, d.version.id, MEETING),
    Action.WORKSHOP_CHANGED: lambda who, d: change_workshop(who, d.workshop, replace(MEETING, notes="Agreed"), 1),
    Action.GUEST_ASKED: lambda who, d: ask_guest(who, d.workshop, Invitee("Kari", "nurse")),
    Action.ATTENDANCE_NOTED: lambda who, d: note_attendance(who, d.workshop, {d.guest: True}),
    Action.GUEST_REMOVED: lambda who, d: remove_guest(who, d.workshop, d.guest),
    Action.WORKSHOP_REMOVED: lambda who, d: remove_workshop(who, d.workshop),
}


def events() -> list[AuditEvent]:
    return list(db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)))


@pytest.mark.parametrize("action", OPERATIONS, ids=lambda action: action.value)
def test_each_leaves_one_event_and_a_contributor_even_with_the_role_for_one_system_only(
    action: Action, draft: Draft, person: Callable[..., Actor]
) -> None:
    local = person("local", Role.MEMBER, asset=draft.ward.lab)
    before = len(events())
    OPERATIONS[action](local, draft)
    told = events()[before:]
    assert [event.action for event in told] == [action.value]
    assert told[0].actor_id == local.id
    assert told[0].before or told[0].after
    assert db.session.get(Contributor, (draft.version.id, local.id)) is not None


def test_each_is_refused_without_the_right_and_changes_nothing(draft: Draft, person: Callable[..., Actor]) -> None:
    readers = [
        person("pavel", Role.PRIVACY_OFFICER),
        person("rut", Role.AUDITOR),
        person("adam", Role.ADMINISTRATOR),
        person("rolf", Role.RISK_OWNER),
        person("elsewhere", Role.MEMBER, asset=draft.ward.cloud),
        person("nobody"),
    ]
    before = len(events())
    for reader, operation in itertools.product(readers, OPERATIONS.values()):
        with pytest.raises(NotAllowed):
            operation(reader, draft)
    assert len(events()) == before


@pytest.mark.parametrize("state", ["in review", "advised"])
def test_each_is_refused_once_it_was_submitted(state: str, draft: Draft, other: Actor) -> None:
    with transaction():
        draft.version.state = state
    before = len(events())
    for operation in OPERATIONS.values():
        with pytest.raises(Invalid) as refused:
            operation(other, draft)
        assert state in str(refused.value)
    assert len(events()) == before


def test_what_was_sent_back_can_be_written_again(draft: Draft, other: Actor) -> None:
    with transaction():
        draft.version.state = "sent back"
    for operation in OPERATIONS.values():
        operation(other, draft)


def test_saving_what_stands_there_already_leaves_no_event_and_no_contributor(draft: Draft, other: Actor) -> None:
    save_answer(OPERATOR, draft.version.id, "purpose", "To know", 0)
    before = len(events())
    save_answer(other, draft.version.id, "purpose", "To know", 0)
    save_answers(other, draft.version.id, {"purpose": ("To know", 1), "incidents": ("", 0)})
    change_risk(other, draft.risk, STOPS, 1)
    set_estimate(other, draft.numbered, SELDOM, 1)
    set_estimate(other, draft.risk, None, 1)
    change_measure(other, draft.measure, Control("A second line"), 1)
    change_fallback(other, draft.fallback, paper(draft.ward), 1)
    operations.add_to_scope(other, draft.version.id, draft.ward.lab)
    operations.rename_assessment(other, draft.version.id, draft.version.title, draft.version.row_version)
    assert len(events()) == before
    assert db.session.get(Contributor, (draft.version.id, other.id)) is None


def test_starting_one_is_told_and_makes_its_starter_a_contributor(ros: Version, maja: Actor) -> None:
    told = events()[-1]
    assert told.action == "assessment.started"
    assert told.after == {"kind": "ros", "title": "Home monitoring", "language": "en", "scope": ["lab"]}
    assert db.session.get(Contributor, (ros.id, maja.id)) is not None


def test_several_scenarios_are_added_together_or_not_at_all(draft: Draft, other: Actor) -> None:
    before = len(events())
    with pytest.raises(Invalid):
        add_risks(other, draft.version.id, [Scenario("integrity", event="It lies"), Scenario("speed", event="Slow")])
    assert len(draft.version.risks) == 2 and len(events()) == before
    add_risks(other, draft.version.id, [Scenario("integrity", event="a"), Scenario("integrity", event="b")])
    assert [risk.number for risk in draft.version.risks] == [1, 2, 3, 4]
    assert len(events()) == before + 2


def test_the_operator_leaves_events_under_that_name_and_is_no_contributor(draft: Draft) -> None:
    assert events()[-1].actor_name == "operator"
    count = db.session.scalar(select(func.count()).select_from(Contributor))
    assert count == 1
