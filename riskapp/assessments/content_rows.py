"""The rows of a version's content: a risk, a measure, a step of the workflow, what was said, each as plain data."""

from riskapp.assessments.evidence_estates import question_row
from riskapp.assessments.models import Acceptance, Condition, Measure, Remark, Risk, Transition
from riskapp.assessments.plain import Content, text_row, time_row
from riskapp.assessments.risk import level_after, level_before
from riskapp.assessments.risks import judgement_of
from riskapp.assessments.workshop_rows import evidence_file_row, trade_off_row
from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.measures import load_measures
from riskapp.catalogues.scales import Scales


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
        "value": risk.value,
        "vulnerability": risk.vulnerability,
        "aspects": _aspects(risk, scales),
        "departs_reason": risk.departs_reason,
        "likelihood_knowledge": risk.likelihood_knowledge,
        "consequence_knowledge": risk.consequence_knowledge,
        "after_knowledge": risk.after_knowledge,
        "treatment": risk.treatment,
        "treatment_reason": risk.treatment_reason,
        "owner": risk.owner.name if risk.owner else "",
        "estimate": risk.estimate,
        "figures": risk.figures,
        "measures": [one.number for one in risk.treated_by],
        "acceptances": [acceptance_row(one) for one in risk.acceptances],
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
        "kind": measure.kind,
        "references": measure.references,
        "cost": measure.cost,
        "yearly_cost": measure.yearly_cost,
        "lowers_likelihood": measure.lowers_likelihood,
        "lowers_consequence": measure.lowers_consequence,
        "situations": _situations(measure),
        "safety_whom": measure.safety_whom,
        "safety_role": measure.safety_role,
        "compensating": measure.compensating,
        "safety_risk": measure.safety_risk,
        "registered": measure.registered.number if measure.registered else None,
        "evidence": [evidence_file_row(one) for one in measure.registered.evidence] if measure.registered else [],
        "trade_offs": [trade_off_row(one) for one in measure.trade_offs],
        "changes": measure.changes,
        "effect": effect_on_treated(measure),
    }


def _aspects(risk: Risk, scales: Scales) -> list[Content]:
    """The consequence aspect by aspect, in the order of the criteria."""
    return [
        {"aspect": aspect, "name": text_row(name), "now": levels[0], "after": levels[1]}
        for aspect, name in scales.consequence.dimensions.items()
        if (levels := risk.aspects.get(aspect))
    ]


def _situations(measure: Measure) -> list[Content | None]:
    labels = {word.id: word.label for word in load_measures().situations}
    return [text_row(labels[one]) for one in measure.safety_situations.splitlines() if one in labels]


def effect_on_treated(measure: Measure) -> list[Content]:
    """What the measure's changes do to the blast radiuses of the scenarios that it still lowers, as those stand now."""
    treated = {risk.number: question_row(risk.evidence) if risk.evidence else None for risk in measure.treats}
    return [
        one for one in measure.effect if one["risk"] in treated and one.get("asked") in (None, treated[one["risk"]])
    ]


def effects_to_work_out(measure: Measure) -> list[int]:
    """The numbers of the scenarios whose blast radius came, or was asked otherwise, after the changes were saved."""
    told = {one["risk"] for one in effect_on_treated(measure)}
    return [one.number for one in measure.treats if measure.changes and one.evidence and one.number not in told]


def acceptance_row(one: Acceptance) -> Content:
    """An acceptance with what was accepted; `treatment_before` is what a withdrawal brings back."""
    return {
        "owner": one.owner_name,
        "at": time_row(one.at),
        "until": time_row(one.until),
        "reason": one.reason,
        "risk_then": one.risk_then,
        "treatment_before": one.treatment_before,
        "withdrawn_at": time_row(one.withdrawn_at),
        "withdrawn_by": one.withdrawn_by,
        "withdrawn_reason": one.withdrawn_reason,
    }


def transition_row(one: Transition) -> Content:
    """A step, who took it, the words that went with it, and the SHA-256 of what it was taken over (`signed_part`)."""
    return {
        "act": one.act,
        "from": one.from_state,
        "to": one.to_state,
        "at": time_row(one.at),
        "by": one.actor_name,
        "role": one.actor_role,
        "opinion": one.opinion,
        "text": one.text,
        "content_hash": one.content_hash,
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
