"""A black start: the smallest set of assets to start by hand, so that those which wait for each other come up."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import comb

from riskapp.graph.index import Index

EXACT = 4
"""Sets of up to this size are all tried."""

WORK = 2_000_000
"""Tries times assets: beyond that a small set is chosen, which says that it may not be the smallest."""

COMPARED = 500
"""Among so many assets those that another outdoes are left out of the tries."""


def smallest_start(
    index: Index, together: Sequence[int], up: Sequence[bool], spare: Sequence[int]
) -> tuple[list[int], bool]:
    """Those of `together` to start by hand, and whether no smaller set would do; of equals the first by their ids.

    `up` marks what runs already, `spare` tells how many members each group can lose.
    """
    waiting = _Waiting(index, sorted(together, key=lambda asset: index.ids[asset]), up, spare)
    size, worth_trying = len(waiting.assets), waiting.best()
    for count in range(1, EXACT + 1):
        if comb(len(worth_trying), count) * size > WORK:
            break
        for chosen in combinations(worth_trying, count):
            if len(waiting.raised_by(chosen)) == size:
                return list(chosen), True
    return waiting.greedy(), False


class _Waiting:
    """Assets that wait for each other: the short groups among them, each with how many more members it needs."""

    def __init__(self, index: Index, assets: list[int], up: Sequence[bool], spare: Sequence[int]) -> None:
        self.assets = assets
        inside = set(assets)
        self._dependent: dict[int, int] = {}
        self._lacking: dict[int, int] = {}
        self._short = dict.fromkeys(assets, 0)
        self._feeds: dict[int, list[int]] = {asset: [] for asset in assets}
        for asset in assets:
            for group in index.needs[asset].tolist():
                if index.groups.hard[group] and spare[group] < 0:
                    self._dependent[group] = asset
                    self._lacking[group] = -spare[group]
                    self._short[asset] += 1
                    for member in index.groups.members[group].tolist():
                        if member in inside and not up[member]:
                            self._feeds[member].append(group)

    def raised_by(self, chosen: Iterable[int]) -> set[int]:
        """Everybody who comes up once `chosen` are."""
        raised, queue = set(chosen), list(chosen)
        lacking, short = dict(self._lacking), dict(self._short)
        for asset in queue:  # the list grows while it is walked
            for group in self._feeds[asset]:
                lacking[group] -= 1
                dependent = self._dependent[group]
                if lacking[group] == 0:
                    short[dependent] -= 1
                    if short[dependent] == 0 and dependent not in raised:
                        raised.add(dependent)
                        queue.append(dependent)
        return raised

    def best(self) -> list[int]:
        """The assets that raise what no other raises as well: with any other in a set, one of these would do too."""
        if len(self.assets) > COMPARED:
            return self.assets
        raised = {asset: self.raised_by([asset]) for asset in self.assets}
        best: list[int] = []
        for asset in sorted(self.assets, key=lambda one: -len(raised[one])):
            if not any(raised[asset] <= raised[other] for other in best):
                best.append(asset)
        return [asset for asset in self.assets if asset in best]

    def greedy(self) -> list[int]:
        """Whoever most short groups wait for first, until all come up."""
        chosen: list[int] = []
        raised: set[int] = set()
        while len(raised) < len(self.assets):
            left = (asset for asset in self.assets if asset not in raised)
            chosen.append(max(left, key=lambda asset: len(self._feeds[asset])))
            raised = self.raised_by(chosen)
        return chosen
