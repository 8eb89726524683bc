"""Answers that do not go together are told where they can be put right, and only then."""

import pytest

from riskapp.assessments.draft import Draft
from riskapp.assessments.progress import progress_of
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.rules import Answers

DPIA = load_questionnaire("dpia")


def told(answers: Answers) -> dict[str, list[str]]:
    """By step, the ids of what does not go together."""
    progress = progress_of(DPIA, Draft("dpia", answers))
    return {step.step.id: [one.id for one in step.inconsistencies] for step in progress.steps if step.inconsistencies}


@pytest.mark.parametrize(
    ("answers", "step", "expected"),
    [
        ({"sensitive_data": "yes", "special_basis": ["none"]}, "necessity", "special_without_exception"),
        ({"legal_basis": ["public_interest"], "supplementary_basis": ["none"]}, "necessity", "basis_without_law"),
        ({"processors": "some"}, "necessity", "processor_without_agreement"),
        ({"transfers": "unknown"}, "necessity", "transfer_without_mechanism"),
        ({"already_covered": "similar", "new_technology": "yes"}, "threshold", "covered_though_new"),
    ],
)
def test_what_does_not_go_together_is_told_in_its_step(answers: Answers, step: str, expected: str) -> None:
    assert told(answers) == {step: [expected]}


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"sensitive_data": "yes", "special_basis": ["care"]},
        {"sensitive_data": "no", "special_basis": ["none"]},
        {"legal_basis": ["consent"], "supplementary_basis": ["none"]},
        {"legal_basis": ["legal_obligation"], "supplementary_basis": ["record_act"]},
        {"processors": "all", "transfers": "safeguards"},
    ],
)
def test_what_goes_together_is_not_told(answers: Answers) -> None:
    assert told(answers) == {}
