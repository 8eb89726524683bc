"""Each element of Art. 35(7), WP248 Annex 2, the EDPB's template and CNIL's method has a field, and its gap is told."""

from pathlib import Path

import pytest
from flask import Flask

from riskapp.assessments.draft import Draft, MeasureFacts, RiskFacts
from riskapp.assessments.models import Condition, Measure, Remark, Risk
from riskapp.assessments.progress import progress_of
from riskapp.assessments.risk import Judgement
from riskapp.assessments.states import Act
from riskapp.catalogues.questionnaire import Component, Quote
from riskapp.catalogues.questions import load_questionnaire
from riskapp.processing.models import ProcessingActivity, ProcessingProcessor, ProcessingPurpose, ProcessingTransfer
from tests.catalogues.dpia_elements import Element, chapter, load

DPIA = load_questionnaire("dpia")
SOURCES, ELEMENTS = load()
DOCUMENT = Path(__file__).parents[2] / "docs" / "dpia.md"
TABLES = {
    "risk": Risk,
    "measure": Measure,
    "remark": Remark,
    "condition": Condition,
    "record": ProcessingActivity,
    "purpose": ProcessingPurpose,
    "processor": ProcessingProcessor,
    "transfer": ProcessingTransfer,
}
WORDS = {
    "question": {question.id for question in DPIA.questions},
    "step": {step.component.value for step in DPIA.steps},
    "quote": {one.value for one in Quote},
    "act": {one.value for one in Act},
}
OPTIONAL = {"codes", "exception"}
TELL_OF_THEMSELVES = {"event", "sources", "bodily", "likelihood", "consequence", "likelihood_after", "owner"}
"""Columns of a risk or a measure that are told where they are empty; effects and dates by the first of their kind."""
NOT_TOLD_BY_AN_EMPTY_ONE = {
    *("35-2", "35-8", "a2-codes", "a2-risk-source", "a2-risk-threat", "a2-risk-level", "a2-risk-measures"),
    *("edpb-plan", "cnil-4-plan", "cnil-4-opinions"),
}
"""They are told once there is a risk or a measure, by the step of the workflow, or are not obligatory."""
EVERYTHING_ASKED = {"legal_basis": ("consent",), "views_sought": "sought"}
"""Answers that open the questions which others are asked only after."""


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda one: one.id)
def test_each_element_has_a_field(element: Element, app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert element.places and element.source in SOURCES
    for kind, name in element.places:
        known = endpoints if kind == "page" else WORDS.get(kind) or set(TABLES[kind].__table__.columns.keys())
        assert name in known, f"{element.id}: {kind}:{name}"


@pytest.mark.parametrize("element", [one for one in ELEMENTS if one.must], ids=lambda one: one.id)
def test_an_empty_dpia_tells_that_it_is_missing(element: Element) -> None:
    told = told_missing()
    asked = {name for kind, name in element.places if kind in ("question", "step")} - OPTIONAL - set(EVERYTHING_ASKED)
    asked |= {name for kind, name in element.places if kind in ("risk", "measure") and name in TELL_OF_THEMSELVES}
    assert asked and asked <= told, asked - told


def test_what_a_risk_and_a_measure_must_say_is_told_where_it_is_empty() -> None:
    assert told_missing() >= TELL_OF_THEMSELVES


def test_what_may_stay_empty_is_known() -> None:
    assert {question.id for question in DPIA.questions if not question.required} == OPTIONAL
    assert {one.id for one in ELEMENTS if not one.must} == NOT_TOLD_BY_AN_EMPTY_ONE


def told_missing() -> set[str]:
    """The anchors and steps that a DPIA tells of which has one empty risk and one empty measure, and no more."""
    risk = RiskFacts(1, "confidentiality", "", Judgement())
    measure = MeasureFacts(1, "", False, "not assessed", "")
    draft = Draft("dpia", EVERYTHING_ASKED, risks=(risk,), measures=(measure,))
    missing = progress_of(DPIA, draft).missing
    return {one.anchor for one in missing} | {step.component.value for step in DPIA.steps if _tells(step.id, missing)}


def _tells(step_id: str, missing: object) -> bool:
    return any(one.step == step_id for one in missing)  # type: ignore[attr-defined]


def test_every_question_of_the_questionnaire_answers_to_some_source() -> None:
    named = {name for element in ELEMENTS for kind, name in element.places if kind == "question"}
    assert WORDS["question"] - named == {"exception", "exception_advice"}, "WP248 asks for these, outside its Annex 2"


def test_every_step_is_among_the_places_or_holds_a_question_that_is() -> None:
    assert {step.component for step in DPIA.steps} >= {Component.RISKS, Component.MEASURES, Component.ADVICE}
    assert len({one.id for one in ELEMENTS}) == len(ELEMENTS)


@pytest.mark.parametrize("source", SOURCES)
def test_the_comparison_in_the_docs_says_the_same(source: str) -> None:
    rows = [one for one in ELEMENTS if one.source == source]
    assert rows and chapter(SOURCES[source], rows) in DOCUMENT.read_text(encoding="utf-8")
