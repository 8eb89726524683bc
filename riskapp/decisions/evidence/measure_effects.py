"""What a measure would change in the estate, and what that does to the blast radius of each scenario it lowers."""

from typing import Any

from sqlalchemy.orm import Session

from riskapp.accounts.permissions import Actor
from riskapp.assessments.answers import clean
from riskapp.assessments.content import content_of
from riskapp.assessments.evidence_estates import in_control, keep_slice
from riskapp.assessments.measures import subject_of_measure, writing_measure
from riskapp.assessments.models import Measure, Risk, Version
from riskapp.assessments.plain import Content
from riskapp.audit.vocabulary import Action
from riskapp.database import now
from riskapp.decisions.evidence.effects import Asked, Effect, effect_of, part_for
from riskapp.errors import N_, Conflict, Invalid
from riskapp.estate.snapshots import present, state_number
from riskapp.exchange.change_file import read_changes
from riskapp.graph.changes import apply_changes
from riskapp.graph.comparison import Estates


def describe_changes(actor: Actor, measure_id: int, text: str, row_version: int) -> int:
    """Store the changes of the estate that a measure makes (JSON, see docs/answers.md), with their effect.

    An empty text takes them away. Returns the measure's new row version. Raises Invalid with the field `changes` where
    they cannot be made in the estate as it is, or Conflict where somebody else changed the measure meanwhile.
    """
    with writing_measure(actor, measure_id) as (write, measure):
        text = clean(text, "changes").strip()
        if measure.row_version != row_version:
            raise Conflict(
                N_("Somebody else changed this measure while you were writing. Both texts are below."),
                theirs={"changes": measure.changes, "row_version": measure.row_version},
                mine={"changes": text},
            )
        before, effect = measure.changes, _effect_of(write.session, measure, text)
        if (before, measure.effect) == (text, effect):
            return measure.row_version
        measure.changes, measure.effect, measure.saved_at = text, effect, now()
        write.log(
            Action.MEASURE_CHANGED,
            before={"changes": before},
            after={"changes": text},
            subject=subject_of_measure(measure),
        )
        write.session.flush()
        return measure.row_version


def why_not_now(measure: Measure) -> Invalid | None:
    """Why the measure's changes cannot be made in the estate as it is now; None where they can, or where it has none.

    The estate goes on while a measure waits: the flow that it is to encrypt may be encrypted, or gone.
    """
    estate = state_number()
    # Where every figure is of this very state, the changes were made in it.
    if not measure.changes or (measure.effect and all(one["estate"] == estate for one in measure.effect)):
        return None
    try:
        apply_changes(present(), read_changes(measure.changes))
    except Invalid as reason:
        return reason
    return None


def content_with_standing(version: Version) -> Content:
    """What a version that is not decided says, and for each measure whose changes can no longer be made, since when.

    `no_longer` is the number of the estate's state in which they were tried in vain; a decided version keeps it.
    """
    content = content_of(version)
    vain = {one.number for one in version.measures if why_not_now(one) is not None}
    for measure in content["measures"]:
        if measure["number"] in vain:
            measure["no_longer"] = state_number()
    return content


def _effect_of(session: Session, measure: Measure, text: str) -> list[Effect]:
    """For each scenario with a blast radius what would be saved and what would be new, with totals before and after.

    Each has the question that it answers, and the fingerprint of the part of the estate that gives these figures.
    """
    if not text:
        return []
    try:
        before = present()
        estates = Estates(before, apply_changes(before, read_changes(text)))
    except Invalid as reason:
        raise Invalid(N_("%(reason)s"), field="changes", reason=reason) from reason
    estate = state_number()
    return [_effect_on(session, risk, estates, estate, text) for risk in measure.treats if risk.evidence]


def _effect_on(session: Session, risk: Risk, estates: Estates, estate: int, text: str) -> Effect:
    evidence: dict[str, Any] = risk.evidence or {}
    hit = tuple(one["id"] for one in evidence["hit"])
    asked = Asked(hit, evidence["threat"], evidence["outage"], in_control(evidence))
    try:
        now_, then = asked.answer(estates.before), asked.answer(estates.after)
    except Invalid as reason:
        raise Invalid(
            N_("The blast radius of R%(number)s cannot be asked of the changed estate. %(reason)s"),
            field="changes",
            number=risk.number,
            reason=reason,
        ) from reason
    part = part_for(estates, asked, text)
    told = {"risk": risk.number, "estate": estate, **effect_of(estates, now_, then), "asked": asked.row()}
    return {**told, "slice": keep_slice(session, part)}
