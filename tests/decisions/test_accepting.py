"""Accepting a residual risk: by its owner, for a limited time, as it stands."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.assessments import risks
from riskapp.assessments.acceptance_criteria import risk_as_it_is
from riskapp.assessments.models import Acceptance
from riskapp.assessments.waiting import waiting_for
from riskapp.assessments.waits import Wait
from riskapp.database import db
from riskapp.decisions.accepting import accept_risk, withdraw_acceptance
from riskapp.decisions.advising import advise, send_back
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.submitting import submit
from riskapp.decisions.surroundings import today
from riskapp.errors import Invalid, NotAllowed, NotFound
from tests.decisions.conftest import events, refused
from tests.decisions.examples import SCENARIO, accepted, advised, filled, risk, submitted, treated, version_of

MEDIUM = replace(SCENARIO, likelihood_after=3, consequence_after=3)
HIGH = replace(SCENARIO, likelihood_after=3, consequence_after=4)
VERY_HIGH = replace(SCENARIO, likelihood_after=5, consequence_after=5)
SOON = timedelta(days=30)


@pytest.mark.parametrize("ready", [submitted, advised])
def test_the_risk_owner_accepts_until_a_date_and_what_was_accepted_is_kept(people, ward, ready):
    version = ready(people, "ros", [ward.lab], scenario=MEDIUM)
    number = accept_risk(people.risk_owner, risk(version).id, today() + SOON, " The new system comes in May ")
    stored = db.session.get_one(Acceptance, number)
    assert (stored.owner_name, stored.until, stored.reason) == ("Rikke", today() + SOON, "The new system comes in May")
    assert stored.risk_then["risk"]["event"] == "The laboratory stops"
    assert stored.risk_then["measures"][0]["text"] == "Test the restore"
    assert len(stored.risk_then["fingerprint"]) == 64
    (event,) = events("risk.accepted")
    assert event.actor_name == "Rikke"
    assert event.after["until"] == (today() + SOON).isoformat()
    assert event.after["fingerprint"] == stored.risk_then["fingerprint"]


def test_without_the_right_for_the_risks_own_asset_nobody_accepts(people, ward, person):
    own = person("ragna", Role.RISK_OWNER, asset=ward.lab)
    version = submitted(people, "ros", [ward.lab, ward.archive], scenario=replace(MEDIUM, owner_id=own.id))
    with refused(NotAllowed, "accept a risk"):
        accept_risk(people.auditor, risk(version).id, today() + SOON, "Fine")
    other = person("rolf", Role.RISK_OWNER, asset=ward.archive)
    with refused(NotAllowed, "accept a risk"):
        accept_risk(other, risk(version).id, today() + SOON, "Fine")
    accept_risk(own, risk(version).id, today() + SOON, "Fine")


def test_a_risk_of_no_asset_takes_the_right_for_all_of_the_scope(people, ward, person):
    version = filled(people, "ros", [ward.lab, ward.archive])
    risks.add_risk(people.member, version.id, treated(replace(MEDIUM, event="Everything stops"), people))
    submit(people.member, version.id)
    half = person("ragna", Role.RISK_OWNER, asset=ward.lab)
    with refused(NotAllowed, "accept a risk"):
        accept_risk(half, risk(version, 2).id, today() + SOON, "Fine")
    accept_risk(people.risk_owner, risk(version, 2).id, today() + SOON, "Fine")


def test_nobody_accepts_a_risk_in_what_they_wrote(people, ward, person):
    both = person("beate", Role.MEMBER, Role.RISK_OWNER)
    version = filled(people, "ros", [ward.lab], scenario=MEDIUM)
    risks.add_risk(both, version.id, treated(replace(MEDIUM, event="Another"), people))
    submit(people.member, version.id)
    with refused(NotAllowed, "You wrote in this assessment"):
        accept_risk(both, risk(version).id, today() + SOON, "Fine")


def test_the_operator_accepts_nothing(people, ward):
    version = submitted(people, "ros", [ward.lab], scenario=MEDIUM)
    with refused(NotAllowed, "a person's name"):
        accept_risk(OPERATOR, risk(version).id, today() + SOON, "Fine")


def test_one_person_bears_a_risk_until_that_acceptance_is_withdrawn(people, ward):
    version = submitted(people, "ros", [ward.lab], scenario=MEDIUM)
    first = accept_risk(people.risk_owner, risk(version).id, today() + SOON, "Fine")
    with refused(Invalid, "Rikke bears R1 already"):
        accept_risk(people.risk_owner, risk(version).id, today() + SOON, "Fine for longer")
    withdraw_acceptance(people.risk_owner, first)
    accept_risk(people.risk_owner, risk(version).id, today() + SOON, "Fine for longer")


def test_of_several_who_accept_at_once_one_does(app, people, ward):
    version = submitted(people, "ros", [ward.lab], scenario=MEDIUM)
    number = risk(version).id
    db.session.rollback()

    def accept(_):
        with app.app_context():
            try:
                return accept_risk(people.risk_owner, number, today() + SOON, "Fine")
            except Invalid:
                return None

    with ThreadPoolExecutor(4) as pool:
        done = [one for one in pool.map(accept, range(4)) if one is not None]
    assert len(done) == db.session.query(Acceptance).count() == 1


@pytest.mark.parametrize("days", [-1, 0])
def test_an_acceptance_ends_in_the_future(people, ward, days):
    version = submitted(people, "ros", [ward.lab], scenario=MEDIUM)
    with refused(Invalid, "later day than today", field="until"):
        accept_risk(people.risk_owner, risk(version).id, today() + timedelta(days=days), "Fine")


def test_an_acceptance_ends_within_the_days_of_its_level(people, ward):
    version = submitted(people, "ros", [ward.lab], scenario=MEDIUM)
    with refused(Invalid, "365 days at most", field="until"):
        accept_risk(people.risk_owner, risk(version).id, today() + timedelta(days=366), "Fine")
    accept_risk(people.risk_owner, risk(version).id, today() + timedelta(days=365), "Fine")


def test_an_acceptance_has_an_end_and_a_reason(people, ward):
    version = submitted(people, "ros", [ward.lab], scenario=MEDIUM)
    with refused(Invalid, "Until when", field="until"):
        accept_risk(people.risk_owner, risk(version).id, None, "Fine")
    with refused(Invalid, "Write why", field="reason"):
        accept_risk(people.risk_owner, risk(version).id, today() + SOON, "  ")


def test_a_high_risk_is_accepted_by_the_system_owner_only_and_briefly(people, ward):
    version = submitted(people, "ros", [ward.lab], scenario=HIGH)
    with refused(NotAllowed, "by the system owner"):
        accept_risk(people.risk_owner, risk(version).id, today() + SOON, "Fine")
    with refused(Invalid, "90 days at most", field="until"):
        accept_risk(people.owner, risk(version).id, today() + timedelta(days=91), "Fine")
    accept_risk(people.owner, risk(version).id, today() + timedelta(days=90), "Fine")


def test_a_very_high_risk_is_accepted_by_nobody(people, ward):
    version = submitted(people, "ros", [ward.lab], scenario=VERY_HIGH)
    for actor in (people.risk_owner, people.owner):
        with refused(NotAllowed, "Nobody may accept a risk of this level"):
            accept_risk(actor, risk(version).id, today() + SOON, "Fine")


def test_a_draft_and_what_was_sent_back_are_not_accepted(people, ward):
    version = filled(people, "ros", [ward.lab], scenario=MEDIUM)
    with refused(Invalid, "this one is draft"):
        accept_risk(people.risk_owner, risk(version).id, today() + SOON, "Fine")
    submit(people.member, version.id)
    send_back(people.security, version.id, "Again")
    with refused(Invalid, "this one is sent back"):
        accept_risk(people.risk_owner, risk(version).id, today() + SOON, "Fine")


def test_a_risk_that_is_not_there_is_not_found(people, ward):
    with refused(NotFound, "was removed"):
        accept_risk(people.risk_owner, 4711, today() + SOON, "Fine")
    with refused(NotFound, "no such acceptance"):
        withdraw_acceptance(people.risk_owner, 4711)


def test_an_acceptance_is_withdrawn_by_its_owner_with_an_event(people, ward):
    version = submitted(people, "ros", [ward.lab], scenario=MEDIUM)
    number = accepted(people, version)
    withdraw_acceptance(people.risk_owner, number)
    assert db.session.get_one(Acceptance, number).withdrawn_at is not None
    (event,) = events("risk.acceptance_withdrawn")
    assert event.before["accepted_by"] == "Rikke"
    with refused(Invalid, "withdrawn already"):
        withdraw_acceptance(people.risk_owner, number)


def test_others_do_not_withdraw_it(people, ward):
    version = submitted(people, "ros", [ward.lab], scenario=MEDIUM)
    number = accepted(people, version)
    with refused(NotAllowed, "accept a risk"):
        withdraw_acceptance(people.auditor, number)
    with refused(NotAllowed, "a person's name"):
        withdraw_acceptance(OPERATOR, number)
    withdraw_acceptance(people.owner, number)
    assert version_of(version.assessment_id).risks[0].acceptances[0].withdrawn_at is not None


def approved(people, ward, **scenario):
    """In force, with one medium risk that the risk owner bears until soon."""
    version = advised(people, "ros", [ward.lab], scenario=replace(MEDIUM, treatment="modify", **scenario))
    number = accept_risk(people.risk_owner, risk(version).id, today() + SOON, "Until the new line")
    approve(people.owner, version.id)
    return version_of(version.assessment_id), number


def test_an_acceptance_can_be_withdrawn_after_the_decision_and_the_risk_is_treated_as_before(people, ward):
    version, number = approved(people, ward)
    with refused(Invalid, "Write why it no longer holds"):
        withdraw_acceptance(people.risk_owner, number)
    withdraw_acceptance(people.risk_owner, number, " The line was cancelled ")
    stored = db.session.get_one(Acceptance, number)
    assert (stored.withdrawn_by, stored.withdrawn_reason) == ("Rikke", "The line was cancelled")
    (event,) = events("risk.acceptance_withdrawn")
    assert (event.after["reason"], event.after["treatment"]) == ("The line was cancelled", "modify")
    waits = [(one.wait, one.risk.number) for one in waiting_for(people.risk_owner) if one.risk]
    assert waits == [(Wait.REOPENED, 1)]
    assert version_of(version.assessment_id).frozen["risks"][0]["acceptances"][0]["withdrawn_at"] is None


def test_one_that_ran_out_opens_the_risk_again_and_can_be_given_anew(people, ward):
    version, _ = approved(people, ward)
    later = today() + SOON
    waits = [(one.wait, one.risk.number) for one in waiting_for(people.risk_owner, later) if one.risk]
    assert waits == [(Wait.REOPENED, 1)]
    with refused(Invalid, "bears R1 already"):
        accept_risk(people.risk_owner, risk(version).id, today() + SOON, "Again")
    withdraw_acceptance(people.risk_owner, risk(version).acceptances[-1].id, "For longer")
    renewed = accept_risk(people.risk_owner, risk(version).id, today() + 3 * SOON, "The line comes in spring")
    stored = db.session.get_one(Acceptance, renewed)
    assert stored.risk_then["fingerprint"] == risk_as_it_is(version.frozen, 1)["fingerprint"]
    assert [one.wait for one in waiting_for(people.risk_owner) if one.risk] == []


def test_acceptances_live_on_beside_a_draft_until_the_next_approval(people, ward):
    version, number = approved(people, ward)
    start_version(people.member, version.assessment_id)
    withdraw_acceptance(people.risk_owner, number, "Looked at anew")
    assert [one.wait for one in waiting_for(people.risk_owner) if one.risk] == [Wait.REOPENED]
    accept_risk(people.risk_owner, risk(version).id, today() + SOON, "Still")
    draft = version_of(version.assessment_id)
    submit(people.member, draft.id)
    advise(people.security, draft.id, "supports", "Good")
    accept_risk(people.risk_owner, risk(draft).id, today() + SOON, "Still")
    approve(people.owner, draft.id)
    with refused(Invalid, "in review, advised or in force; this one is approved"):
        withdraw_acceptance(people.risk_owner, risk(version).acceptances[-1].id, "Late")


def test_a_rejected_version_takes_no_acceptance(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    reject(people.owner, version.id, "No")
    with refused(Invalid, "this one is rejected"):
        accept_risk(people.risk_owner, risk(version).id, today() + SOON, "Fine")


def test_the_named_owner_accepts_or_whoever_decides_on_the_system(people, ward, person):
    named = person("ragna", Role.RISK_OWNER)
    version = submitted(people, "ros", [ward.lab], scenario=replace(MEDIUM, owner_id=named.id))
    with refused(NotAllowed, "Ragna is named as the owner of R1"):
        accept_risk(people.risk_owner, risk(version).id, today() + SOON, "Fine")
    withdraw_acceptance(named, accept_risk(named, risk(version).id, today() + SOON, "Fine"))
    accept_risk(people.owner, risk(version).id, today() + SOON, "Fine")
