"""Ranking: how far each asset's blast radius reaches alone, until further notice and with no horizon."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from riskapp.graph.adjacency import Adjacency, by_owner
from riskapp.graph.index import Index, index_of
from riskapp.graph.lookalikes import Lookalikes
from riskapp.graph.persons import persons_at_stake
from riskapp.graph.single_hits import outage_reach
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.spread import Spread
from riskapp.graph.vocabulary import Threat


@dataclass(frozen=True, slots=True)
class Ranked:
    """An asset, how many others and how many processes it reaches alone, and for confidentiality the persons."""

    id: str
    reached: int
    processes: int
    at_least: int | None = None
    at_most: int | None = None
    unknown: int | None = None


def rank(snapshot: Snapshot, threat: Threat, executor: Executor | None = None) -> tuple[Ranked, ...]:
    """Every asset that takes part: most processes first, then most reached, then id.

    For integrity and confidentiality the asset is under foreign control. `executor` shares the work out: a pool of
    processes on this machine, or that of a cluster (Dask's `client.get_executor()`); the answer is the same.
    Raises Invalid where the estate contradicts itself.
    """
    ranked = _RANKINGS[threat](index_of(snapshot), executor)
    return tuple(sorted(ranked, key=lambda one: (-one.processes, -one.reached, one.id)))


def _rank_availability(index: Index, executor: Executor | None) -> list[Ranked]:
    reach = outage_reach(index, executor)
    return list(map(Ranked, index.ids, reach.reached, reach.processes))


def _rank_integrity(index: Index, executor: Executor | None) -> list[Ranked]:
    """Nodes 0 to n-1 are assets under control, nodes n to 2n-1 assets reached by control or wrong data."""
    first, flows, handovers = len(index.ids), index.flows, index.handovers
    lying = np.flatnonzero(~flows.validated)
    carrier, bent = flows.bends.pairs(np.arange(first))
    lied_to, bent_to, itself = first + flows.target[lying], first + flows.target[bent], np.arange(first)
    leads_from = np.concatenate([handovers.provider, carrier, flows.source[lying]])
    leads_to = np.concatenate([handovers.dependent, bent_to, lied_to])
    comes_from = np.concatenate([handovers.provider, carrier, itself, first + flows.source[lying]])
    comes_to = np.concatenate([handovers.dependent, bent_to, first + itself, lied_to])
    spread = Spread(by_owner(comes_to, comes_from, 2 * first).lists(), {})
    reach = Lookalikes(by_owner(leads_from, leads_to, first)).reach(spread, first, index.processes.tolist(), executor)
    return list(map(Ranked, index.ids, reach.reached, reach.processes))


def _rank_confidentiality(index: Index, executor: Executor | None) -> list[Ranked]:
    handovers, assets = index.handovers, len(index.ids)
    spread = Spread(by_owner(handovers.dependent, handovers.provider, assets).lists(), {})
    leads: Adjacency = by_owner(handovers.provider, handovers.dependent, assets)
    reach = Lookalikes(leads).reach(spread, 0, index.processes.tolist(), executor)
    at_stake = persons_at_stake(index, spread, executor)
    return [
        Ranked(name, reached, processes, *persons)
        for name, reached, processes, persons in zip(index.ids, reach.reached, reach.processes, at_stake, strict=True)
    ]


_RANKINGS: dict[Threat, Callable[[Index, Executor | None], list[Ranked]]] = {
    Threat.AVAILABILITY: _rank_availability,
    Threat.INTEGRITY: _rank_integrity,
    Threat.CONFIDENTIALITY: _rank_confidentiality,
}
