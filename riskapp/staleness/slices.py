"""The slice of the estate that an approval rests on, in parts: the scope's own, and one for each question asked."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from riskapp.graph.snapshot import Snapshot
from riskapp.staleness.reach import Question, answer, reached_rows
from riskapp.staleness.row_texts import RowTexts, row_texts


@dataclass(frozen=True)
class Part:
    """Rows as canonical texts, sorted; equal rows give an equal fingerprint (SHA-256, hexadecimal)."""

    rows: tuple[str, ...]

    @classmethod
    def of(cls, rows: Iterable[str]) -> "Part":
        """The part of these rows, in whichever order and however often they come."""
        return cls(tuple(sorted(set(rows))))

    @cached_property
    def fingerprint(self) -> str:
        """Of all rows."""
        return hashlib.sha256("\n".join(self.rows).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Slice:
    """`own`: the scope, what it needs, what flows in and out. `reached`: what each question's answer rests on."""

    own: Part
    reached: Mapping[Question, Part] = field(default_factory=dict)

    @property
    def rows(self) -> frozenset[str]:
        """All rows, each once."""
        return frozenset(self.own.rows).union(*(part.rows for part in self.reached.values()))

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical JSON of the rows."""
        return fingerprint_of([self.own.fingerprint, *sorted(part.fingerprint for part in self.reached.values())])


def slice_of(snapshot: Snapshot, scope: Iterable[str], evidence: Iterable[Question]) -> Slice:
    """The slice of an assessment of the assets `scope` (ids) whose evidence answers these questions."""
    parts = {one: Part.of(reached_rows(snapshot, one, answer(snapshot, one))) for one in set(evidence)}
    return Slice(own_part(snapshot, scope), parts)


def own_part(snapshot: Snapshot, scope: Iterable[str]) -> Part:
    """The scope's assets with what they hold; all that they need, however far; the flows into and out of them.

    A flow brings its two ends, its carriers, and what its ends hold of the categories that it carries.
    """
    rows, inside = row_texts(snapshot), frozenset(scope)
    found = {rows.asset(one) for one in inside if one in rows.assets}
    categories = set[str]()
    for key in inside:
        found.update(map(rows.holding, rows.holdings[key]))
        categories.update(one.category for one in rows.holdings[key])
    for flow in {one.id: one for key in inside for one in rows.ending[key]}.values():
        found.add(rows.flow(flow))
        found.update(map(rows.asset, (flow.source, flow.target, *flow.via)))
        held = (one for end in (flow.source, flow.target) for one in rows.holdings[end])
        found.update(rows.holding(one) for one in held if one.category in flow.categories)
        categories.update(flow.categories)
    found.update(map(rows.category, categories))
    found.update(_needed(rows, inside))
    return Part.of(found)


def _needed(rows: RowTexts, scope: frozenset[str]) -> Iterable[str]:
    """Over hard and soft needs, and through assets that take no part yet or any more: a report tells of those too."""
    seen, waiting = set(scope), list(scope)
    while waiting:
        for need in rows.needs_of(waiting.pop()):
            yield need.text
            if need.provider not in seen:
                seen.add(need.provider)
                waiting.append(need.provider)
                yield rows.asset(need.provider)


def fingerprint_of(plain: object) -> str:
    """SHA-256 of plain data as canonical JSON."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
