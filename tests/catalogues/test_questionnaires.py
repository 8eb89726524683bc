"""The questionnaires ask what the law and the standards ask for, in the order of the work."""

import re

import pytest

from riskapp.catalogues.questionnaire import Component, Question, QuestionKind
from riskapp.catalogues.questions import load_questionnaire

DPIA, ROS = load_questionnaire("dpia"), load_questionnaire("ros")
QUESTIONS = [*DPIA.questions, *ROS.questions]


def test_the_dpia_goes_from_the_threshold_to_the_decision() -> None:
    assert [(step.id, step.component) for step in DPIA.steps] == [
        ("threshold", Component.THRESHOLD),
        ("description", Component.SCOPE),
        ("necessity", Component.QUESTIONS),
        ("rights", Component.QUESTIONS),
        ("risks", Component.RISKS),
        ("measures", Component.MEASURES),
        ("advice", Component.ADVICE),
        ("decision", Component.DECISION),
    ]


def test_the_ros_goes_from_the_scope_to_the_approval() -> None:
    assert [step.component for step in ROS.steps] == [
        Component.SCOPE,
        Component.PARTICIPANTS,
        Component.QUESTIONS,
        Component.FALLBACKS,
        Component.RISKS,
        Component.MATRIX,
        Component.MEASURES,
        Component.RESIDUAL,
        Component.ACCEPTANCE,
        Component.DECISION,
    ]


def test_the_rights_step_asks_for_each_right_of_articles_12_to_22() -> None:
    rights = DPIA.step("rights")
    assert rights is not None
    assert [question.article.en for question in rights.questions] == [
        "GDPR Art. 12–14",
        *[f"GDPR Art. {number}" for number in range(15, 23)],
    ]


def test_the_threshold_asks_all_nine_criteria() -> None:
    english = " ".join(question.article.en for question in DPIA.questions)
    norwegian = " ".join(question.article.nb for question in DPIA.questions)
    assert all(f"criterion {number}" in english for number in range(1, 10))
    assert all(f"kriterium {number}" in norwegian for number in range(1, 10))


def test_a_citation_has_no_word_of_the_other_language() -> None:
    asked = [one for kind in (DPIA, ROS) for one in (*kind.steps, *kind.questions, *kind.rules)]
    assert [one.article.nb for one in asked if re.search(r"criterion|Annex|\bch\.|recital| and ", one.article.nb)] == []
    assert [one.article.en for one in asked if re.search(r"kriteri|vedlegg|kap\.|fortale| og ", one.article.en)] == []


@pytest.mark.parametrize("letter", "abcd")
def test_each_part_of_article_35_7_has_its_place(letter: str) -> None:
    articles = " ".join([one.article.en for one in (*DPIA.steps, *DPIA.questions)])
    assert f"35(7)({letter})" in articles


def test_question_ids_are_unique_and_short_enough_to_store_with_their_reason() -> None:
    for questionnaire in (DPIA, ROS):
        keys = [key for question in questionnaire.questions for key in question.keys]
        assert len(keys) == len(set(keys))
        assert all(len(key) <= 80 for key in keys)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_question_asks_one_thing_and_shows_an_example(question: Question) -> None:
    assert question.label.nb.count("?") == 1 and question.label.nb.endswith("?")
    if question.kind in (QuestionKind.TEXT, QuestionKind.LONG_TEXT) or question.reason_when:
        assert question.example is not None or question.id == "data_subjects"


def test_a_question_is_found_by_its_id_and_an_unknown_one_is_not() -> None:
    found = DPIA.question("storage_period")
    assert found is not None and found.id == "storage_period"
    assert DPIA.question("nothing-such") is None and DPIA.step("nothing-such") is None
