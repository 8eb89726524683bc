"""Ways: by which dependencies and data flows one asset reaches another, the shortest first and never all of them."""

from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx
import numpy as np

from riskapp.errors import N_, Invalid
from riskapp.graph.adjacency import Adjacency, Marks, Numbers, by_owner
from riskapp.graph.index import Index, index_of
from riskapp.graph.question import hit_ids
from riskapp.graph.snapshot import Dependency, Flow, Snapshot

MOST = 5


@dataclass(frozen=True, slots=True)
class Step:
    """From a provider to its dependent, or from a flow's source to its target; `by` are all rows that lead there."""

    source: str
    target: str
    by: tuple[Dependency | Flow, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """At most `MOST` ways from `start` to `end`, by their number of steps; `more` where there are others."""

    start: str
    end: str
    ways: tuple[tuple[Step, ...], ...]
    more: bool


def ways(snapshot: Snapshot, start: str, end: str, most: int = MOST) -> Ways:
    """How `start` reaches `end`: what its failure, its wrong data or its leak could travel along.

    No way visits an asset twice. Raises Invalid where an asset is unknown or takes no part, or both are the same.
    Source: Yen 1971, as in NetworkX.
    """
    index = index_of(snapshot)
    hit_ids(index, [start, end])
    if start == end:
        raise Invalid(N_("Start and end are the same asset. Choose two."), field="end")
    source, target = _arrows(index)
    first, last = index.number[start], index.number[end]
    forth = _reached(by_owner(source, target, len(index.ids)), first)
    back = _reached(by_owner(target, source, len(index.ids)), last)
    between = forth & back
    if not between[first]:
        return Ways(start, end, (), False)
    inside = between[source] & between[target]
    graph = nx.DiGraph(sorted(set(zip(*(_names(index, ends[inside]) for ends in (source, target)), strict=True))))
    found = list(islice(nx.shortest_simple_paths(graph, start, end), most + 1))
    rows = _rows(index, {pair for way in found[:most] for pair in pairwise(way)})
    told = (tuple(Step(*pair, rows[pair]) for pair in pairwise(way)) for way in found[:most])
    return Ways(start, end, tuple(told), len(found) > most)


def _arrows(index: Index) -> tuple[Numbers, Numbers]:
    """Whatever leads from whom to whom."""
    group, member = index.groups.members.pairs(np.arange(len(index.groups.dependent)))
    return (
        np.concatenate([member, index.flows.source]),
        np.concatenate([index.groups.dependent[group], index.flows.target]),
    )


def _reached(leads: Adjacency, start: int) -> Marks:
    seen = np.zeros(len(leads), dtype=np.bool_)
    seen[start] = True
    frontier = np.array([start])
    while len(frontier):
        ahead = np.unique(leads.of(frontier))
        frontier = ahead[~seen[ahead]]
        seen[frontier] = True
    return seen


def _names(index: Index, assets: Numbers) -> list[str]:
    return [index.ids[asset] for asset in assets.tolist()]


def _rows(index: Index, pairs: set[tuple[str, str]]) -> dict[tuple[str, str], tuple[Dependency | Flow, ...]]:
    found: dict[tuple[str, str], list[Dependency | Flow]] = {pair: [] for pair in pairs}
    for row in index.dependencies:
        if (row.provider, row.dependent) in pairs:
            found[row.provider, row.dependent].append(row)
    for flow in index.flows.rows:
        if (flow.source, flow.target) in pairs:
            found[flow.source, flow.target].append(flow)
    return {pair: tuple(rows) for pair, rows in found.items()}
