"""What the estate knows stands beside the threshold's answers: it agrees, waits, or differs, and decides nothing."""

import pytest

from riskapp.catalogues.known_facts import Figure, Known, Standing, filled, known
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.rules import Answers
from riskapp.catalogues.threshold import Outcome, screen
from tests.catalogues.test_threshold import answered

DPIA = load_questionnaire("dpia")
HOSPITAL = {Figure.PERSONS: 420_000, Figure.SPECIAL_PERSONS: 85_000, Figure.SPECIAL_CATEGORIES: 3, Figure.DEVICES: 900}


def facts(answers: Answers, figures: dict[Figure, int] = HOSPITAL) -> dict[str, Known]:
    return {one.fact.id: one for one in known(DPIA.facts, figures, answers)}


def test_figures_that_reach_their_limit_are_told_with_the_question_that_they_speak_of() -> None:
    found = facts({})
    assert list(found) == ["special_at_scale", "sensitive", "many_persons", "patients", "many_devices"]
    assert {one.standing for one in found.values()} == {Standing.OPEN}
    assert "85\N{NARROW NO-BREAK SPACE}000 persons" in found["special_at_scale"].said.en
    assert "420\N{NARROW NO-BREAK SPACE}000 personer" in found["many_persons"].said.nb


@pytest.mark.parametrize(
    ("figure", "fact", "below", "reached"),
    [
        (Figure.SPECIAL_PERSONS, "special_at_scale", 999, 1000),
        (Figure.PERSONS, "many_persons", 999, 1000),
        (Figure.DEVICES, "many_devices", 99, 100),
        (Figure.ON_TRIAL, "on_trial", 0, 1),
    ],
)
def test_below_its_limit_a_figure_says_nothing(figure: Figure, fact: str, below: int, reached: int) -> None:
    assert fact not in facts({}, {figure: below})
    assert fact in facts({}, {figure: reached})


@pytest.mark.parametrize(
    ("answer", "standing"),
    [("yes", Standing.AGREES), ("unsure", Standing.AGREES), ("no", Standing.DIFFERS), ("", Standing.OPEN)],
)
def test_an_answer_agrees_differs_or_waits(answer: str, standing: Standing) -> None:
    assert facts({"large_scale": answer})["many_persons"].standing is standing


def test_of_several_choices_one_that_is_expected_agrees() -> None:
    assert facts({"authority_list": ["location", "iot"]})["many_devices"].standing is Standing.AGREES
    assert facts({"authority_list": ["none"]})["many_devices"].standing is Standing.DIFFERS


def test_what_the_estate_knows_fills_what_is_open_and_overrules_nobody() -> None:
    answers = {"large_scale": "no"}
    found = tuple(facts(answers).values())
    more = filled(answers, found)
    assert more["large_scale"] == "no"
    assert more["vulnerable"] == ["yes"]
    assert screen(answers).outcome is Outcome.OPEN
    assert screen(more).outcome is Outcome.REQUIRED
    everything_no = answered()
    assert filled(everything_no, tuple(facts(everything_no).values())) == everything_no


def test_two_criteria_without_a_dpia_ask_for_a_reason_and_the_privacy_officers_view() -> None:
    two = answered(vulnerable="yes", large_scale="unsure")
    exception, advice = (DPIA.question(name) for name in ("exception", "exception_advice"))
    assert exception is not None and advice is not None
    assert not exception.applies(answered(vulnerable="yes"))
    assert exception.applies(two) and not advice.applies(two)
    assert screen(two).outcome is Outcome.REQUIRED
    argued = two | {"exception": "argued"}
    found = screen(argued)
    assert (found.outcome, found.rule and found.rule.id) == (Outcome.NOT_REQUIRED, "excepted")
    assert exception.wants_reason(argued) and advice.required and advice.applies(argued)
    assert screen(two | {"exception": "make"}).outcome is Outcome.REQUIRED


def test_an_exception_decides_nothing_before_all_is_answered_or_once_it_is_asked_no_longer() -> None:
    two = {"vulnerable": "yes", "large_scale": "yes", "exception": "argued"}
    assert screen(two).outcome is not Outcome.NOT_REQUIRED, "the three cases are not answered yet"
    left = screen(answered(vulnerable="yes", exception="argued"))
    assert (left.outcome, left.rule) == (Outcome.NOT_REQUIRED, None), "for there is one criterion, not by exception"


@pytest.mark.parametrize("more", [{"always_required": ["special_data"]}, {"authority_list": ["iot"]}])
def test_no_exception_is_argued_from_the_three_cases_or_the_authoritys_list(more: dict[str, list[str]]) -> None:
    argued = answered(vulnerable="yes", large_scale="yes", exception="argued", **more)
    assert screen(argued).outcome is Outcome.REQUIRED
