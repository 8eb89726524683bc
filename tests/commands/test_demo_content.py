"""The demo assessments fit the catalogues, the demo estate and the workflow, and show what the product is for."""

from datetime import date
from itertools import pairwise

import pytest

from riskapp.accounts.demo import DEMO_PEOPLE
from riskapp.accounts.permissions import Role
from riskapp.assessments.evidence import evidence_of
from riskapp.assessments.safety import ROLES_OF_CARE
from riskapp.assessments.states import Act, State, step
from riskapp.catalogues.completeness import faults, gaps
from riskapp.catalogues.measures import NOT_ASSESSED
from riskapp.catalogues.professions import GROUPS, load_professions
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.scale_file import load_scales
from riskapp.catalogues.threats import DESIGN, load_threats
from riskapp.catalogues.threshold import Outcome, screen
from riskapp.catalogues.verdicts import ACCEPTABLE
from riskapp.commands.demo.content import DemoAssessment, load_demo_assessments, read_demo
from riskapp.commands.demo.estate import demo_estate
from riskapp.errors import Invalid

DEMOS = load_demo_assessments()
HOME_FOLLOW_UP, LABORATORY = DEMOS[:2]
DPIAS = tuple(demo for demo in DEMOS if demo.kind == "dpia")
APPROVED = tuple(demo for demo in DEMOS if demo.state == "approved")
ESTATE = demo_estate(1_000)
ASSETS = {asset.id for asset in ESTATE.assets}
PEOPLE = {person.username: set(person.roles) for person in DEMO_PEOPLE}

each = pytest.mark.parametrize("demo", DEMOS, ids=lambda demo: demo.title)
each_dpia = pytest.mark.parametrize("demo", DPIAS, ids=lambda demo: demo.title)


@each
def test_every_required_question_is_answered_and_every_answer_fits(demo: DemoAssessment) -> None:
    questionnaire = load_questionnaire(demo.kind)
    assert gaps(questionnaire.questions, demo.answers) == ()
    assert [str(fault) for fault in faults(questionnaire, demo.answers)] == []


@each
def test_assets_and_threats_exist(demo: DemoAssessment) -> None:
    named = {*demo.scope, *(risk.asset for risk in demo.risks), *(hit for r in demo.risks for hit in r.evidence.hit)}
    assert named <= ASSETS
    for risk in demo.risks:
        threat = load_threats().threat(risk.threat)
        assert threat is not None and threat.property == risk.property


@each
def test_levels_are_on_the_scale_and_never_rise_after_measures(demo: DemoAssessment) -> None:
    scales = load_scales(demo.kind)
    for risk in demo.risks:
        before = scales.level(risk.likelihood, risk.consequence)
        if risk.likelihood_after is None or risk.consequence_after is None:
            assert risk.likelihood_after is None and risk.consequence_after is None and not risk.after_reason
            continue
        after = scales.level(risk.likelihood_after, risk.consequence_after)
        assert after.value <= before.value and risk.after_reason
        assert risk.likelihood_after <= risk.likelihood and risk.consequence_after <= risk.consequence
        assert any(risk.key in measure.treats for measure in demo.measures)


@each
def test_every_measure_treats_a_risk_and_has_an_owner_and_a_date(demo: DemoAssessment) -> None:
    keys = {risk.key for risk in demo.risks}
    for measure in demo.measures:
        assert measure.treats and set(measure.treats) <= keys
        assert measure.owner and date(2026, 1, 1) <= measure.due <= date(2027, 12, 31)
        assert bool(measure.assessed_by) == (measure.safety_effect != NOT_ASSESSED)


@each
def test_keys_are_unique(demo: DemoAssessment) -> None:
    for keys in ([risk.key for risk in demo.risks], [measure.key for measure in demo.measures]):
        assert len(keys) == len(set(keys))


@each
def test_the_acts_lead_to_the_state_and_are_done_by_people_who_may(demo: DemoAssessment) -> None:
    state = State.DRAFT
    wanted = {
        Act.SUBMIT: Role.MEMBER,
        Act.ADVISE: Role.PRIVACY_OFFICER,
        Act.SEND_BACK: Role.PRIVACY_OFFICER,
        Act.APPROVE: Role.SYSTEM_OWNER,
    }
    assert demo.author in PEOPLE
    for done in demo.acts:
        state = step(state, Act(done.act))
        assert wanted[Act(done.act)] in PEOPLE[done.by]
        assert done.text
    assert state == demo.state


@each
def test_the_engine_answers_the_question_that_each_scenario_rests_on(demo: DemoAssessment) -> None:
    for risk in demo.risks:
        asked = risk.evidence
        assert risk.property in (asked.threat, DESIGN)
        found = evidence_of(ESTATE, asked.hit, asked.threat, asked.outage, 1, "2026-11-22T12:00:00Z")
        assert found["threat"] == asked.threat


@each_dpia
def test_a_dpia_covers_the_design_and_the_three_feared_events_with_five_to_nine_risks(demo: DemoAssessment) -> None:
    assert {risk.property for risk in demo.risks} == {DESIGN, "confidentiality", "integrity", "availability"}
    assert 5 <= len(demo.risks) <= 9


@each_dpia
def test_each_risk_says_where_it_comes_from_and_what_it_does_to_the_person(demo: DemoAssessment) -> None:
    for risk in demo.risks:
        assert risk.sources, risk.key
        assert risk.bodily or risk.material or risk.moral, risk.key


@each_dpia
def test_what_is_not_good_enough_has_a_measure_that_mends_it(demo: DemoAssessment) -> None:
    judged = [question for question in load_questionnaire("dpia").questions if question.verdict]
    verdicts = {
        question.id: demo.answers[question.verdict_key] for question in judged if question.applies(demo.answers)
    }
    assert {measure.mends for measure in demo.measures if measure.mends} == {
        question for question, verdict in verdicts.items() if verdict != ACCEPTABLE
    }


@each_dpia
def test_a_dpia_is_required_and_needs_no_prior_consultation(demo: DemoAssessment) -> None:
    scales = load_scales("dpia")
    assert screen(demo.answers).outcome is Outcome.REQUIRED
    assert demo.answers["prior_consultation"] == "no"
    for risk in demo.risks:
        assert risk.likelihood_after is not None and risk.consequence_after is not None
        assert scales.level(risk.likelihood_after, risk.consequence_after) not in scales.consult


def test_there_is_one_of_each_state_and_a_whole_model_in_each_language() -> None:
    assert [(demo.kind, demo.state, demo.language) for demo in DEMOS] == [
        ("dpia", "approved", "nb"),
        ("ros", "draft", "nb"),
        ("dpia", "in review", "en"),
        ("dpia", "approved", "nb"),
        ("dpia", "advised", "nb"),
        ("dpia", "in review", "nb"),
        ("dpia", "approved", "en"),
    ]


def test_the_approved_dpia_went_back_once_and_carries_advice_and_decision() -> None:
    acts = [done.act for done in HOME_FOLLOW_UP.acts]
    assert acts == ["submit", "send back", "submit", "advise", "approve"]
    assert all(one.by != other.by for one, other in pairwise(HOME_FOLLOW_UP.acts))
    assert HOME_FOLLOW_UP.author != HOME_FOLLOW_UP.acts[-1].by


@pytest.mark.parametrize("demo", APPROVED, ids=lambda demo: demo.title)
def test_what_was_accepted_is_within_what_may_be_accepted(demo: DemoAssessment) -> None:
    scales = load_scales("dpia")
    left = {risk.key: scales.level(risk.likelihood_after or 0, risk.consequence_after or 0) for risk in demo.risks}
    for acceptance in demo.acceptances:
        rule = scales.acceptance_of(left[acceptance.risk])
        assert 0 < acceptance.days <= rule.days
        assert set(rule.roles) & PEOPLE[acceptance.by]
    assert {acceptance.risk for acceptance in demo.acceptances} == {
        key for key, level in left.items() if level.value > 1
    }


def test_the_laboratory_scenarios_show_the_black_start() -> None:
    black_start = next(risk for risk in LABORATORY.risks if risk.threat == "black_start")
    asked = black_start.evidence
    found = evidence_of(ESTATE, asked.hit, asked.threat, asked.outage, 1, "2026-11-22T12:00:00Z")
    names = {asset.id: asset.name for asset in ESTATE.assets}
    assert found["deadlocks"] == [[names[one] for one in ("ad1", "ad2", "vmA", "vmB")]]


def test_the_laboratory_scenarios_show_the_weak_points_of_the_estate() -> None:
    assert len(LABORATORY.risks) >= 10
    assert {"integrasjon", "sykehuspartner", "mtu-hamar"} <= {risk.asset for risk in LABORATORY.risks}


def test_short_log_off_stands_beside_the_harm_that_it_does() -> None:
    risks = {risk.threat: risk.key for risk in LABORATORY.risks}
    worse = [measure for measure in LABORATORY.measures if measure.safety_effect == "worse"]
    better = [measure for measure in LABORATORY.measures if measure.safety_effect == "better"]
    assert any(measure.treats == (risks["open_session"],) for measure in worse)
    assert any(set(measure.treats) == {risks["open_session"], risks["lockout"]} for measure in better)


def test_the_measure_that_makes_care_worse_says_whom_what_instead_and_which_scenario_it_brings() -> None:
    keys = {risk.key: risk for risk in LABORATORY.risks}
    told = [measure for measure in LABORATORY.measures if measure.safety_effect == "worse" and measure.care_risk]
    assert told
    for measure in told:
        assert measure.whom and measure.compensating and measure.situations
        assert measure.assessed_role in ROLES_OF_CARE
        assert keys[measure.care_risk].key not in measure.treats


def test_what_the_laboratory_does_by_hand_names_dependencies_that_the_estate_knows() -> None:
    assert {one.kind for one in LABORATORY.fallbacks} == {"manual routine", "emergency access"}
    tolerances = {(one.dependent, one.provider): one.tolerance for one in ESTATE.dependencies}
    tested = [one for one in LABORATORY.fallbacks if one.minutes is not None]
    assert all((one.dependent, one.provider) in tolerances for one in LABORATORY.fallbacks)
    assert any(tolerances[one.dependent, one.provider] > (one.minutes or 0) for one in tested), "a doubt to look at"
    assert len(tested) < len(LABORATORY.fallbacks), "and one that nobody has tested"


def test_the_assessment_in_progress_still_has_work_to_do() -> None:
    assert any(risk.likelihood_after is None for risk in LABORATORY.risks)
    assert any(measure.safety_effect == NOT_ASSESSED for measure in LABORATORY.measures)


def test_a_date_that_is_none_is_refused_with_its_place() -> None:
    measure = (
        '[[measure]]\nid = "M1"\ntext = "a"\nowner = "b"\nstatus = "planned"\nsafety_effect = "none"\ndue = "soon"'
    )
    head = 'kind = "ros"\ntitle = "t"\nlanguage = "nb"\nstate = "draft"\nauthor = "maja"\nanswers = {}\n'
    with pytest.raises(Invalid, match=r"demo.toml, measure M1: due is “soon”"):
        read_demo("demo.toml", head + measure)


def test_the_measures_of_the_risk_assessment_say_what_they_are_cost_and_lower() -> None:
    assert all(one.catalogue and one.cost is not None for one in LABORATORY.measures)
    assert all(one.lowers_likelihood or one.lowers_consequence for one in LABORATORY.measures)
    assert any(one.shown_by for one in HOME_FOLLOW_UP.measures if one.status == "in place")


def test_the_laboratory_met_with_clinic_and_medical_technology_in_the_room() -> None:
    (workshop,) = LABORATORY.workshops
    came = [(one.invitee.profession, one.invitee.role) for one in workshop.guests if one.came]
    assert load_professions().groups_among(came) == set(GROUPS)
    assert len(came) < len(workshop.guests) and workshop.meeting.notes and workshop.meeting.agenda
    assert not any(demo.workshops for demo in DPIAS)
