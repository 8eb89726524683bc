"""Approving and rejecting: who, on what conditions, and everything that refuses it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.assessments import risks
from riskapp.assessments.content import content_of, fingerprint
from riskapp.assessments.models import Acceptance, Measure
from riskapp.catalogues.measures import NOT_ASSESSED
from riskapp.database import db, transaction
from riskapp.decisions import deciding
from riskapp.decisions.accepting import withdraw_acceptance
from riskapp.decisions.advising import advise, send_back
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.obstacles import Obstructed
from riskapp.decisions.submitting import submit
from riskapp.decisions.surroundings import today
from riskapp.errors import Conflict, Invalid, NotAllowed, Unready
from riskapp.reports.models import SignedReport
from tests.decisions.conftest import events, refused
from tests.decisions.examples import (
    SCENARIO,
    accepted,
    advised,
    adviser,
    filled,
    measure,
    risk,
    submitted,
    treated,
    version_of,
)
from tests.decisions.test_accepting import HIGH, MEDIUM, VERY_HIGH

STAYS_HIGH = replace(SCENARIO, likelihood_after=3, consequence_after=3)
"""In a DPIA this is high, a level at which Art. 36 is asked about."""


@pytest.mark.parametrize("kind", ["dpia", "ros"])
def test_the_system_owner_approves_and_everything_is_stored_together(people, ward, kind):
    version = advised(people, kind, [ward.lab])
    number = approve(people.owner, version.id, "Tell me in March", version.row_version)
    version = version_of(version.assessment_id)
    report = db.session.get_one(SignedReport, number)
    assert version.state == "approved"
    assert (version.transitions[-1].act, version.transitions[-1].text) == ("approve", "Tell me in March")
    assert version.transitions[-1].actor_role == "system owner"
    assert version.frozen_hash == fingerprint(version.frozen)
    assert (report.version_id, report.signed_by) == (version.id, "Olav")
    assert report.signed_at == version.transitions[-1].at
    assert events("assessment.approved")[0].after["state"] == "approved"
    assert events("report.signed")[0].after["sha256"] == report.sha256


def test_what_is_frozen_is_what_the_version_says(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    approve(people.owner, version.id)
    version = version_of(version.assessment_id)
    closing = {name: version.frozen[name] for name in ("trail", "rests_on")}
    assert {**content_of(version), **closing} == version.frozen


def test_rejecting_closes_and_signs_as_well(people, ward):
    version = advised(people, "ros", [ward.lab])
    with refused(Invalid, "Write why it is rejected", field="text"):
        reject(people.owner, version.id, " ")
    reject(people.owner, version.id, "We do not need it", version.row_version)
    version = version_of(version.assessment_id)
    assert version.state == "rejected"
    assert version.frozen["transitions"][-1]["text"] == "We do not need it"
    assert db.session.scalar(select(func.count()).select_from(SignedReport)) == 1
    assert events("assessment.rejected")[0].after["text"] == "We do not need it"


def test_a_risk_above_the_criteria_does_not_hinder_a_rejection(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=VERY_HIGH)
    reject(people.owner, version.id, "Too much is left")
    assert version_of(version.assessment_id).state == "rejected"


def test_only_who_may_decide_for_every_system_in_scope_decides(people, ward, person):
    version = advised(people, "ros", [ward.lab, ward.archive])
    half = person("oda", Role.SYSTEM_OWNER, asset=ward.lab)
    for actor in (people.member, people.security, people.risk_owner, people.auditor, half):
        with refused(NotAllowed, "decide on an assessment"):
            approve(actor, version.id)
        with refused(NotAllowed, "decide on an assessment"):
            reject(actor, version.id, "No")
    with refused(NotAllowed, "a person's name"):
        approve(OPERATOR, version.id)


def test_nothing_is_decided_before_there_is_advice(people, ward):
    for version in (filled(people, "ros", [ward.lab]), submitted(people, "ros", [ward.lab])):
        with refused(Invalid, "is not a step"):
            approve(people.owner, version.id)
        with refused(Invalid, "is not a step"):
            reject(people.owner, version.id, "No")


def test_what_is_decided_is_decided_once(people, ward):
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)
    with refused(Invalid, "is approved"):
        approve(people.owner, version.id)
    with refused(Invalid, "is approved"):
        reject(people.owner, version.id, "No")
    with refused(Invalid, "cannot be changed"):
        risks.add_risk(people.member, version.id, SCENARIO)


def test_a_decision_on_a_state_that_was_not_seen_is_a_conflict(people, ward):
    version = advised(people, "ros", [ward.lab])
    seen = version.row_version
    send_back(people.owner, version.id, "Ask the ward")
    submit(people.member, version.id)
    advise(people.security, version.id, "advises against", "No longer")
    with refused(Conflict, "Look at it again"):
        approve(people.owner, version.id, "Fine", seen)


# The acceptance criteria


def test_a_residual_risk_that_nobody_accepted_refuses_approval(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    with refused(Obstructed, "R1 is Medium after the measures, and nobody has accepted it"):
        approve(people.owner, version.id)
    accepted(people, version)
    approve(people.owner, version.id)


def test_the_lowest_level_needs_no_acceptance(people, ward):
    approve(people.owner, advised(people, "ros", [ward.lab]).id)


def test_a_withdrawn_acceptance_carries_nothing(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    withdraw_acceptance(people.risk_owner, accepted(people, version))
    with refused(Obstructed, "its acceptance was withdrawn"):
        approve(people.owner, version.id)


def test_an_acceptance_that_ran_out_carries_nothing(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    number = accepted(people, version, days=1)
    with transaction() as session:  # a night goes by
        session.get_one(Acceptance, number).until = today()
    with refused(Obstructed, "its acceptance has run out"):
        approve(people.owner, version.id)


def test_an_acceptance_of_what_the_risk_was_before_carries_nothing(people, ward):
    version = submitted(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    send_back(people.security, version.id, "Look at the cause")
    changed = treated(replace(MEDIUM, asset_id=ward.lab, cause="A supplier's remote access"), people)
    risks.change_risk(people.member, risk(version).id, changed, risk(version).row_version)
    submit(people.member, version.id)
    advise(people.security, version.id, "supports", "Better")
    with refused(Obstructed, "R1 was changed after it was accepted"):
        approve(people.owner, version.id)
    accepted(people, version)
    approve(people.owner, version.id)


def test_a_very_high_residual_risk_can_only_be_treated(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=VERY_HIGH)
    with refused(Obstructed, "R1 is Very high after the measures, which nobody may accept"):
        approve(people.owner, version.id)


def test_a_high_residual_risk_is_carried_by_the_system_owner(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=HIGH)
    accepted(people, version, actor=people.owner)
    approve(people.owner, version.id)


# Patient safety


def unjudge(version):
    """As in a version that was submitted before submission asked for it."""
    with transaction() as session:
        session.query(Measure).filter_by(version_id=version.id).update({"safety_effect": NOT_ASSESSED})


@pytest.mark.parametrize("scope", ["lab", "analyser"])
def test_a_safety_effect_that_nobody_judged_refuses_approval_for_a_device_or_an_acute_system(people, ward, scope):
    version = advised(people, "ros", [ward.archive, getattr(ward, scope)])
    unjudge(version)
    with refused(Obstructed, "T1: nobody has judged what it does to patient safety"):
        approve(people.owner, version.id)


def test_a_safety_effect_that_nobody_judged_is_bearable_where_nothing_is_acute(people, ward):
    unjudged = measure(safety_effect=NOT_ASSESSED, safety_note="")
    approve(people.owner, advised(people, "ros", [ward.archive], control=unjudged).id)


# Prior consultation, GDPR Art. 36


def test_a_dpia_whose_risk_stays_high_is_not_approved_while_article_36_is_answered_with_no(people, ward):
    version = advised(people, "dpia", [ward.lab], scenario=STAYS_HIGH)
    accepted(people, version, actor=people.owner)
    with refused(Obstructed, "R1 would stay high, so GDPR Art. 36 asks for prior consultation"):
        approve(people.owner, version.id, "Go ahead")


def test_a_dpia_whose_risk_stays_high_needs_words_about_the_consultation(people, ward):
    version = advised(people, "dpia", [ward.lab], scenario=STAYS_HIGH, prior_consultation="yes")
    accepted(people, version, actor=people.owner)
    with refused(Invalid, "what the authority answered", field="text"):
        approve(people.owner, version.id)
    approve(people.owner, version.id, "Nothing begins before the authority has answered")


def test_a_ros_knows_no_prior_consultation(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=HIGH)
    accepted(people, version, actor=people.owner)
    approve(people.owner, version.id)


# The advice


@pytest.mark.parametrize("kind", ["dpia", "ros"])
def test_advice_against_must_be_answered(people, ward, kind):
    version = advised(people, kind, [ward.lab], opinion="advises against")
    with refused(Invalid, "Write what you answer to it", field="text"):
        approve(people.owner, version.id, " ")
    approve(people.owner, version.id, "We go on because the old system has no support")


def test_advice_of_an_earlier_round_asks_for_no_answer(people, ward):
    version = advised(people, "ros", [ward.lab], opinion="advises against")
    send_back(people.owner, version.id, "Do as security says")
    submit(people.member, version.id)
    advise(adviser(people, "ros"), version.id, "supports", "Now it is good")
    approve(people.owner, version.id)


def test_every_obstacle_is_told_at_once_with_its_place(people, ward):
    version = advised(people, "dpia", [ward.lab], scenario=STAYS_HIGH)
    unjudge(version)
    with pytest.raises(Obstructed) as caught:
        approve(people.owner, version.id)
    assert [(one.risk, one.measure, one.step) for one in caught.value.missing] == [
        (1, None, "measures"),
        (None, 1, "measures"),
        (None, None, "decision"),
    ]


# Report and version are never without each other


def test_without_a_key_nothing_is_decided(people, ward, settings):
    version = advised(people, "ros", [ward.lab])
    (settings.keys / "signing-key.pem").rename(settings.keys / "elsewhere.pem")
    with refused(Unready, "signing-key.pem is missing"):
        approve(people.owner, version.id)


def test_a_change_while_the_report_is_signed_refuses_the_decision(people, ward, monkeypatch):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    number = accepted(people, version)
    renewed: list[int] = []
    sign = deciding.sealed_report

    def meanwhile(*args: object) -> object:
        done = sign(*args)  # type: ignore[arg-type]
        withdraw_acceptance(people.risk_owner, number)
        renewed.append(accepted(people, version))
        return done

    monkeypatch.setattr(deciding, "sealed_report", meanwhile)
    with pytest.raises(Conflict, match="while the report was being signed"):
        approve(people.owner, version.id, "Fine")
    version = version_of(version.assessment_id)
    assert (version.state, version.frozen) == ("advised", None)
    assert db.session.scalar(select(func.count()).select_from(SignedReport)) == 0
    assert not events("assessment.approved")
    monkeypatch.undo()
    assert db.session.get_one(Acceptance, renewed[0]).withdrawn_at is None
    approve(people.owner, version.id, "Fine")


def test_an_acceptance_that_ends_tomorrow_still_carries_today(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version, days=1)
    approve(people.owner, version.id)
    assert (
        version_of(version.assessment_id).frozen["risks"][0]["acceptances"][0]["until"]
        == (today() + timedelta(days=1)).isoformat()
    )
