"""What a measure would change in the estate, and what that does to the blast radius of each scenario it lowers."""

from sqlalchemy.orm import Session

from riskapp.accounts.permissions import Actor
from riskapp.assessments.answers import clean
from riskapp.assessments.content import content_of
from riskapp.assessments.evidence_estates import keep_slice, question_row
from riskapp.assessments.measures import subject_of_measure, writing_measure
from riskapp.assessments.models import Measure, Version
from riskapp.assessments.plain import Content
from riskapp.audit.vocabulary import Action
from riskapp.database import now
from riskapp.decisions.evidence.ahead import Ahead
from riskapp.decisions.evidence.effects import Asked, Effect
from riskapp.errors import N_, Conflict, Invalid
from riskapp.estate.snapshots import present, state_number
from riskapp.exchange.change_file import read_changes
from riskapp.graph.changes import apply_changes


def describe_changes(actor: Actor, measure_id: int, text: str, row_version: int) -> int:
    """Store the changes of the estate that a measure makes (JSON, see docs/answers.md), with their effect.

    An empty text takes them away. Returns the measure's new row version. Raises Invalid with the field `changes` where
    they cannot be made in the estate as it is, or Conflict where somebody else changed the measure meanwhile.
    """
    text = clean(text, "changes").strip()
    with writing_measure(actor, measure_id) as (_, measure):
        ahead = Ahead(text, _questions(measure).values())
    ahead.work_out()  # outside the transaction: nobody waits for the engine
    with writing_measure(actor, measure_id) as (write, measure):
        if measure.row_version != row_version:
            raise Conflict(
                N_("Somebody else changed this measure while you were writing. Both texts are below."),
                theirs={"changes": measure.changes, "row_version": measure.row_version},
                mine={"changes": text},
            )
        before, effect = measure.changes, _effect_of(write.session, measure, ahead)
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


def _questions(measure: Measure) -> dict[int, Asked]:
    """By the numbers of the scenarios that the measure lowers, the questions of their blast radiuses."""
    return {risk.number: Asked.of(question_row(risk.evidence)) for risk in measure.treats if risk.evidence}


def _effect_of(session: Session, measure: Measure, ahead: Ahead) -> list[Effect]:
    """For each scenario with a blast radius what would be saved and what would be new, with totals before and after.

    Each has the question that it answers, and the fingerprint of the part of the estate that gives these figures.
    """
    found = []
    for number, asked in _questions(measure).items() if ahead.changes else ():
        try:
            effect, part = ahead.answer(asked)
        except Invalid as reason:
            raise Invalid(
                N_("The blast radius of R%(number)s cannot be asked of the changed estate. %(reason)s"),
                field="changes",
                number=number,
                reason=reason,
            ) from reason
        told = {"risk": number, "estate": ahead.number, **effect, "asked": asked.row()}
        found.append({**told, "slice": keep_slice(session, part)})
    return found
