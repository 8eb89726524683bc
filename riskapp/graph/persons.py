"""Persons exposed, for thousands of hits at once: rules 2 to 4 of confidentiality over sets of hits (see spread)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from riskapp.graph.index import Index
from riskapp.graph.queries import Queries, is_query
from riskapp.graph.tally import Tally


class Persons(NamedTuple):
    """Persons exposed by one hit; `unknown` exposures of unknown size come on top of `at_most`."""

    at_least: int
    at_most: int
    unknown: int


@dataclass(slots=True)
class _Exposers:
    """How one category at one holder is exposed: by control over any of `askers`, or by seeing `flows` pass."""

    held: int | None
    askers: set[int] = field(default_factory=set)
    flows: list[int] = field(default_factory=list)


class PersonsAtStake:
    """What control over an asset exposes, turned round: for each holder and category, who exposes it."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._exposers: dict[tuple[int, str], _Exposers] = {}
        for asset, held in enumerate(index.holdings):
            for category in held:
                self._of(asset, category).askers.add(asset)
        queries = Queries(index)
        for flow, row in enumerate(index.flows):
            source = index.source[flow]
            for category in dict.fromkeys(row.categories):
                self._of(source, category).flows.append(flow)
                for holder in (queries.holders(source, category) or (source,)) if is_query(index, flow) else ():
                    self._of(holder, category).askers.add(index.target[flow])

    def _of(self, holder: int, category: str) -> _Exposers:
        key = holder, category
        if key not in self._exposers:
            self._exposers[key] = _Exposers(self._index.holdings[holder].get(category))
        return self._exposers[key]

    def weigh(self, taken: Sequence[int], width: int) -> list[Persons]:
        """For each of `width` hits the persons exposed; `taken` has, for each asset, the hits that control it."""
        at_most, unknown = Tally(width), Tally(width)
        whole: list[tuple[int, int]] = []
        seen = self._seen_by(taken)
        for exposers in self._exposers.values():
            asking = 0
            for asset in exposers.askers:
                asking |= taken[asset]
            if exposers.held is None:
                self._without_holding(exposers, asking, seen, at_most, unknown)
            else:
                whole.append((exposers.held, asking))
                self._with_holding(exposers, exposers.held, asking, seen, at_most)
        return list(map(Persons, _largest(whole, width), at_most.sums(), unknown.sums()))

    def _seen_by(self, taken: Sequence[int]) -> list[int]:
        """For each flow the hits that control an end of it or, where it is not encrypted, a carrier."""
        index, seen = self._index, []
        for flow, row in enumerate(index.flows):
            hits = taken[index.source[flow]] | taken[index.target[flow]]
            if not row.encrypted:
                for carrier in index.via[flow]:
                    hits |= taken[carrier]
            seen.append(hits)
        return seen

    def _without_holding(
        self, exposers: _Exposers, asking: int, seen: Sequence[int], at_most: Tally, unknown: Tally
    ) -> None:
        in_the_dark, counted = asking, list[tuple[int, int]]()
        for flow in exposers.flows:
            persons = self._index.flows[flow].persons
            if persons is None:
                in_the_dark |= seen[flow]
            else:
                counted.append((seen[flow], persons))
        unknown.add(in_the_dark)
        for hits, persons in counted:
            at_most.add(hits & ~in_the_dark, persons)

    def _with_holding(self, exposers: _Exposers, held: int, asking: int, seen: Sequence[int], at_most: Tally) -> None:
        everything, below = asking, {0: -1}
        for flow in exposers.flows:
            persons = self._index.flows[flow].persons
            if persons is None:
                everything |= seen[flow]
                continue
            # Hits by the sum of what they have seen pass so far: never more than the holding itself.
            sums: dict[int, int] = {}
            for total, hits in below.items():
                more = min(total + persons, held)
                sums[more] = sums.get(more, 0) | hits & seen[flow]
                sums[total] = sums.get(total, 0) | hits & ~seen[flow]
            below = {total: hits for total, hits in sums.items() if hits}
        at_most.add(everything, held)
        for total, hits in below.items():
            if total:
                at_most.add(hits & ~everything, total)


def _largest(whole: Sequence[tuple[int, int]], width: int) -> Sequence[int]:
    """For each hit the largest holding that it exposes as a whole."""
    largest, rest = Tally(width), -1
    for held, hits in sorted(whole, reverse=True):
        largest.add(hits & rest, held)
        rest &= ~hits
    return largest.sums()
