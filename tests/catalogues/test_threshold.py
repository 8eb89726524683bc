"""The threshold assessment says required, not required, covered or open, and which criteria said so."""

from itertools import combinations

import pytest

from riskapp.catalogues.rules import Answers
from riskapp.catalogues.threshold import Outcome, screen

CRITERIA = (
    "scoring",
    "automated_decision",
    "monitoring",
    "sensitive_data",
    "large_scale",
    "combining",
    "vulnerable",
    "new_technology",
    "barrier",
)
ALL_NO: dict[str, str | list[str]] = {
    "already_covered": "no",
    "always_required": ["none"],
    "authority_list": ["none"],
    **dict.fromkeys(CRITERIA, "no"),
}


def answered(**changes: str | list[str]) -> dict[str, str | list[str]]:
    """All criteria answered with no, but for `changes`."""
    return ALL_NO | changes


TABLE: list[tuple[Answers, Outcome, str | None, tuple[str, ...]]] = [
    (answered(), Outcome.NOT_REQUIRED, None, ()),
    (answered(vulnerable="yes"), Outcome.NOT_REQUIRED, None, ("vulnerable",)),
    (answered(vulnerable="unsure"), Outcome.NOT_REQUIRED, None, ("vulnerable",)),
    (answered(vulnerable="yes", large_scale="unsure"), Outcome.REQUIRED, "two_criteria", ("large_scale", "vulnerable")),
    (answered(always_required=["automated"]), Outcome.REQUIRED, "always", ("always_required",)),
    (answered(always_required=["special_data"]), Outcome.REQUIRED, "always", ("always_required",)),
    (answered(always_required=["public_area"]), Outcome.REQUIRED, "always", ("always_required",)),
    (answered(authority_list=["iot"]), Outcome.REQUIRED, "list", ("authority_list",)),
    (answered(authority_list=["third_party_refusal"]), Outcome.REQUIRED, "list", ("authority_list",)),
    (answered(authority_list=["employees"]), Outcome.REQUIRED, "list", ("authority_list",)),
    (answered(authority_list=["training"]), Outcome.REQUIRED, "list", ("authority_list",)),
    (answered(authority_list=["other"]), Outcome.REQUIRED, "list", ("authority_list",)),
    (answered(authority_list=["location"]), Outcome.NOT_REQUIRED, None, ("authority_list",)),
    (answered(already_covered="similar", vulnerable="yes", scoring="yes"), Outcome.COVERED, "covered",
     ("already_covered", "scoring", "vulnerable")),
    (answered(already_covered="by_law", always_required=["special_data"]), Outcome.COVERED, "covered",
     ("already_covered", "always_required")),
    ({}, Outcome.OPEN, None, ()),
    ({"vulnerable": "yes"}, Outcome.OPEN, None, ("vulnerable",)),
    ({"vulnerable": "yes", "barrier": "yes"}, Outcome.REQUIRED, "two_criteria", ("vulnerable", "barrier")),
    ({"already_covered": "similar"}, Outcome.COVERED, "covered", ("already_covered",)),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "outcome", "rule", "fired"), TABLE)
def test_the_answers_lead_to_the_outcome(
    answers: Answers, outcome: Outcome, rule: str | None, fired: tuple[str, ...]
) -> None:
    screening = screen(answers)
    assert screening.outcome is outcome
    assert (screening.rule.id if screening.rule else None) == rule
    assert tuple(criterion.question.id for criterion in screening.fired) == fired


@pytest.mark.parametrize("pair", list(combinations(CRITERIA, 2)))
def test_any_two_of_the_nine_criteria_call_for_a_dpia(pair: tuple[str, str]) -> None:
    assert screen(answered(**dict.fromkeys(pair, "yes"))).outcome is Outcome.REQUIRED


@pytest.mark.parametrize("criterion", CRITERIA)
@pytest.mark.parametrize("item", ["third_party", "biometric", "research", "location"])
def test_items_of_the_list_that_need_company_count_with_any_one_criterion(item: str, criterion: str) -> None:
    for met in ("yes", "unsure"):
        screening = screen(answered(authority_list=[item], **{criterion: met}))
        assert screening.rule is not None and screening.rule.id == "list_with_criterion"


@pytest.mark.parametrize("missing", ALL_NO)
def test_not_required_is_never_said_before_all_is_answered(missing: str) -> None:
    screening = screen({key: value for key, value in ALL_NO.items() if key != missing})
    assert screening.outcome is Outcome.OPEN
    assert screening.unanswered == (missing,)


def test_a_criterion_that_fired_carries_what_was_answered_and_why() -> None:
    answers = answered(always_required=["automated", "special_data"]) | {"always_required.reason": "Measures at home."}
    (fired,) = screen(answers).fired
    assert fired.values == ("automated", "special_data")
    assert fired.reason == "Measures at home."


def test_a_criterion_that_several_rules_ask_about_shows_all_that_was_chosen() -> None:
    (fired,) = screen(answered(authority_list=["iot", "location"])).fired
    assert fired.values == ("iot", "location")


def test_the_outcome_is_explained_in_words() -> None:
    required, not_required = screen(answered(always_required=["automated"])), screen(answered())
    assert required.because is not None and "alltid" in required.because.nb
    assert not_required.because is not None and "not needed" in not_required.because.en
    assert screen({}).because is None
