"""What a measure would change in the estate, and what that does to the blast radius of each scenario it lowers."""

import json
from typing import Any

from riskapp.accounts.permissions import Actor
from riskapp.assessments.answers import clean
from riskapp.assessments.content import content_of
from riskapp.assessments.measures import subject_of_measure, writing_measure
from riskapp.assessments.models import Measure, Risk, Version
from riskapp.assessments.plain import Content
from riskapp.audit.vocabulary import Action
from riskapp.database import now
from riskapp.errors import N_, Conflict, Invalid
from riskapp.estate.snapshots import present, state_number
from riskapp.exchange.change_file import read_changes
from riskapp.explorer.asking import find_out
from riskapp.graph.changes import apply_changes
from riskapp.graph.comparison import Estates
from riskapp.graph.comparison_answers import difference_answer
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat

Effect = dict[str, Any]


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
        before, effect = measure.changes, _effect_of(measure, text)
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


def _effect_of(measure: Measure, text: str) -> list[Effect]:
    """For each scenario with a blast radius what would be saved and what would be new, with totals before and after."""
    if not text:
        return []
    try:
        before = present()
        after = apply_changes(before, read_changes(text))
    except Invalid as reason:
        raise Invalid(N_("%(reason)s"), field="changes", reason=reason) from reason
    estate = state_number()
    return [_effect_on(risk, before, after, estate) for risk in measure.treats if risk.evidence]


def _effect_on(risk: Risk, before: Snapshot, after: Snapshot, estate: int) -> Effect:
    evidence: dict[str, Any] = risk.evidence or {}
    hit, threat = tuple(one["id"] for one in evidence["hit"]), Threat(evidence["threat"])
    # As in the evidence itself: what lies is under foreign control, unless it says otherwise.
    question = (hit, threat, evidence["outage"], None, evidence.get("control", threat is Threat.INTEGRITY))
    try:
        now_, then = find_out(before, *question), find_out(after, *question)
    except Invalid as reason:
        raise Invalid(
            N_("The blast radius of R%(number)s cannot be asked of the changed estate. %(reason)s"),
            field="changes",
            number=risk.number,
            reason=reason,
        ) from reason
    told = difference_answer(Estates(before, after), now_, then)
    return {
        "risk": risk.number,
        "estate": estate,
        "saved": len(told["saved"]),
        "new": len(told["new"]),
        "totals": json.loads(json.dumps(told["totals"])),
    }
