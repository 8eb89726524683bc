"""Who leads to whom, as arrays: the neighbours of all nodes in one row, node after node (compressed sparse rows)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Adjacency:
    """`items[start[node]:start[node + 1]]` are the neighbours of `node`, in the order in which they were given."""

    start: Numbers
    items: Numbers

    def __getitem__(self, node: int) -> Numbers:
        """The neighbours of one node."""
        return self.items[self.start[node] : self.start[node + 1]]

    def __len__(self) -> int:
        return len(self.start) - 1

    def degrees(self) -> Numbers:
        """How many neighbours each node has."""
        return np.diff(self.start)

    def of(self, nodes: Numbers) -> Numbers:
        """The neighbours of `nodes`, one node after the other; who is a neighbour of several stands there as often."""
        return self.items[self._places(nodes)[0]]

    def pairs(self, nodes: Numbers) -> tuple[Numbers, Numbers]:
        """(node, neighbour) for each neighbour of `nodes`, one node after the other."""
        places, counts = self._places(nodes)
        return np.repeat(nodes, counts), self.items[places]

    def pairs_at(self, nodes: Numbers) -> tuple[Numbers, Numbers]:
        """(place in `nodes`, neighbour) for each neighbour, one node after the other."""
        places, counts = self._places(nodes)
        return np.repeat(np.arange(len(nodes)), counts), self.items[places]

    def _places(self, nodes: Numbers) -> tuple[Numbers, Numbers]:
        first = self.start[nodes]
        counts = self.start[nodes + 1] - first
        ends = counts.cumsum()
        total = int(ends[-1]) if len(ends) else 0
        return np.repeat(first - ends + counts, counts) + np.arange(total), counts

    def taken(self, order: Numbers) -> "Adjacency":
        """The nodes of `order` in that order, each with its neighbours."""
        start = np.zeros(len(order) + 1, dtype=np.int64)
        np.cumsum(self.degrees()[order], out=start[1:])
        return Adjacency(start, self.of(order))

    def lists(self) -> list[list[int]]:
        """The same as lists of whole numbers."""
        items, start = self.items.tolist(), self.start.tolist()
        return [items[one:other] for one, other in pairwise(start)]


def numbers(values: Iterable[Any]) -> Numbers:
    """Whole numbers as an array."""
    return np.fromiter(values, dtype=np.int64)


def by_owner(owners: Numbers, items: Numbers, nodes: int) -> Adjacency:
    """The adjacency of `nodes` nodes in which `owners[i]` leads to `items[i]`; each keeps its items' order."""
    order = np.argsort(owners, kind="stable")
    start = np.zeros(nodes + 1, dtype=np.int64)
    np.cumsum(np.bincount(owners, minlength=nodes), out=start[1:])
    return Adjacency(start, items[order])


def rows(members: Sequence[Sequence[int]]) -> Adjacency:
    """The adjacency in which node i leads to `members[i]`."""
    start = np.zeros(len(members) + 1, dtype=np.int64)
    np.cumsum(numbers(map(len, members)), out=start[1:])
    return Adjacency(start, numbers(item for row in members for item in row))


def joined(one: Adjacency, other: Adjacency) -> Adjacency:
    """The nodes of `one`, then those of `other`; both lead to the same kind of thing."""
    start = np.concatenate([one.start, other.start[1:] + one.start[-1]])
    return Adjacency(start, np.concatenate([one.items, other.items]))


def turned(adjacency: Adjacency, nodes: int) -> Adjacency:
    """The other way round: for each of `nodes` nodes those that lead to it, in their order."""
    owners = np.repeat(np.arange(len(adjacency)), adjacency.degrees())
    return by_owner(adjacency.items, owners, nodes)


def once(values: Numbers, scratch: Numbers) -> Numbers:
    """Each value once, in no particular order; `scratch` is any array that the values are places of.

    Faster than sorting: of all places of a value the last one written wins.
    """
    places = np.arange(len(values))
    scratch[values] = places
    return values[scratch[values] == places]
