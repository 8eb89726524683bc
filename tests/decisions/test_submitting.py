"""Submitting: only what is whole, only by who may write, and with the estate of that moment."""

import pytest

from riskapp.accounts.permissions import Role
from riskapp.assessments import measures, operations, risks
from riskapp.catalogues.measures import NOT_ASSESSED
from riskapp.database import db, transaction
from riskapp.decisions.obstacles import Obstructed
from riskapp.decisions.submitting import submit
from riskapp.errors import Conflict, Invalid, NotAllowed, NotFound
from riskapp.estate.models import Asset
from riskapp.estate.snapshots import note_change
from tests.decisions.conftest import events, refused
from tests.decisions.examples import (
    SCENARIO,
    answer_all,
    filled,
    measure,
    only_measure,
    risk,
    started,
    submitted,
    version_of,
)


@pytest.mark.parametrize("kind", ["dpia", "ros"])
def test_a_whole_draft_is_submitted_with_a_step_and_an_event(people, ward, kind):
    version = filled(people, kind, [ward.lab])
    submit(people.member, version.id, version.row_version)
    version = version_of(version.assessment_id)
    assert version.state == "in review"
    (step,) = version.transitions
    assert (step.act, step.from_state, step.to_state, step.actor_name) == ("submit", "draft", "in review", "Maja")
    assert step.actor_role == "project member"
    (event,) = events("assessment.submitted")
    assert (event.before["state"], event.after["state"], event.actor_name) == ("draft", "in review", "Maja")


def test_the_quoted_facts_stand_still_when_the_estate_changes_afterwards(people, ward):
    version = submitted(people, "ros", [ward.lab])
    assert version.estate_number == 7
    assert version.quoted["assets"][0]["name"] == "Laboratory system"
    with transaction() as session:
        session.get_one(Asset, ward.lab).name = "Renamed"
        note_change(session)
    assert version_of(version.assessment_id).quoted["assets"][0]["name"] == "Laboratory system"


def test_what_is_missing_is_listed_with_its_place_and_refuses_submission(people, ward):
    version = started(people.member, "ros", [ward.lab])
    with refused(Obstructed, "No scenario is described."):
        submit(people.member, version.id)
    with pytest.raises(Obstructed) as caught:
        submit(people.member, version.id)
    assert {one.step for one in caught.value.missing} == {"participants", "context", "scenarios"}
    assert "purpose" in {one.anchor for one in caught.value.missing}


def test_a_scenario_without_a_reason_refuses_submission(people, ward):
    version = filled(people, "ros", [ward.lab])
    scenario = risks.Scenario(property="availability", event="Unjudged", likelihood=2)
    risks.add_risk(people.member, version.id, scenario)
    with refused(Obstructed, "the likelihood has no reason"):
        submit(people.member, version.id)


def test_a_dpia_needs_a_scenario_for_each_feared_event(people, ward):
    version = filled(people, "dpia", [ward.lab])
    risks.remove_risk(people.member, risk(version, 2).id)
    with refused(Obstructed, "No risk is described for: illegitimate access"):
        submit(people.member, version.id)


def test_a_threshold_that_says_no_dpia_is_submitted_without_the_rest(people, ward):
    version = started(people.member, "dpia", [ward.lab])
    answer_all(people.member, version, already_covered="similar")
    submit(people.member, version.id)
    assert version_of(version.assessment_id).state == "in review"


@pytest.mark.parametrize("scope", ["lab", "analyser"])
def test_a_safety_effect_that_nobody_judged_stops_submission_for_a_device_or_an_acute_system(people, ward, scope):
    unjudged = measure(safety_effect=NOT_ASSESSED, safety_note="")
    version = filled(people, "ros", [ward.archive, getattr(ward, scope)], control=unjudged)
    with pytest.raises(Obstructed) as caught:
        submit(people.member, version.id)
    assert [(one.measure, one.anchor) for one in caught.value.missing] == [(1, "safety_effect")]


def test_a_safety_effect_that_nobody_judged_does_not_stop_submission_where_nothing_is_acute(people, ward):
    version = filled(people, "ros", [ward.archive], control=measure(safety_effect=NOT_ASSESSED, safety_note=""))
    submit(people.member, version.id)
    assert version_of(version.assessment_id).state == "in review"


def test_who_may_not_write_may_not_submit(people, ward, person):
    version = filled(people, "ros", [ward.lab])
    with refused(NotAllowed, "edit assessments"):
        submit(people.auditor, version.id)
    elsewhere = person("elin", Role.MEMBER, asset=ward.archive)
    with refused(NotFound, "no such assessment"):
        submit(elsewhere, version.id)


def test_submitting_twice_is_refused(people, ward):
    version = submitted(people, "ros", [ward.lab])
    with refused(Invalid, "in review"):
        submit(people.member, version.id)


def test_submitting_what_somebody_else_changed_meanwhile_is_a_conflict(people, ward):
    version = filled(people, "ros", [ward.lab])
    seen = version.row_version
    operations.rename_assessment(people.security, version.id, "Another title", seen)
    with refused(Conflict, "Somebody else changed this assessment"):
        submit(people.member, version.id, seen)


def test_what_is_submitted_can_no_longer_be_written_in(people, ward):
    version = submitted(people, "ros", [ward.lab])
    with refused(Invalid, "cannot be changed"):
        risks.add_risk(people.member, version.id, SCENARIO)
    with refused(Invalid, "cannot be changed"):
        measures.remove_measure(people.member, only_measure(version).id)
    assert db.session.get_one(Asset, ward.lab).name == "Laboratory system"
