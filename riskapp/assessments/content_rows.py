"""The rows of a version's content: a risk, a measure, a step of the workflow, what was said, each as plain data."""

from datetime import date, datetime
from typing import Any

from riskapp.assessments.models import Acceptance, Condition, Measure, Remark, Risk, Transition
from riskapp.assessments.risk import level_after, level_before
from riskapp.assessments.risks import judgement_of
from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.scales import Scales
from riskapp.catalogues.text import Text

Content = dict[str, Any]


def risk_row(risk: Risk, scales: Scales) -> Content:
    """A risk with its levels, evidence and acceptances."""
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
        "level": level_row(level_before(scales, judgement)),
        "likelihood_after": risk.likelihood_after,
        "consequence_after": risk.consequence_after,
        "after_reason": risk.after_reason,
        "level_after": level_row(level_after(scales, judgement)),
        "evidence": risk.evidence,
        "measures": [one.number for one in risk.treated_by],
        "acceptances": [_acceptance(one) for one in risk.acceptances],
    }


def measure_row(measure: Measure) -> Content:
    """A measure with the numbers of the risks that it treats."""
    return {
        "number": measure.number,
        "text": measure.text,
        "owner": measure.owner,
        "due": time_row(measure.due),
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
        "at": time_row(one.at),
        "until": time_row(one.until),
        "reason": one.reason,
        "risk_then": one.risk_then,
        "withdrawn_at": time_row(one.withdrawn_at),
    }


def transition_row(one: Transition) -> Content:
    """A step, who took it, and the words that went with it."""
    return {
        "act": one.act,
        "from": one.from_state,
        "to": one.to_state,
        "at": time_row(one.at),
        "by": one.actor_name,
        "role": one.actor_role,
        "opinion": one.opinion,
        "text": one.text,
    }


def remark_row(one: Remark) -> Content:
    """What somebody said about a place, with the answers to it."""
    return {
        "step": one.step,
        "anchor": one.anchor,
        "kind": one.kind,
        "text": one.text,
        "by": one.author_name,
        "role": one.author_role,
        "at": time_row(one.at),
        "settled_by": one.settled_by,
        "settled_at": time_row(one.settled_at),
        "answers": [
            {"text": answer.text, "by": answer.author_name, "role": answer.author_role, "at": time_row(answer.at)}
            for answer in one.answers
        ],
    }


def condition_row(one: Condition) -> Content:
    """A condition as it was set; whether it is met comes later and is not part of what was decided."""
    return {"number": one.number, "text": one.text, "owner": one.owner, "due": time_row(one.due)}


def level_row(level: RiskLevel | None) -> Content | None:
    """A level, None where nobody has judged."""
    return None if level is None else {"id": level.id, "value": level.value, "word": text_row(level.word)}


def text_row(text: Text | None) -> dict[str, str] | None:
    """A text of the catalogue in both languages."""
    return None if text is None else {"nb": text.nb, "en": text.en}


def time_row(moment: date | datetime | None) -> str | None:
    """A day or a moment, ISO 8601."""
    return None if moment is None else moment.isoformat()
