"""An acceptance stands for one risk, in one scope, by one line: when any of the three grows, it carries nothing."""

from copy import deepcopy
from dataclasses import replace

import pytest

from riskapp.assessments import operations, risks
from riskapp.assessments.acceptance_criteria import Standing, standing
from riskapp.assessments.content import content_of
from riskapp.assessments.criteria import NewCriteria, adopt_criteria, body_now, move_version
from riskapp.assessments.waiting import waiting_for
from riskapp.assessments.waits import Wait
from riskapp.catalogues.presets import OWN
from riskapp.decisions.accepting import accept_risk
from riskapp.decisions.advising import send_back
from riskapp.decisions.submitting import submit
from riskapp.decisions.surroundings import today
from tests.decisions.conftest import events
from tests.decisions.examples import filled, risk, submitted, treated, version_of
from tests.decisions.test_accepting import MEDIUM, SOON

WHOLE_SCOPE = replace(MEDIUM, event="Everything stops")


def how(version, number=1) -> Standing:
    content = content_of(version_of(version.assessment_id))
    (row,) = [one for one in content["risks"] if one["number"] == number]
    return standing(content, row, row["acceptances"][-1], today())


def with_medium_line(roles, days) -> NewCriteria:
    """The criteria in force with another line for a medium risk, and no laxer one above it."""
    body = deepcopy(dict(body_now()))
    medium, high = (next(one for one in body["ros"]["acceptance"] if one["level"] == level) for level in LEVELS)
    medium.update(roles=roles, days=days)
    high["days"] = min(high["days"], days)
    return NewCriteria("Stricter", body, "After the incident", preset=OWN)


LEVELS = ("medium", "high")


@pytest.mark.parametrize(
    ("roles", "days", "stands"),
    [
        (["risk owner", "system owner"], 90, Standing.STALE),
        (["system owner"], 365, Standing.STALE),
        (["risk owner", "system owner"], 500, Standing.HOLDS),
    ],
)
def test_stricter_criteria_make_it_stale_and_others_do_not(people, ward, roles, days, stands):
    version = submitted(people, "ros", [ward.lab], scenario=MEDIUM)
    accept_risk(people.risk_owner, risk(version).id, today() + 2 * SOON, "Until the new line")
    assert how(version) is Standing.HOLDS
    adopt_criteria(people.security, with_medium_line(roles, days), 0)
    send_back(people.security, version.id, "Measure it by the new criteria")
    assert move_version(people.member, version.id) == 1, "no level moves, but the line does"
    (event,) = events("assessment.criteria_taken_over")
    assert event.after["levels"][0].endswith(f"; risk owner, system owner 365 → {', '.join(roles)} {days}")
    submit(people.member, version.id)
    assert how(version) is stands


def test_a_wider_scope_makes_it_stale_where_the_risk_names_no_asset(people, ward):
    version = filled(people, "ros", [ward.lab], scenario=MEDIUM)
    risks.add_risk(people.member, version.id, treated(WHOLE_SCOPE, people))
    submit(people.member, version.id)
    for number in (1, 2):
        accept_risk(people.risk_owner, risk(version, number).id, today() + SOON, "Until the new line")
    send_back(people.security, version.id, "The archive belongs here too")
    operations.add_to_scope(people.member, version.id, ward.archive)
    submit(people.member, version.id)
    assert (how(version, 1), how(version, 2)) == (Standing.HOLDS, Standing.STALE)
    assert Wait.ACCEPT in [one.wait for one in waiting_for(people.risk_owner) if one.risk and one.risk.number == 2]


def test_that_a_measure_no_longer_can_be_tried_on_the_estate_changes_nothing_of_it(people, ward):
    version = submitted(people, "ros", [ward.lab], scenario=MEDIUM)
    accept_risk(people.risk_owner, risk(version).id, today() + SOON, "Until the new line")
    content = deepcopy(content_of(version_of(version.assessment_id)))
    content["measures"][0]["no_longer"] = 12
    (row,) = content["risks"]
    assert standing(content, row, row["acceptances"][-1], today()) is Standing.HOLDS
