"""The words of a version's report: in its own language, as sentences, with names that can be told apart."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields, is_dataclass
from zoneinfo import ZoneInfo

import pytest

from riskapp.assessments.content import Content, content_of
from riskapp.reports.assessment.report import Frame, assessment_report
from tests.decisions.examples import answer_all, started

FRAME = Frame("Fjord Hospital", ZoneInfo("Europe/Oslo"), draft=True, fingerprint="0" * 64)


def texts(value: object) -> Iterator[str]:
    """Every text of a report, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def words(content: Content) -> str:
    return "\n".join(texts(assessment_report(content, FRAME)))


@pytest.fixture
def dpia(people, ward) -> Content:
    version = started(people.member, "dpia", [ward.lab, ward.ward], "nb")
    answer_all(people.member, version, always_required="special_data")
    return content_of(version)


def test_the_threshold_is_told_in_sentences_and_not_by_the_id_of_a_rule(dpia):
    assert dpia["threshold"]["rule"] == "always"
    said = words(dpia)
    assert "Dette er et av de tre tilfellene der det alltid skal gjøres en DPIA." in said
    assert "always" not in said.split()


def test_the_grounds_of_a_question_are_in_the_language_of_the_report(dpia):
    assert "WP248 rev.01, kriterium 1" in words(dpia)
    assert "criterion" not in words(dpia)
    assert "WP248 rev.01, criterion 1" in words({**dpia, "language": "en"})


def test_content_that_was_frozen_with_one_ground_for_both_languages_still_prints(dpia):
    old = deepcopy(dpia)
    old["format"] = 1
    for step in old["questionnaire"]["steps"]:
        step["article"] = step["article"]["en"]
        for question in step["questions"]:
            question["article"] = question["article"]["en"]
    assert "WP248 rev.01, criterion 1" in words(old)
    assert "GDPR Art. 35(3)" in words(old)
