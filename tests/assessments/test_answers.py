"""Answers as they are stored and read."""

import pytest

from riskapp.assessments.answers import MOST, as_answers, check_answer, clean, joined
from riskapp.catalogues.questions import load_questionnaire
from riskapp.errors import Invalid
from tests.assessments.ward import HOSTILE

DPIA = load_questionnaire("dpia")


def test_several_choices_are_stored_as_lines_and_read_as_a_list() -> None:
    stored = joined(["automated", "special_data"])
    assert as_answers(DPIA, {"always_required": stored}) == {"always_required": ("automated", "special_data")}


def test_an_answer_that_was_emptied_counts_as_none() -> None:
    assert as_answers(DPIA, {"purposes": "  \n"}) == {}


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_kept_as_it_was_typed(text: str) -> None:
    assert check_answer(DPIA, "purposes", text) == text


def test_line_ends_of_a_browser_become_plain_ones() -> None:
    assert clean("a\r\nb\rc", "x") == "a\nb\nc"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("no_such_question", "x"),
        ("scoring", "perhaps"),
        ("scoring", "yes\nno"),
        ("always_required", "none\nautomated"),
        ("purposes", "a\0b"),
        ("purposes", "\ud800"),
        ("purposes", "x" * (MOST + 1)),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(key: str, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_answer(DPIA, key, text)
    assert refused.value.field == key
