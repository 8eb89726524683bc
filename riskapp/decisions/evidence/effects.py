"""What changes of the estate do to one blast radius: the figures, and the part of the estate that gives the same."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from riskapp.errors import RiskappError
from riskapp.exchange.change_file import read_changes
from riskapp.explorer.asking import find_out
from riskapp.explorer.stories import Result
from riskapp.graph.changes import apply_changes
from riskapp.graph.comparison import Estates
from riskapp.graph.comparison_answers import difference_answer
from riskapp.graph.slicing import reached_by, sliced, whole
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat

Effect = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of a blast radius, as it is kept beside its effect. `outage` in minutes, None until further notice.

    `control`: whether somebody else controls what is hit.
    """

    hit: tuple[str, ...]
    threat: str
    outage: int | None
    control: bool

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """From its plain data."""
        return cls(tuple(row["hit"]), row["threat"], row["outage"], row["control"])

    def row(self) -> Effect:
        """As plain data."""
        return {"hit": list(self.hit), "threat": self.threat, "outage": self.outage, "control": self.control}

    def answer(self, estate: Snapshot) -> Result:
        """Raises Invalid where it cannot be asked of `estate`."""
        return find_out(estate, self.hit, self.threat, self.outage, None, self.control)


def effect_of(estates: Estates, before: Result, after: Result) -> Effect:
    """How many rows are saved and new, and {total: [before, after]}."""
    told = difference_answer(estates, before, after)
    return {"saved": len(told["saved"]), "new": len(told["new"]), "totals": json.loads(json.dumps(told["totals"]))}


def effect_in(estate: Snapshot, asked: Asked, changes: str) -> Effect:
    """The effect of `changes` (JSON, docs/answers.md) in this estate. Raises Invalid where they cannot be made."""
    estates = Estates(estate, apply_changes(estate, read_changes(changes)))
    return effect_of(estates, asked.answer(estates.before), asked.answer(estates.after))


def named_in(estate: Snapshot, changes: str) -> frozenset[str]:
    """The ids of the assets that the changes speak of, and of the ends and carriers of such flows."""
    words = frozenset(_words(json.loads(changes)))
    named = {one.id for one in estate.assets if one.id in words}
    ends = (end for one in estate.flows if one.id in words for end in (one.source, one.target, *one.via))
    return frozenset(named.union(ends))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _words(one)


def part_for(estates: Estates, asked: Asked, changes: str, effect: Effect) -> Snapshot:
    """The part of the estate in which the same changes have this very effect; the whole where none is known."""
    question = asked.hit, Threat(asked.threat), asked.outage, asked.control
    spread = reached_by(estates.before, *question) | reached_by(estates.after, *question)
    part = sliced(estates.before, named_in(estates.before, changes) | spread)
    try:
        same = effect_in(part, asked, changes) == effect
    except RiskappError:
        same = False
    return part if same else whole(estates.before)
