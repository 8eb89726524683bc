"""The whole of a version as plain data: what is frozen when it is decided, printed in the report and compared later."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from riskapp.assessments.estate_figures import figures_of
from riskapp.assessments.models import Acceptance, Measure, Risk, Transition, Version
from riskapp.assessments.queries import answers_of, estate_number_of, quotes_of
from riskapp.assessments.risk import level_after, level_before
from riskapp.assessments.risks import judgement_of
from riskapp.catalogues.known_facts import known
from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.questionnaire import Question, Questionnaire
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.rules import Answers
from riskapp.catalogues.scale_file import load_scales
from riskapp.catalogues.scales import Scale, Scales
from riskapp.catalogues.text import Text
from riskapp.catalogues.threshold import screen

FORMAT = 2
"""Grows when a field changes its meaning, so that an old content can still be read.

2: `article` is a text in both languages; it was one string.
"""

Content = dict[str, Any]


def content_of(version: Version) -> Content:
    """Everything that a version says, JSON-able and complete in itself: the questions asked and the scales are in it.

    Texts of the catalogue are {"nb", "en"}; times ISO 8601 in UTC; levels {"id", "value", "word"} or None.
    """
    kind = version.assessment.kind
    questionnaire, scales, answers = load_questionnaire(kind), load_scales(kind), answers_of(version)
    return {
        "format": FORMAT,
        "assessment": version.assessment_id,
        "kind": kind,
        "number": version.number,
        "title": version.title,
        "language": version.language,
        "state": version.state,
        "created": {"at": _time(version.created_at), "by": version.creator.name if version.creator else "operator"},
        "catalogue": version.catalogue,
        "estate": estate_number_of(version),
        "scope": [{"key": one.asset.key, "name": one.asset.name, "kind": one.asset.kind} for one in version.scope],
        "participants": [
            {"name": one.name, "profession": one.profession, "role": one.role} for one in version.participants
        ],
        "questionnaire": _questionnaire(questionnaire, answers),
        "answers": {key: text if isinstance(text, str) else list(text) for key, text in answers.items()},
        "threshold": _threshold(version, questionnaire),
        "inconsistencies": [
            {"question": one.question, "says": _text(one.says), "article": _text(one.article)}
            for one in questionnaire.inconsistencies
            if one.holds(answers)
        ],
        "risks": [_risk(risk, scales) for risk in version.risks],
        "measures": [_measure(one) for one in version.measures],
        "scales": _scales(scales),
        "quotes": quotes_of(version),
        "transitions": [_transition(one) for one in version.transitions],
    }


def canonical(content: Content) -> bytes:
    """The one way to write a content as bytes: sorted keys, no blanks, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def fingerprint(content: Content) -> str:
    """The SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def _risk(risk: Risk, scales: Scales) -> Content:
    judgement = judgement_of(risk)
    return {
        "number": risk.number,
        "property": risk.property,
        "threat": risk.threat,
        "asset": {"key": risk.asset.key, "name": risk.asset.name} if risk.asset else None,
        "cause": risk.cause,
        "event": risk.event,
        "effect": risk.effect,
        "sources": risk.sources,
        "bodily": risk.bodily,
        "material": risk.material,
        "moral": risk.moral,
        "likelihood": risk.likelihood,
        "likelihood_reason": risk.likelihood_reason,
        "consequence": risk.consequence,
        "consequence_reason": risk.consequence_reason,
        "level": _level(level_before(scales, judgement)),
        "likelihood_after": risk.likelihood_after,
        "consequence_after": risk.consequence_after,
        "after_reason": risk.after_reason,
        "level_after": _level(level_after(scales, judgement)),
        "evidence": risk.evidence,
        "measures": [one.number for one in risk.treated_by],
        "acceptances": [_acceptance(one) for one in risk.acceptances],
    }


def _measure(measure: Measure) -> Content:
    return {
        "number": measure.number,
        "text": measure.text,
        "owner": measure.owner,
        "due": _time(measure.due),
        "status": measure.status,
        "safety_effect": measure.safety_effect,
        "safety_note": measure.safety_note,
        "safety_assessed_by": measure.safety_assessed_by,
        "treats": [risk.number for risk in measure.treats],
        "mends": measure.mends,
        "changes": measure.changes,
        "effect": effect_on_treated(measure),
    }


def effect_on_treated(measure: Measure) -> list[Content]:
    """What the measure's changes do to the scenarios that it still lowers."""
    treated = {risk.number for risk in measure.treats}
    return [one for one in measure.effect if one["risk"] in treated]


def _acceptance(one: Acceptance) -> Content:
    return {
        "owner": one.owner_name,
        "at": _time(one.at),
        "until": _time(one.until),
        "reason": one.reason,
        "risk_then": one.risk_then,
        "withdrawn_at": _time(one.withdrawn_at),
    }


def _transition(one: Transition) -> Content:
    return {
        "act": one.act,
        "from": one.from_state,
        "to": one.to_state,
        "at": _time(one.at),
        "by": one.actor_name,
        "role": one.actor_role,
        "opinion": one.opinion,
        "text": one.text,
    }


def _threshold(version: Version, questionnaire: Questionnaire) -> Content | None:
    if not questionnaire.rules:
        return None
    answers = answers_of(version)
    found = screen(answers, questionnaire)
    facts = known(questionnaire.facts, figures_of(quotes_of(version)), answers)
    return {
        "outcome": found.outcome.value,
        "rule": found.rule.id if found.rule else None,
        "because": _text(found.because),
        "fired": [
            {"question": one.question.id, "values": list(one.values), "reason": one.reason} for one in found.fired
        ],
        "known": [
            {
                "question": one.fact.question,
                "says": _text(one.said),
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
        "source": _text(questionnaire.source),
        "steps": [
            {
                "id": step.id,
                "title": _text(step.title),
                "component": step.component.value,
                "article": _text(step.article),
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
        "label": _text(question.label),
        "article": _text(question.article),
        "choices": {choice.value: _text(choice.label) for choice in question.choices},
        "reason_label": _text(question.reason_label),
        "verdict": question.verdict,
    }


def _scales(scales: Scales) -> Content:
    return {
        "version": scales.version,
        "likelihood": _scale(scales.likelihood),
        "consequence": _scale(scales.consequence),
        "matrix": [[_level(level) for level in row] for row in scales.matrix.rows],
        "acceptance": [
            {"level": rule.level.id, "roles": list(rule.roles), "days": rule.days} for rule in scales.acceptance
        ],
        "consult": [level.id for level in scales.consult],
    }


def _scale(scale: Scale) -> Content:
    return {
        "name": _text(scale.name),
        "levels": [
            {"value": level.value, "word": _text(level.word), "description": _text(level.description)}
            for level in scale.levels
        ],
    }


def _level(level: RiskLevel | None) -> Content | None:
    return None if level is None else {"id": level.id, "value": level.value, "word": _text(level.word)}


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"nb": text.nb, "en": text.en}


def _time(moment: date | datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
