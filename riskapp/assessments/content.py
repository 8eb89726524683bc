"""The whole of a version as plain data: what is frozen when it is decided, printed in the report and compared later."""

import hashlib
import json

from riskapp.assessments.content_rows import condition_row, measure_row, remark_row, risk_row, transition_row
from riskapp.assessments.estate_figures import figures_of
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Version
from riskapp.assessments.not_asked import not_asked_rows
from riskapp.assessments.origins import inheritance_row
from riskapp.assessments.person_places import with_people
from riskapp.assessments.persons import written
from riskapp.assessments.plain import Content, text_row, time_row
from riskapp.assessments.queries import answers_of, estate_number_of, quotes_of
from riskapp.assessments.quotes import Quotes
from riskapp.assessments.review_dates import review_of
from riskapp.assessments.review_rows import review_row
from riskapp.assessments.scale_rows import scales_row
from riskapp.assessments.workshop_rows import fallback_row, suggestion_row, workshop_row
from riskapp.catalogues.known_facts import known
from riskapp.catalogues.questionnaire import Question, Questionnaire
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.rules import Answers
from riskapp.catalogues.threshold import screen

FORMAT = 3
"""Grows when a field changes its meaning, so that an old content can still be read.

2: `article` is a text in both languages; it was one string.
3: what is kept has `{"person": <commitment>}` in the place of each person's name (`persons`).
"""


def content_of(version: Version) -> Content:
    """Everything that a version says, JSON-able and complete in itself: the questions asked and the scales are in it.

    Texts of the catalogue are {"nb", "en"}; times ISO 8601 in UTC; levels {"id", "value", "word"} or None; names of
    people `Person`s, which are texts.
    """
    kind = version.assessment.kind
    questionnaire, scales, answers = load_questionnaire(kind), scales_of(version), answers_of(version)
    content: Content = {
        "format": FORMAT,
        "assessment": version.assessment_id,
        "kind": kind,
        "number": version.number,
        "title": version.title,
        "language": version.language,
        "state": version.state,
        "created": {"at": time_row(version.created_at), "by": version.creator.name if version.creator else "operator"},
        "catalogue": version.catalogue,
        "estate": estate_number_of(version),
        "scope": [{"key": one.asset.key, "name": one.asset.name, "kind": one.asset.kind} for one in version.scope],
        "participants": [
            {"name": one.name, "profession": one.profession, "role": one.role} for one in version.participants
        ],
        "questionnaire": _questionnaire(questionnaire, answers),
        "answers": {key: text if isinstance(text, str) else list(text) for key, text in answers.items()},
        **screened(questionnaire, answers, quotes_of(version)),
        "risks": [risk_row(risk, scales) for risk in version.risks],
        "measures": [measure_row(one) for one in version.measures],
        "scales": scales_row(scales),
        "quotes": quotes_of(version),
        "workshops": [workshop_row(one) for one in version.workshops],
        "fallbacks": [fallback_row(one) for one in version.fallbacks],
        "suggestions": [suggestion_row(one) for one in version.suggestions],
        "inherited": inheritance_row(version),
        "review": review_row(version),
        "remarks": [remark_row(one) for one in version.remarks if one.answers_id is None],
        "conditions": [condition_row(one) for one in version.conditions],
        "transitions": [transition_row(one) for one in version.transitions],
        "review_by": time_row(review_of(version)),
    }
    return with_people(content)


def canonical(content: Content) -> bytes:
    """The one way to write a content as bytes: sorted keys, no blanks, UTF-8; names by their commitments."""
    text = json.dumps(written(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def fingerprint(content: Content) -> str:
    """The SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def screened(questionnaire: Questionnaire, answers: Answers, quotes: Quotes) -> Content:
    """What the rules make of answers and quoted facts: which questions were not asked, the threshold, what clashes."""
    return {
        "not_asked": not_asked_rows(questionnaire, answers),
        "threshold": _threshold(questionnaire, answers, quotes),
        "inconsistencies": [
            {"question": one.question, "says": text_row(one.says), "article": text_row(one.article)}
            for one in questionnaire.inconsistencies
            if one.holds(answers)
        ],
    }


def _threshold(questionnaire: Questionnaire, answers: Answers, quotes: Quotes) -> Content | None:
    if not questionnaire.rules:
        return None
    found = screen(answers, questionnaire)
    facts = known(questionnaire.facts, figures_of(quotes), answers)
    return {
        "outcome": found.outcome.value,
        "rule": found.rule.id if found.rule else None,
        "because": text_row(found.because),
        "fired": [
            {"question": one.question.id, "values": list(one.values), "reason": one.reason} for one in found.fired
        ],
        "known": [
            {
                "question": one.fact.question,
                "says": text_row(one.said),
                "figure": one.figure,
                "standing": one.standing.value,
            }
            for one in facts
        ],
    }


def _questionnaire(questionnaire: Questionnaire, answers: Answers) -> Content:
    """The questions that were asked: one that an answer before it made needless is not there."""
    return {
        "version": questionnaire.version,
        "source": text_row(questionnaire.source),
        "steps": [
            {
                "id": step.id,
                "title": text_row(step.title),
                "component": step.component.value,
                "article": text_row(step.article),
                "questions": [
                    _question(question)
                    for question in step.questions
                    if question.applies(answers) or question.id in answers
                ],
            }
            for step in questionnaire.steps
        ],
    }


def _question(question: Question) -> Content:
    return {
        "id": question.id,
        "kind": question.kind.value,
        "label": text_row(question.label),
        "article": text_row(question.article),
        "choices": {choice.value: text_row(choice.label) for choice in question.choices},
        "reason_label": text_row(question.reason_label),
        "verdict": question.verdict,
        "required": question.required,
    }
