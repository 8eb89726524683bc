"""Weighing two risks: who may, what is kept of both sides, when the choice holds, and what it is asked for."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.assessments import measures, risks
from riskapp.assessments.content import content_of
from riskapp.assessments.control import control_of
from riskapp.assessments.models import Measure, TradeOff
from riskapp.assessments.trade_offs import Weighed, both_sides, weighed
from riskapp.assessments.waiting import waiting_for
from riskapp.assessments.waits import Wait
from riskapp.database import db, transaction
from riskapp.decisions.advising import advise, send_back
from riskapp.decisions.deciding import approve
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.obstacles import Obstructed, for_approval
from riskapp.decisions.reports.report_files import report_file
from riskapp.decisions.submitting import submit
from riskapp.decisions.surroundings import today
from riskapp.decisions.trading_off import decide_trade_off, may_weigh
from riskapp.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.decisions.conftest import events, refused
from tests.decisions.examples import SCENARIO, accepted, filled, measure, risk, treated, version_of
from tests.decisions.test_accepting import MEDIUM
from tests.decisions.test_every_field_is_printed import paper_of
from tests.reports.poppler import squeezed

BOTH_DATABASES = True
HARM = replace(SCENARIO, event="Sign in again with gloves on", effect="Results come later")
HARMFUL = measure(
    text="Log off after five minutes",
    safety_effect="worse",
    safety_note="It takes a minute",
    safety_whom="Patients who bleed",
    compensating="A badge",
    safety_risk=2,
)


def harmful(people, ward, *, scope=None, scenario=SCENARIO, control=HARMFUL, kind="ros"):
    """In review: R1 is lowered by T2, which brings R2 to care."""
    version = filled(people, kind, scope or [ward.lab], scenario=scenario)
    risks.add_risk(people.member, version.id, treated(HARM, people))
    measures.add_measure(people.member, version.id, control)
    submit(people.member, version.id)
    return version_of(version.assessment_id)


def second(version) -> Measure:
    return db.session.scalars(select(Measure).where(Measure.version_id == version.id, Measure.number == 2)).one()


def standing(version) -> Weighed:
    content = content_of(version_of(version.assessment_id))
    return weighed(content, content["measures"][1])


def told(version) -> list[str]:
    content = content_of(version_of(version.assessment_id))
    return [one.text % one.values for one in for_approval(content, today())]


def test_whoever_decides_chooses_and_both_sides_are_kept_as_they_stood(people, ward):
    version = harmful(people, ward)
    assert standing(version) is Weighed.OPEN
    number = decide_trade_off(people.owner, second(version).id, "carry out", " Fewer strangers, more badges ")
    row = db.session.get_one(TradeOff, number)
    assert (row.chosen, row.reason, row.by_name, row.by_role) == (
        *("carry out", "Fewer strangers, more badges", "Olav", "system owner"),
    )
    assert [one["event"] for one in row.then["security"]] == ["The laboratory stops"]
    assert row.then["care"]["event"] == "Sign in again with gloves on"
    assert row.then["measure"]["compensating"] == "A badge"
    assert row.then == both_sides(content_of(version_of(version.assessment_id)), 2)
    assert standing(version) is Weighed.HOLDS
    (event,) = events("measure.trade_off_decided")
    assert event.after == {"chosen": "carry out", "reason": row.reason, "weighed": row.then["fingerprint"]}


def test_nobody_else_chooses(people, ward, person):
    version = harmful(people, ward, scope=[ward.lab, ward.archive])
    number = second(version).id
    half = person("halvor", Role.SYSTEM_OWNER, asset=ward.lab)
    for actor in (people.member, people.security, people.risk_owner, people.auditor, half):
        assert not may_weigh(actor, version)
        with refused(NotAllowed, "decide on an assessment"):
            decide_trade_off(actor, number, "carry out", "Fine")
    with refused(NotAllowed, "a person's name"):
        decide_trade_off(OPERATOR, number, "carry out", "Fine")
    nobody = person("nobody")
    with refused(NotFound, ""):
        decide_trade_off(nobody, number, "carry out", "Fine")


def test_nobody_chooses_about_what_they_wrote(people, ward, person):
    both = person("beate", Role.SYSTEM_OWNER)
    version = filled(people, "ros", [ward.lab])
    risks.add_risk(both, version.id, treated(HARM, people))
    measures.add_measure(people.member, version.id, HARMFUL)
    submit(people.member, version.id)
    assert not may_weigh(both, version_of(version.assessment_id))
    with refused(NotAllowed, "You wrote in this assessment"):
        decide_trade_off(both, second(version).id, "carry out", "Fine")


def test_whoever_chose_does_not_advise_and_whoever_advised_does_not_choose(people, ward, person):
    both = person("beate", Role.SYSTEM_OWNER, Role.SECURITY)
    version = harmful(people, ward)
    number = second(version).id
    decide_trade_off(both, number, "carry out", "Fine")
    with refused(NotAllowed, "nobody advises on their own choice"):
        advise(both, version.id, "supports", "Good")
    other = harmful(people, ward)
    advise(both, other.id, "supports", "Good")
    assert not may_weigh(both, version_of(other.assessment_id))
    with refused(NotAllowed, ""):
        decide_trade_off(both, second(other).id, "carry out", "Fine")


@pytest.mark.parametrize(
    ("chosen", "reason", "field"), [("", "Fine", "chosen"), ("perhaps", "Fine", "chosen"), ("leave", " ", "reason")]
)
def test_a_choice_has_a_direction_and_a_reason(people, ward, chosen, reason, field):
    number = second(harmful(people, ward)).id
    with refused(Invalid, "", field):
        decide_trade_off(people.owner, number, chosen, reason)


def test_it_is_made_between_submission_and_decision(people, ward):
    version = filled(people, "ros", [ward.lab])
    risks.add_risk(people.member, version.id, treated(HARM, people))
    number = measures.add_measure(people.member, version.id, HARMFUL)
    with refused(Invalid, "this one is draft"):
        decide_trade_off(people.owner, number, "carry out", "Fine")
    submit(people.member, version.id)
    decide_trade_off(people.owner, number, "carry out", "Fine")
    advise(people.security, version.id, "supports", "Yes")
    decide_trade_off(people.owner, number, "carry out", "Fine still")
    approve(people.owner, version.id)
    with refused(Invalid, "this one is approved"):
        decide_trade_off(people.owner, number, "leave", "No")


def test_there_must_be_two_sides(people, ward):
    version = harmful(people, ward)
    first = version.measures[0].id
    with refused(Invalid, "T1 does not make care worse"):
        decide_trade_off(people.owner, first, "carry out", "Fine")
    with transaction() as session:  # as in a version that was submitted before submission asked for it
        session.get_one(Measure, second(version).id).safety_risk = None
    with refused(Invalid, "T2 does not say which scenario it brings to care"):
        decide_trade_off(people.owner, second(version).id, "carry out", "Fine")


def test_who_saw_something_else_looks_again_first(people, ward):
    version = harmful(people, ward)
    number = second(version).id
    seen = both_sides(content_of(version), 2)["fingerprint"]
    decide_trade_off(people.owner, number, "carry out", "Fine", seen)
    with refused(Conflict, "after you opened the page"):
        decide_trade_off(people.owner, number, "leave", "Fine", "0" * 64)


def change_care(people, version):
    harm = risk(version, 2)
    scenario = risks.Scenario(**{name: getattr(harm, name) for name in risks.FIELDS} | {"effect": "Somebody dies"})
    risks.change_risk(people.member, harm.id, scenario, harm.row_version)


def change_security(people, version):
    first = risk(version)
    scenario = risks.Scenario(**{name: getattr(first, name) for name in risks.FIELDS} | {"likelihood_after": 2})
    risks.change_risk(people.member, first.id, scenario, first.row_version)


def change_measure(people, version):
    row = second(version)
    measures.change_measure(people.member, row.id, replace(control_of(row), compensating="Nothing"), row.row_version)


@pytest.mark.parametrize("change", [change_care, change_security, change_measure])
def test_a_later_change_of_either_side_makes_the_choice_stale(people, ward, change):
    version = harmful(people, ward)
    decide_trade_off(people.owner, second(version).id, "carry out", "Fine")
    send_back(people.security, version.id, "Look again")
    assert standing(version) is Weighed.HOLDS
    change(people, version)
    assert standing(version) is Weighed.STALE
    submit(people.member, version.id)
    assert [text for text in told(version) if "weighed as they are now" in text]
    assert squeezed("the choice no longer holds") in paper_of(report_file(people.owner, version.id).pdf)
    decide_trade_off(people.owner, second(version).id, "carry out", "Still fine")
    assert standing(version) is Weighed.HOLDS


def test_an_acceptance_and_another_measure_change_no_side(people, ward):
    version = harmful(people, ward, scenario=MEDIUM)
    decide_trade_off(people.owner, second(version).id, "carry out", "Fine")
    accepted(people, version)
    send_back(people.security, version.id, "Look again")
    measures.add_measure(people.member, version.id, measure(treats=()))
    assert standing(version) is Weighed.HOLDS


# What is asked for before an approval


def ready(people, version):
    advise(people.security, version.id, "supports", "Yes")
    return version_of(version.assessment_id)


def test_without_a_choice_that_holds_nobody_approves(people, ward):
    version = ready(people, harmful(people, ward))
    with refused(Obstructed, "T2 makes care worse, and nobody has weighed the two risks"):
        approve(people.owner, version.id)
    decide_trade_off(people.owner, second(version).id, "carry out", "Fine")
    approve(people.owner, version.id)


def test_a_choice_is_asked_for_where_nothing_is_acute_too(people, ward):
    version = ready(people, harmful(people, ward, scope=[ward.archive]))
    with refused(Obstructed, "nobody has weighed the two risks"):
        approve(people.owner, version.id)


def test_what_is_left_may_not_be_counted_on(people, ward):
    version = ready(people, harmful(people, ward))
    decide_trade_off(people.owner, second(version).id, "leave", "Too dear for the patient")
    with refused(Obstructed, "T2 is to be left, but R1 is judged as if it were carried out"):
        approve(people.owner, version.id)
    send_back(people.owner, version.id, "Take T2 away")
    measures.remove_measure(people.member, second(version).id)
    submit(people.member, version.id)
    ready(people, version)
    approve(people.owner, version.id)


@pytest.mark.parametrize(
    ("lacks", "says"),
    [
        ({"safety_role": ""}, "T2: say in which role its effect on patients was judged"),
        ({"safety_role": "other"}, "T2: its effect on patients was judged in another role"),
        ({"safety_whom": ""}, "T2 makes care worse: say for whom."),
        ({"compensating": ""}, "T2 makes care worse: say what is done instead."),
        ({"safety_risk": None}, "T2 makes care worse: choose the scenario"),
    ],
)
def test_what_care_asks_for_is_asked_at_submission_and_at_approval(people, ward, lacks, says):
    version = filled(people, "ros", [ward.lab])
    risks.add_risk(people.member, version.id, treated(HARM, people))
    number = measures.add_measure(people.member, version.id, replace(HARMFUL, **lacks))
    with refused(Obstructed, says):
        submit(people.member, version.id)
    row = db.session.get_one(Measure, number)
    measures.change_measure(people.member, number, HARMFUL, row.row_version)
    submit(people.member, version.id)
    with transaction() as session:  # as in a version that was submitted before submission asked for it
        for name, value in lacks.items():
            setattr(session.get_one(Measure, number), name, value)
    assert [text for text in told(version) if says in text]
    ready(people, version)
    with refused(Obstructed, says):
        approve(people.owner, version.id)


def test_another_role_may_judge_where_nothing_is_acute(people, ward):
    version = filled(people, "ros", [ward.archive], control=measure(safety_role="other"))
    submit(people.member, version.id)
    ready(people, version)
    approve(people.owner, version.id)


@pytest.mark.parametrize("scope", ["lab", "analyser"])
@pytest.mark.parametrize("effect", ["none", "better"])
def test_a_device_or_an_acute_system_asks_who_judged_good_effects_too(people, ward, scope, effect):
    version = filled(people, "ros", [getattr(ward, scope)], control=measure(safety_effect=effect, safety_role="other"))
    with refused(Obstructed, "in another role"):
        submit(people.member, version.id)


def test_a_dpia_may_have_a_choice_and_asks_for_none(people, ward):
    bare = replace(HARMFUL, safety_role="", safety_whom="", compensating="")
    version = harmful(people, ward, kind="dpia", control=bare)
    advise(people.privacy, version.id, "supports", "Yes")
    assert [row.wait for row in waiting_for(people.owner)] == [Wait.DECIDE]
    decide_trade_off(people.owner, second(version).id, "carry out", "Fine")
    approve(people.owner, version.id)


# Afterwards


def test_it_waits_for_whoever_decides_until_it_is_made(people, ward, person):
    version = harmful(people, ward)

    def weighs(actor) -> list[int]:
        rows = [row for row in waiting_for(actor) if row.wait is Wait.TRADE_OFF]
        return [row.measure.number for row in rows]

    assert weighs(people.owner) == [2]
    elsewhere = person("halvor", Role.SYSTEM_OWNER, asset=ward.archive)
    others = (people.member, people.security, people.risk_owner, elsewhere)
    assert [weighs(actor) for actor in others] == [[], [], [], []]
    decide_trade_off(people.owner, second(version).id, "carry out", "Fine")
    assert weighs(people.owner) == []


def test_a_new_version_takes_the_measure_along_and_not_the_choice(people, ward):
    version = ready(people, harmful(people, ward))
    decide_trade_off(people.owner, second(version).id, "carry out", "Fine")
    approve(people.owner, version.id)
    start_version(people.member, version.assessment_id)
    new = version_of(version.assessment_id)
    assert (new.measures[1].safety_risk, new.measures[1].trade_offs) == (2, [])
    assert db.session.scalar(select(func.count()).select_from(TradeOff)) == 1


def test_a_scenario_that_is_removed_stands_for_no_harm_any_more(people, ward):
    version = filled(people, "ros", [ward.lab])
    harm = risks.add_risk(people.member, version.id, treated(HARM, people))
    number = measures.add_measure(people.member, version.id, HARMFUL)
    risks.remove_risk(people.member, harm)
    risks.add_risk(people.member, version.id, replace(SCENARIO, event="Something else, with the same number"))
    assert db.session.get_one(Measure, number).safety_risk is None


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("nb", ("Ingen har veid de to risikoene mot hverandre", "uten et valg som gjelder T2")),
        ("en", ("Nobody has weighed the two risks against each other", "without a choice that holds T2")),
    ],
)
def test_the_report_says_that_nobody_has_chosen(people, ward, language, says):
    version = filled(people, "ros", [ward.lab], language)
    risks.add_risk(people.member, version.id, treated(HARM, people))
    measures.add_measure(people.member, version.id, HARMFUL)
    paper = paper_of(report_file(people.member, version.id).pdf)
    assert [text for text in says if squeezed(text) not in paper] == []
