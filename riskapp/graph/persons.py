"""Persons exposed, for thousands of hits at once: rules 2 to 4 of confidentiality over sets of hits (see spread)."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

import numpy as np

from riskapp.graph.exposure_table import Grasp, tabulate
from riskapp.graph.flow_columns import UNKNOWN
from riskapp.graph.index import Index
from riskapp.graph.queries import queries_of
from riskapp.graph.spread import Spread, blocks, own_seeds
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


def persons_at_stake(index: Index, control: Spread, executor: Executor | None = None) -> list[Persons]:
    """For each asset, in file order, the persons exposed where it is under foreign control.

    `control` spreads control over the assets that take part. Blocks of hits are independent work, which an `executor`
    may share out.
    """
    at_stake = _of_loners(index)
    leaders: list[int] = np.flatnonzero(index.handovers.of.degrees()).tolist()
    work = partial(_weigh_block, PersonsAtStake(index), control)
    for hits, weighed in (executor.map if executor else map)(work, blocks(leaders)):
        for leader, persons in zip(hits, weighed, strict=True):
            at_stake[leader] = persons
    return at_stake


def _weigh_block(stakes: "PersonsAtStake", control: Spread, hits: Sequence[int]) -> tuple[Sequence[int], list[Persons]]:
    return hits, stakes.weigh(control.solve(own_seeds(hits)), len(hits))


def _of_loners(index: Index) -> list[Persons]:
    """The persons exposed by each asset as if control over it gave control of no other."""
    everybody = np.arange(len(index.ids))
    table = tabulate(index, Grasp(everybody, everybody, np.equal))
    hit = table.key // max(len(index.ids) * len(index.categories), 1)
    in_the_dark = table.at_most == UNKNOWN
    columns = np.zeros((3, len(index.ids)), dtype=np.int64)
    np.maximum.at(columns[0], hit, table.at_least)
    np.add.at(columns[1], hit, np.where(in_the_dark, 0, table.at_most))
    np.add.at(columns[2], hit, in_the_dark)
    return list(map(Persons, *columns.tolist()))


class PersonsAtStake:
    """What control over an asset exposes, turned round: for each holder and category, who exposes it."""

    def __init__(self, index: Index) -> None:
        flows, holdings = index.flows, index.holdings
        self._held = dict(zip(holdings.key.tolist(), holdings.persons.tolist(), strict=True))
        self._persons = [None if persons == UNKNOWN else persons for persons in flows.persons.tolist()]
        self._ends = list(zip(flows.source.tolist(), flows.target.tolist(), strict=True))
        carriers = flows.via.lists()
        self._open = {flow: carriers[flow] for flow, closed in enumerate(flows.encrypted.tolist()) if not closed}
        self._exposers: dict[int, _Exposers] = {}
        for asset, key in zip(holdings.asset.tolist(), holdings.key.tolist(), strict=True):
            self._of(key).askers.add(asset)
        queries, query, categories = queries_of(index), flows.query.tolist(), flows.categories.lists()
        for flow, (source, target) in enumerate(self._ends):
            for category in categories[flow]:
                key = source * len(index.categories) + category
                self._of(key).flows.append(flow)
                for exposed in queries.exposed(key) if query[flow] else ():
                    self._of(exposed).askers.add(target)

    def _of(self, key: int) -> _Exposers:
        if key not in self._exposers:
            self._exposers[key] = _Exposers(self._held.get(key))
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
        seen = [taken[source] | taken[target] for source, target in self._ends]
        for flow, carriers in self._open.items():
            for carrier in carriers:
                seen[flow] |= taken[carrier]
        return seen

    def _without_holding(
        self, exposers: _Exposers, asking: int, seen: Sequence[int], at_most: Tally, unknown: Tally
    ) -> None:
        in_the_dark, counted = asking, list[tuple[int, int]]()
        for flow in exposers.flows:
            persons = self._persons[flow]
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
            persons = self._persons[flow]
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
