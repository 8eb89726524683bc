"""What somebody finds in the register: the versions that count, acceptances by date, and no more than they may read."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from riskapp.accounts.permissions import Role
from riskapp.assessments import risks
from riskapp.assessments.models import EvidenceFile, RegisteredMeasure
from riskapp.database import db, now, transaction
from riskapp.decisions.accepting import withdraw_acceptance
from riskapp.decisions.advising import advise, send_back
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.submitting import submit
from riskapp.decisions.surroundings import today
from riskapp.register.doubts import doubts_in
from riskapp.register.reading import read_register
from riskapp.register.rows import Standing
from riskapp.register.trend import trend
from tests.decisions.examples import (
    SCENARIO,
    accepted,
    advised,
    filled,
    only_measure,
    risk,
    started,
    submitted,
    treated,
    version_of,
)

BOTH_DATABASES = True
MEDIUM = replace(SCENARIO, likelihood_after=3, consequence_after=3)
DAYS = 60


def approved(people, ward, scenario=MEDIUM):
    """A decided risk assessment whose only risk Rikke bears for sixty days."""
    version = advised(people, "ros", [ward.lab], scenario=scenario)
    accepted(people, version, days=DAYS)
    approve(people.owner, version.id, "So be it")
    return version_of(version.assessment_id)


def rows(actor, day=None, **options):
    db.session.expire_all()
    return read_register(actor, day or today(), **options).risks


def test_a_row_says_what_its_risk_says(people, ward):
    version = filled(people, "ros", [ward.lab], scenario=replace(MEDIUM, owner_id=people.risk_owner.id))
    risks.attach_evidence(people.member, risk(version).id, ["lab"], "availability", 240)
    (row,) = rows(people.auditor)
    assert (row.assessment, row.number, row.version, row.draft, row.newer) == (version.assessment_id, 1, 1, True, None)
    assert (row.event, row.lost, row.owner, row.treatment) == (
        "The laboratory stops",
        "availability",
        "Rikke",
        "modify",
    )
    assert [one.name for one in row.places] == ["Laboratory system"]
    assert row.suppliers == ("Prøvesvar AS",)
    assert row.processes == ("Emergency ward",)
    assert (row.level.id, row.left.id) == ("medium", "medium")
    assert (row.measures, row.in_place, row.overdue) == (1, 0, 0)
    assert (row.standing, row.since) == (Standing.NEVER, now().date())


def test_the_weakest_knowledge_is_shown(people, ward):
    version = started(people.member, "ros", [ward.lab])
    for now_, after in (("high", "low"), ("medium", ""), ("", "")):
        scenario = replace(SCENARIO, likelihood_knowledge=now_, after_knowledge=after)
        risks.add_risk(people.member, version.id, scenario)
    assert [row.knowledge for row in rows(people.auditor)] == ["low", "medium", ""]


def test_an_acceptance_is_followed_by_its_dates_alone(people, ward):
    approved(people, ward)
    end = today() + timedelta(days=DAYS)
    standings = {day: rows(people.auditor, end + timedelta(days=day))[0] for day in (-40, -10, -1, 0, 30)}
    assert {day: row.standing for day, row in standings.items()} == {
        -40: Standing.ACCEPTED,
        -10: Standing.ENDING,
        -1: Standing.ENDING,
        0: Standing.EXPIRED,
        30: Standing.EXPIRED,
    }
    assert standings[30].days_open(end + timedelta(days=30)) == 30
    assert standings[-10].days_open(end) is None
    register = read_register(people.auditor, end + timedelta(days=1))
    assert "accepted-without-acceptance" in [one.rule.id for one in doubts_in(register)]


def test_a_withdrawn_acceptance_and_one_of_a_changed_risk_carry_nothing(people, ward):
    version = submitted(people, "ros", [ward.lab], scenario=MEDIUM)
    first = accepted(people, version)
    assert rows(people.auditor)[0].standing is Standing.ACCEPTED
    withdraw_acceptance(people.risk_owner, first)
    assert rows(people.auditor)[0].standing is Standing.WITHDRAWN
    accepted(people, version)
    send_back(people.security, version.id, "Look again")
    stored = risk(version)
    risks.change_risk(
        people.member, stored.id, treated(replace(MEDIUM, asset_id=ward.lab, event="More"), people), stored.row_version
    )
    assert rows(people.auditor)[0].standing is Standing.STALE
    submit(people.member, version.id)
    accepted(people, version)
    assert rows(people.auditor)[0].standing is Standing.ACCEPTED


def test_a_decided_version_counts_before_the_draft_that_follows_it(people, ward):
    version = approved(people, ward)
    start_version(people.member, version.assessment_id)
    draft = version_of(version.assessment_id)
    stored = risk(draft)
    lower = replace(MEDIUM, asset_id=ward.lab, likelihood_after=1, consequence_after=1)
    risks.change_risk(people.member, stored.id, lower, stored.row_version)
    risks.add_risk(people.member, draft.id, replace(MEDIUM, event="Something new"))
    found = rows(people.auditor)
    assert [(row.number, row.version, row.draft, row.newer, row.standing) for row in found] == [
        (1, 1, False, 2, Standing.ACCEPTED),
        (2, 2, True, None, Standing.NEVER),
    ]
    assert [(row.number, row.version, row.draft, row.left.value) for row in rows(people.auditor, newest=True)] == [
        (1, 2, True, 1),
        (2, 2, True, 2),
    ]
    register = read_register(people.auditor, today())
    assert [(one.number, one.version) for one in register.measures] == [(1, 1)]


def test_a_rejected_version_hides_no_approved_one(people, ward):
    version = approved(people, ward)
    start_version(people.member, version.assessment_id)
    draft = version_of(version.assessment_id)
    submit(people.member, draft.id)
    advise(people.security, draft.id, "supports", "Good")
    reject(people.owner, draft.id, "Not yet")
    for newest in (False, True):
        found = [(row.number, row.version, row.state, row.standing) for row in rows(people.auditor, newest=newest)]
        assert found == [(1, 1, "approved", Standing.ACCEPTED)]
    late = read_register(people.auditor, today()).measures
    assert [(one.number, one.version) for one in late] == [(1, 1)]


def test_what_the_organisation_does_with_a_measure_counts_after_the_decision(people, ward):
    version = approved(people, ward)
    assert rows(people.auditor, date(2027, 3, 2))[0].overdue == 1
    db.session.rollback()
    draft = start_version(people.member, version.assessment_id)
    with transaction():
        only_measure(version_of(version.assessment_id)).registered.status = "in place"
    register = read_register(people.auditor, date(2027, 3, 2), newest=True)
    assert (register.risks[0].in_place, register.risks[0].overdue, register.measures[0].status) == (1, 0, "in place")
    assert [one.row.number for one in doubts_in(register) if one.rule.id == "done-without-evidence"] == [1]
    db.session.rollback()
    with transaction() as session:
        file = EvidenceFile(
            name="a.txt", media_type="text/plain", size=1, sha256="0" * 64, content=b"x", at=now(), by_name=""
        )
        kept = session.get_one(RegisteredMeasure, 1)
        kept.evidence.append(file)
    register = read_register(people.auditor, date(2027, 3, 2), newest=True)
    assert [one for one in doubts_in(register) if one.rule.id == "done-without-evidence"] == []
    assert draft


def test_the_trend_counts_from_the_decision_and_by_acceptances(people, ward):
    approved(people, ward)
    day = timedelta(days=1)
    register = read_register(people.auditor, today())
    days = [today() - day, today(), today() + (DAYS - 1) * day, today() + DAYS * day]
    points = trend(register.past, register.gauges["ros-0"], days)
    assert [(point.total, point.borne) for point in points] == [(0, 0), (0, 1), (0, 1), (1, 0)]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.RISK_OWNER, Role.AUDITOR])
def test_whoever_has_a_role_for_one_system_finds_that_systems_risks_only(people, ward, person, role):
    for asset in (ward.lab, ward.archive):
        version = started(people.member, "ros", [asset])
        risks.add_risk(people.member, version.id, replace(SCENARIO, event=f"Of {asset}", asset_id=asset))
    one = person("one", role, asset=ward.archive)
    assert [row.event for row in rows(one)] == [f"Of {ward.archive}"]
    assert {place.key for row in rows(one) for place in row.scope} == {"archive"}
    assert len(rows(people.auditor)) == 2
    assert rows(person("adam", Role.ADMINISTRATOR)) == ()
    assert read_register(one, today()).past == ()
