"""The organisation's criteria: set with a reason, never lowering a level, and moved to by each team itself."""

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from riskapp.accounts.permissions import Role
from riskapp.assessments.content import content_of
from riskapp.assessments.criteria import NewCriteria, adopt_criteria, body_now, is_behind, move_version, newest
from riskapp.assessments.measuring import scales_of
from riskapp.catalogues.presets import preset
from riskapp.database import db
from riskapp.decisions.accepting import accept_risk
from riskapp.decisions.deciding import approve
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.surroundings import today
from riskapp.errors import Conflict, Invalid, NotAllowed
from tests.decisions.conftest import events, refused
from tests.decisions.examples import SCENARIO, advised, filled, risk, started, submitted, version_of

BOTH_DATABASES = True

PUBLIC = preset("public4x4")
SOON = timedelta(days=30)


def new(begun="public4x4", **fields):
    return NewCriteria(**{"name": "Ours", "body": preset(begun).table, "reason": "One scale for all", **fields})


def test_new_assessments_measure_with_them_and_older_ones_keep_theirs(people, ward):
    old = filled(people, "ros", [ward.lab])
    assert adopt_criteria(people.security, new(), 0) == 1
    fresh = started(people.member, "ros", [ward.archive])
    assert len(scales_of(fresh).likelihood.levels) == 4
    assert content_of(fresh)["scales"]["name"] == {"nb": "Ours", "en": "Ours"}
    assert len(scales_of(version_of(old.assessment_id)).likelihood.levels) == 5
    assert is_behind(version_of(old.assessment_id)) and not is_behind(fresh)
    (event,) = events("criteria.set")
    assert (event.actor_name, event.after["reason"]) == ("Sigrid", "One scale for all")


def test_a_dpia_keeps_the_levels_of_its_method(people, ward):
    adopt_criteria(people.security, new(), 0)
    assert scales_of(started(people.member, "dpia", [ward.lab])).kind == "dpia"
    assert len(scales_of(started(people.member, "dpia", [ward.lab])).levels) == 4


def test_every_open_risk_is_told_before_and_after(people, ward):
    filled(people, "ros", [ward.lab], scenario=replace(SCENARIO, likelihood_after=3, consequence_after=5))
    adopt_criteria(people.security, new(), 0)
    (row,) = newest().effects
    assert (row["number"], row["event"], row["state"]) == (1, "The laboratory stops", "draft")
    assert [level["word"]["en"] for level in row["now"]] == ["Medium", "Red"]
    assert [level["word"]["en"] for level in row["after"]] == ["Very high", "Red"]
    assert row["changed"] is True


def test_a_team_moves_its_draft_and_the_trail_has_each_level(people, ward):
    version = filled(people, "ros", [ward.lab])
    stored = risk(version)
    adopt_criteria(people.security, new(), 0)
    assert move_version(people.member, version.id) == 1
    moved = version_of(version.assessment_id)
    found = risk(moved)
    assert (found.likelihood, found.consequence, found.likelihood_after, found.consequence_after) == (3, 3, 1, 2)
    assert found.event == stored.event
    assert content_of(moved)["risks"][0]["level"]["word"]["en"] == "Red"
    (event,) = events("assessment.criteria_taken_over")
    assert event.after["levels"] == ["R1: 2 → 3, 1 → 1"]
    with refused(Invalid, "newest criteria already"):
        move_version(people.member, version.id)


def test_several_changes_are_moved_through_in_order(people, ward):
    version = filled(people, "ros", [ward.lab])
    down = {"likelihood": [1, 1, 1, 2, 4], "consequence": [1, 2, 3, 3, 4]}
    adopt_criteria(people.security, new(moves=down), 0)
    adopt_criteria(people.security, new("iso27005"), 1)
    move_version(people.member, version.id)
    assert (risk(version_of(version.assessment_id)).likelihood, newest().number) == (1, 2)


def test_a_decided_version_keeps_its_criteria_and_the_next_one_measures_with_the_newest(people, ward):
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)
    adopt_criteria(people.security, new(), 0)
    start_version(people.member, version.assessment_id)
    draft = version_of(version.assessment_id)
    assert draft.criteria is not None and draft.criteria.number == 1
    assert risk(draft).likelihood == 3 and draft.assessment.versions[0].risks[0].likelihood == 3
    assert len(draft.assessment.versions[0].frozen["scales"]["matrix"]) == 5


def test_only_security_for_all_sets_criteria(people, ward, person):
    for actor in (people.member, people.owner, people.auditor, person("siv", Role.SECURITY, asset=ward.lab)):
        with refused(NotAllowed, "set the criteria"):
            adopt_criteria(actor, new(), 0)


def test_without_a_name_or_a_reason_or_a_change_nothing_is_set(people):
    for field in ("name", "reason"):
        with refused(Invalid, "Give the criteria a name" if field == "name" else "Write why"):
            adopt_criteria(people.security, new(**{field: " "}), 0)
    with refused(Invalid, "say what the ones in force say"):
        adopt_criteria(people.security, new("riskapp"), 0)


def test_a_matrix_that_drops_is_refused(people):
    body = deepcopy(dict(PUBLIC.table))
    body["ros"]["matrix"]["rows"][3] = ["low", "low", "low", "low"]
    with refused(Invalid, "higher likelihood lowers the level"):
        adopt_criteria(people.security, new(body=body), 0)


def test_the_second_to_change_them_is_told(people):
    adopt_criteria(people.security, new(), 0)
    with refused(Conflict, "Somebody else changed the criteria"):
        adopt_criteria(people.security, new("iso27005"), 0)
    assert body_now()["version"] == "1"


def patient(**levels):
    """A scenario whose residual risk is yellow as a whole, with patient safety judged by itself."""
    return replace(SCENARIO, likelihood=2, consequence=3, likelihood_after=2, consequence_after=2, aspects=levels)


def test_patient_safety_has_a_stricter_line(people, ward):
    adopt_criteria(people.security, new(), 0)
    version = submitted(people, "ros", [ward.lab], scenario=patient(economy=(3, 2), patient_safety=(2, 1)))
    accept_risk(people.risk_owner, risk(version).id, today() + timedelta(days=360), "Only money is at stake")

    other = submitted(people, "ros", [ward.lab], scenario=patient(patient_safety=(3, 2)))
    with refused(NotAllowed, "accepted by the system owner"):
        accept_risk(people.risk_owner, risk(other).id, today() + SOON, "Fine")
    with refused(Invalid, "for 180 days at most"):
        accept_risk(people.owner, risk(other).id, today() + timedelta(days=200), "Fine")
    accept_risk(people.owner, risk(other).id, today() + timedelta(days=180), "Until the new line")


def test_where_nobody_judged_patient_safety_by_itself_the_whole_stands_for_it(people, ward):
    adopt_criteria(people.security, new(), 0)
    version = submitted(people, "ros", [ward.lab], scenario=patient())
    with refused(NotAllowed, "accepted by the system owner"):
        accept_risk(people.risk_owner, risk(version).id, today() + SOON, "Fine")


def test_the_database_only_ever_adds_criteria(people):
    adopt_criteria(people.security, new(), 0)

    with pytest.raises(Exception, match="only ever added"), db.engine.connect() as connection:
        connection.execution_options(riskapp_writes=True).execute(text("UPDATE criteria SET reason = 'forged'"))
