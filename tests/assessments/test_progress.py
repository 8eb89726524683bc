"""What is missing, in words and with its place."""

from dataclasses import replace

import pytest

from riskapp.assessments.draft import Draft, MeasureFacts, RiskFacts
from riskapp.assessments.progress import Mark, progress_of
from riskapp.assessments.risk import Judgement, what_is_feared
from riskapp.assessments.safety import Care
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.threshold import Outcome, screen
from riskapp.catalogues.verdicts import ACCEPTABLE
from riskapp.scenarios.wording import asks_wording

DPIA, ROS = load_questionnaire("dpia"), load_questionnaire("ros")
SOUND = Judgement(3, 3, 2, 3, "seen", "harm", "", 1)
HARM = Care("worse", "clinician", "the night shift", "badges", brings=True)
HARMFUL = MeasureFacts(4, "Olav", True, "worse", "takes a minute", care=HARM)
NO_DPIA = {question.id: "no" for question in DPIA.step("threshold").questions} | {  # type: ignore[union-attr]
    "already_covered": "no",
    "always_required": "none",
    "authority_list": "none",
    "threshold_conclusion": "Small.",
}


def answered(questionnaire: object) -> dict[str, str]:
    """Something in every field."""
    answers = {}
    for question in questionnaire.questions:  # type: ignore[attr-defined]
        answers[question.id] = question.choices[0].value if question.choices else "text"
        answers[question.reason_key] = "because"
        if question.verdict:
            answers[question.verdict_key] = ACCEPTABLE
    return answers


def full(kind: str) -> Draft:
    feared = enumerate(what_is_feared(kind), 1)
    risks = tuple(RiskFacts(n, what, "it stops", SOUND, "a thief", True) for n, what in feared)
    measures = (MeasureFacts(1, "Olav", True, "none", ""),)
    return Draft(kind, answered(DPIA if kind == "dpia" else ROS), 1, 1, risks, measures)


@pytest.mark.parametrize("kind", ["dpia", "ros"])
def test_a_draft_with_everything_lacks_nothing(kind: str) -> None:
    progress = progress_of(DPIA if kind == "dpia" else ROS, full(kind))
    assert progress.missing == ()
    assert progress.percent == 100
    assert {step.mark for step in progress.steps} <= {Mark.DONE, Mark.NOTHING}


@pytest.mark.parametrize("kind", ["dpia", "ros"])
def test_an_empty_draft_is_not_started_and_says_what_it_lacks(kind: str) -> None:
    progress = progress_of(DPIA if kind == "dpia" else ROS, Draft(kind, {}))
    assert progress.done == 0 and progress.percent == 0
    assert len(progress.missing) == progress.total
    assert Mark.DONE not in {step.mark for step in progress.steps}


def test_a_dpia_that_need_not_be_made_asks_for_no_more_than_the_threshold_and_its_system() -> None:
    assert screen(NO_DPIA).outcome is Outcome.NOT_REQUIRED
    progress = progress_of(DPIA, Draft("dpia", NO_DPIA, assets=1))
    assert progress.missing == ()
    assert progress.of("rights").mark is Mark.NOT_NEEDED
    assert [one.step for one in progress_of(DPIA, Draft("dpia", NO_DPIA)).missing] == ["description"]


def test_a_dpia_wants_a_risk_for_each_feared_event_and_for_the_design() -> None:
    draft = full("dpia")
    missing = progress_of(DPIA, replace(draft, risks=draft.risks[:1])).missing
    assert [one.values["event"] for one in missing] == [
        "unwanted change",
        "disappearance of data",
        "the processing as intended",
    ]


def test_a_risk_to_people_says_where_it_comes_from_and_what_it_does_to_them() -> None:
    draft = full("dpia")
    vague = (replace(draft.risks[0], sources=" ", touches=False), *draft.risks[1:])
    missing = progress_of(DPIA, replace(draft, risks=vague)).missing
    assert [(one.risk, one.anchor) for one in missing] == [(1, "sources"), (1, "bodily")]
    assert progress_of(ROS, replace(full("ros"), risks=vague)).missing == ()


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (("a fault", "it stops", "care waits"), []),
        (("", "it stops", "care waits"), ["cause"]),
        (("", "", ""), ["cause", "event", "effect"]),
        (("it stops", "It stops.", "care waits"), ["cause"]),
        (("it stops", "it stops", "it stops"), ["cause", "effect", "effect"]),
        (("a fault", "it stops", "it stops"), ["effect"]),
    ],
)
def test_a_risk_assessment_asks_for_cause_event_and_consequence_each_in_its_own_words(
    words: tuple[str, str, str], asked: list[str]
) -> None:
    draft = full("ros")
    first = replace(draft.risks[0], event=words[1], wording=asks_wording(*words))
    progress = progress_of(ROS, replace(draft, risks=(first, *draft.risks[1:])))
    assert [(one.risk, one.anchor) for one in progress.missing] == [(1, anchor) for anchor in asked]
    assert all("%(number)s" in one.text for one in progress.missing)
    assert progress.total == progress_of(ROS, draft).total == progress.done + len(asked)


def test_a_dpia_is_asked_for_the_event_alone() -> None:
    draft = full("dpia")
    first = replace(draft.risks[0], event="", wording=asks_wording("", "", ""))
    missing = progress_of(DPIA, replace(draft, risks=(first, *draft.risks[1:]))).missing
    assert [(one.risk, one.anchor) for one in missing] == [(1, "event")]


def test_a_severity_that_falls_asks_what_makes_it_milder_and_only_in_a_dpia() -> None:
    milder = replace(SOUND, consequence_after=2)
    for kind, questionnaire, anchors in (("dpia", DPIA, ["after_reason"]), ("ros", ROS, [])):
        draft = full(kind)
        changed = (replace(draft.risks[0], judgement=milder), *draft.risks[1:])
        missing = progress_of(questionnaire, replace(draft, risks=changed)).missing
        assert [one.anchor for one in missing] == anchors
    told = replace(milder, after_reason="The name is no longer on it.")
    changed = (replace(full("dpia").risks[0], judgement=told), *full("dpia").risks[1:])
    assert progress_of(DPIA, replace(full("dpia"), risks=changed)).missing == ()


def test_a_principle_wants_a_verdict_and_one_that_is_not_good_enough_an_action() -> None:
    draft = full("dpia")
    unjudged = {key: text for key, text in draft.answers.items() if key != "access.verdict"}
    assert [one.anchor for one in progress_of(DPIA, replace(draft, answers=unjudged)).missing] == ["access.verdict"]
    for verdict in ("to_improve", "not_acceptable"):
        poor = replace(draft, answers={**draft.answers, "access.verdict": verdict})
        assert [(one.step, one.anchor) for one in progress_of(DPIA, poor).missing] == [("rights", "access.verdict")]
        mended = replace(poor, measures=(replace(draft.measures[0], mends="access"),))
        assert progress_of(DPIA, mended).missing == ()


def test_a_reason_that_a_choice_asks_for_is_missing_until_it_is_written() -> None:
    draft = full("dpia")
    answers = {**draft.answers, "scoring": "yes", "scoring.reason": " "}
    missing = progress_of(DPIA, replace(draft, answers=answers)).missing
    assert [(one.step, one.anchor) for one in missing] == [("threshold", "scoring.reason")]


@pytest.mark.parametrize(
    ("measure", "anchor"),
    [
        (MeasureFacts(4, "", True, "none", ""), "owner"),
        (MeasureFacts(4, "Olav", False, "none", ""), "owner"),
        (MeasureFacts(4, "Olav", True, "not assessed", ""), "safety_effect"),
        (replace(HARMFUL, note=" "), "safety_note"),
        (replace(HARMFUL, care=replace(HARM, whom="")), "safety_whom"),
        (replace(HARMFUL, care=replace(HARM, compensating=" ")), "compensating"),
        (replace(HARMFUL, care=replace(HARM, brings=False)), "safety_risk"),
        (MeasureFacts(4, "Olav", True, "none", "", overdue=True), "due"),
    ],
)
def test_a_measure_needs_an_owner_a_date_and_a_judged_effect_on_safety(measure: MeasureFacts, anchor: str) -> None:
    missing = progress_of(ROS, replace(full("ros"), measures=(measure,))).missing
    assert [(one.measure, one.anchor, one.step) for one in missing] == [(4, anchor, "measures")]


@pytest.mark.parametrize(
    ("judgement", "step", "anchor"),
    [
        (replace(SOUND, likelihood_reason=""), "scenarios", "likelihood_reason"),
        (replace(SOUND, consequence=None), "scenarios", "consequence"),
        (replace(SOUND, measures=0), "residual", "after_reason"),
        (replace(SOUND, likelihood_after=None), "residual", "likelihood_after"),
    ],
)
def test_what_a_scenario_lacks_is_told_with_its_number_and_field(judgement: Judgement, step: str, anchor: str) -> None:
    risks = (RiskFacts(7, "integrity", "it lies", judgement),)
    missing = progress_of(ROS, replace(full("ros"), risks=risks)).missing
    assert [(one.risk, one.step, one.anchor) for one in missing] == [(7, step, anchor)]


@pytest.mark.parametrize(
    ("role", "says"),
    [("", "say in which role"), ("other", "in another role"), ("clinician", ""), ("medical technology", "")],
)
@pytest.mark.parametrize("effect", ["none", "better", "worse"])
def test_for_a_device_or_an_acute_system_the_effect_is_judged_by_those_who_know_care(
    effect: str, role: str, says: str
) -> None:
    judged = replace(HARMFUL, safety=effect, care=replace(HARM, effect=effect, role=role))
    for acute in (True, False):
        draft = replace(full("ros"), measures=(judged,), acute=acute)
        progress = progress_of(ROS, draft)
        told = [one.text for one in progress.missing if one.anchor == "safety_role"]
        assert len(told) == (1 if acute and says else 0)
        assert all(says in text for text in told)
        assert progress.total - progress.done == len(progress.missing)
        assert progress_of(DPIA, replace(full("dpia"), measures=(judged,), acute=acute)).missing == ()


def test_what_nobody_has_judged_is_told_once() -> None:
    unjudged = MeasureFacts(4, "Olav", True, "not assessed", "", care=Care("not assessed"))
    missing = progress_of(ROS, replace(full("ros"), measures=(unjudged,), acute=True)).missing
    assert [one.anchor for one in missing] == ["safety_effect"]


def test_a_dpia_asks_for_the_residual_risk_where_its_measures_are() -> None:
    draft = full("dpia")
    unjudged = tuple(replace(risk, judgement=replace(SOUND, likelihood_after=None)) for risk in draft.risks)
    assert {one.step for one in progress_of(DPIA, replace(draft, risks=unjudged)).missing} == {"measures"}
