"""A saved question as evidence of a scenario: the blast radius now, what was supposed, and what that would save."""

from collections.abc import Sequence
from typing import Any, Protocol

from riskapp.accounts.permissions import Actor
from riskapp.assessments.evidence import MOST, Evidence, evidence_of
from riskapp.assessments.evidence_estates import in_control, keep_slice, slice_of
from riskapp.assessments.risks import subject_of_risk, writing_risk
from riskapp.audit.vocabulary import Action
from riskapp.database import now
from riskapp.decisions.evidence.effects import Asked, effect_of, named_in
from riskapp.errors import N_, Invalid, RiskappError
from riskapp.estate.snapshots import present, state_number
from riskapp.exchange.change_file import read_changes
from riskapp.explorer.change_sentences import sentences
from riskapp.explorer.differences import Turn, difference
from riskapp.explorer.directory import directory_of
from riskapp.graph.changes import apply_changes
from riskapp.graph.comparison import Estates
from riskapp.graph.slicing import reached_by, whole
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind, Threat
from riskapp.questions.asked import Topic
from riskapp.questions.keeping import seen_question
from riskapp.questions.models import SavedQuestion


class Supposition(Protocol):
    """What a saved question says of itself, and what evidence made of it says too."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def about(self) -> Sequence[str]:
        """The ids of what is hit."""

    @property
    def threat(self) -> str:
        """What happens."""

    @property
    def outage(self) -> int | None:
        """For how many minutes; None until further notice."""

    @property
    def control(self) -> bool:
        """Whether somebody else controls them."""

    @property
    def changes(self) -> str:
        """What is supposed, as JSON."""


def attach_question(actor: Actor, risk_id: int, question_id: int) -> Evidence:
    """Answer a saved question over the estate of this moment, and keep the answer with the scenario as its evidence.

    Where changes are supposed, `supposed` has them with the figures before and after. Raises NotFound for a question
    or a scenario that is not there, NotAllowed, and Invalid where the question or a change no longer fits the estate.
    """
    question, estate, snapshot = seen_question(actor, question_id), state_number(), present()
    refuse_unattachable(question)
    at = now().isoformat()
    evidence = evidence_of(
        snapshot, question.about, question.threat, question.outage, estate, at, control=question.control
    )
    if question.changes:
        evidence["supposed"] = supposed(question, snapshot, evidence)
    part = _part(question, snapshot, evidence)
    asked = {name: evidence[name] for name in ("threat", "hit", "outage", "estate")}
    with writing_risk(actor, risk_id) as (write, risk):
        write.log(
            Action.EVIDENCE_ATTACHED,
            after={**asked, "question": question.name, "changes": question.changes},
            subject=subject_of_risk(risk),
        )
        risk.evidence = evidence = {**evidence, "slice": keep_slice(write.session, part)}
    return evidence


def refuse_unattachable(question: SavedQuestion) -> None:
    """Raise Invalid for a question that says nothing about what happens when something is lost."""
    if question.topic != Topic.RADIUS:
        raise Invalid(
            N_("%(name)s cannot be attached: only the question of a blast radius says what happens to a scenario."),
            name=question.name,
        )


def changes_supposed(question: SavedQuestion) -> str:
    """The changes that a measure can make; raises Invalid where the question supposes none."""
    refuse_unattachable(question)
    if not question.changes:
        raise Invalid(N_("Nothing is supposed in this question, so a measure has nothing to change."), field="changes")
    return question.changes


def _part(question: Supposition, snapshot: Snapshot, evidence: Evidence) -> Snapshot:
    """The part of the estate that gives the same evidence, what was supposed with it."""
    if "supposed" not in evidence:
        return slice_of(snapshot, evidence)
    named = named_in(snapshot, question.changes)
    after = apply_changes(snapshot, read_changes(question.changes))
    spread = reached_by(after, question.about, Threat(question.threat), question.outage, in_control(evidence))
    part = slice_of(snapshot, evidence, named | spread)
    try:
        same = supposed(question, part, evidence) == evidence["supposed"]
    except RiskappError:
        same = False
    return part if same else whole(snapshot)


def supposed(question: Supposition, before: Snapshot, evidence: Evidence) -> dict[str, Any]:
    """What was supposed, in both languages and as JSON, and the figures before and after."""
    changes = read_changes(question.changes)
    estates = Estates(before, apply_changes(before, changes))
    asked = Asked(tuple(question.about), question.threat, question.outage, question.control)
    answers = asked.answer(estates.before), asked.answer(estates.after)
    told = effect_of(estates, *answers)
    threat, outage, control = question.threat, question.outage, question.control
    then = evidence_of(
        estates.after, question.about, threat, outage, evidence["estate"], evidence["at"], control=control
    )
    spared = [one.name for one in difference(estates, *answers).turned(Turn.SAVED) if one.kind is Kind.PROCESS]
    return {
        "name": question.name,
        "changes": [{"nb": one.nb, "en": one.en} for one in sentences(changes, directory_of(before), ids=True)],
        "json": question.changes,
        "saved": told["saved"],
        "new": told["new"],
        "spared": spared[:MOST],
        "spared_more": max(0, len(spared) - MOST),
        "totals": {"assets": [evidence["assets"], then["assets"]], **told["totals"]},
    }
