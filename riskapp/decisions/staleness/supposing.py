"""What assessments say of a changed estate, worked out over the estate of this moment: supposed evidence, measures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from riskapp.assessments.content_rows import effect_on_treated
from riskapp.assessments.models import Version
from riskapp.decisions.evidence.effects import effect_of
from riskapp.errors import Invalid
from riskapp.exchange.change_file import read_changes
from riskapp.graph.changes import apply_changes
from riskapp.graph.comparison import Estates
from riskapp.graph.memory import Memory
from riskapp.graph.snapshot import Snapshot
from riskapp.staleness.reach import Question, answer, reached_rows
from riskapp.staleness.slices import Part

Effect = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Supposition:
    """A question asked of the estate as it is and as it would be with `changes` (JSON, docs/answers.md)."""

    question: Question
    changes: str


@dataclass(frozen=True, slots=True)
class Stands:
    """Where a version says what a supposition would do: beside a risk, of itself or of a measure, with the figures.

    `measure` None: the evidence of the risk itself. `effect`: {saved, new, totals: {name: [before, after]}}, or None
    where the changes could not be made.
    """

    risk: int
    measure: int | None
    supposition: Supposition
    effect: Effect | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the answer over the changed estate rests on, and the effect; both None where that cannot be asked now."""

    part: Part | None
    effect: Effect | None


_known: Memory[Outcome] = Memory(64)


def standing_in(version: Version, asked: Mapping[int, Question]) -> list[Stands]:
    """What the version says of changed estates; `asked` are the questions of its evidence by the risks' numbers."""
    found = []
    for risk in version.risks:
        told = (risk.evidence or {}).get("supposed")
        if told:
            found.append(Stands(risk.number, None, Supposition(asked[risk.number], told["json"]), _figures(told)))
    for measure in version.measures:
        for told in effect_on_treated(measure) if measure.changes else ():
            if told["risk"] in asked:
                supposition = Supposition(asked[told["risk"]], measure.changes)
                found.append(Stands(told["risk"], measure.number, supposition, _figures(told)))
    return found


def outcome_once(snapshot: Snapshot, one: Supposition) -> Outcome:
    """The outcome of one supposition, remembered for the estate as it is."""
    return _known.recall(snapshot, one, lambda: next(iter(outcomes(snapshot, [one])))[1])


def outcomes(snapshot: Snapshot, asked: Iterable[Supposition]) -> Iterator[tuple[Supposition, Outcome]]:
    """Each supposition with its outcome; an estate with the same changes is made once, one at a time."""
    ordered = sorted(set(asked), key=lambda one: one.changes)
    for changes, group in groupby(ordered, key=lambda one: one.changes):
        try:
            after = apply_changes(snapshot, read_changes(changes))
        except Invalid:
            yield from ((one, Outcome(None, None)) for one in group)
            continue
        for one in group:
            yield one, _outcome(Estates(snapshot, after), one.question)


def _outcome(estates: Estates, question: Question) -> Outcome:
    now, then = answer(estates.before, question), answer(estates.after, question)
    if now is None or then is None:
        return Outcome(None, None)
    return Outcome(Part.of(reached_rows(estates.after, question, then)), effect_of(estates, now, then))


def kept_row(one: Stands, part: Part | None) -> dict[str, Any]:
    """How a slice keeps it; the question is that of its risk."""
    return {
        "risk": one.risk,
        "measure": one.measure,
        "changes": one.supposition.changes,
        "part": None if part is None else part.fingerprint,
        "effect": one.effect,
    }


def effect_changes(then: Effect | None, now: Effect | None) -> list[dict[str, Any]]:
    """Each figure that differs, as {figure, name, field, then, now}; the one figure `made` where one side has none.

    None is a change that cannot be made. Figures that only one side knows are of another method, and are left out.
    """
    if then is None or now is None:
        return [] if then is now else [_row("made", "", then is not None, now is not None)]
    found = [_row(name, "", then[name], now[name]) for name in ("saved", "new") if then[name] != now[name]]
    for name, pair in then["totals"].items():
        if name in now["totals"] and list(pair) != list(now["totals"][name]):
            found.append(_row("totals", name, list(pair), list(now["totals"][name])))
    return found


def _figures(told: Effect) -> Effect:
    return {name: told[name] for name in ("saved", "new", "totals")}


def _row(figure: str, name: str, then: object, now: object) -> dict[str, Any]:
    return {"figure": figure, "name": name, "field": "", "then": then, "now": now}
