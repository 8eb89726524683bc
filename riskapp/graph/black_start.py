"""A black start: the smallest set of assets to start by hand, so that those which wait for each other come up."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskapp.graph.index import Index

EXACT = 4
"""Whether a set of up to this size will do is found out for certain."""

WORK = 2_000_000
"""Looks from an asset at a group that it feeds, for one black start: beyond that a small set is chosen, and says so."""


@dataclass(frozen=True, slots=True)
class SmallStart:
    """Those to start by hand; `exact`: no fewer would do; `work` is what it took to find them, as for WORK."""

    chosen: list[int]
    exact: bool
    work: int


def smallest_start(
    index: Index, together: Sequence[int], up: Sequence[bool], spare: Sequence[int], work: int = WORK
) -> SmallStart:
    """Those of `together` to start by hand, who wait for nobody outside it; of several sets always the same.

    `up` marks what runs already, `spare` tells how many members each group can lose.
    """
    search = _Search(_Raising(index, together, up, spare), sorted(together, key=lambda one: index.ids[one]), work)
    chosen, exact = search.smallest()
    return SmallStart(sorted(chosen, key=lambda one: index.ids[one]), exact, search.raising.work)


class _Raising:
    """Who comes up when some are started by hand, one after the other; what was added last can be taken back.

    `feeds` lists the groups among the waiting that each is a member of; `order` those that are up.
    """

    def __init__(self, index: Index, together: Sequence[int], up: Sequence[bool], spare: Sequence[int]) -> None:
        self.feeds: dict[int, list[int]] = {asset: [] for asset in together}
        self.order: list[int] = []
        self.up: set[int] = set()
        self.work = 0
        self._dependent: dict[int, int] = {}
        self._lacking: dict[int, int] = {}
        self._short = dict.fromkeys(together, 0)
        for asset in together:
            for group in index.needs[asset].tolist():
                if index.groups.hard[group] and spare[group] < 0:
                    self._dependent[group] = asset
                    self._lacking[group] = -spare[group]
                    self._short[asset] += 1
                    for member in index.groups.members[group].tolist():
                        if member in self.feeds and not up[member]:
                            self.feeds[member].append(group)

    @property
    def complete(self) -> bool:
        """Whether everybody is up."""
        return len(self.order) == len(self.feeds)

    def add(self, asset: int) -> None:
        """Start one by hand; who waits for nothing more follows."""
        reached = len(self.order)
        self._raise(asset)
        while reached < len(self.order):
            groups = self.feeds[self.order[reached]]
            self.work += len(groups)
            for group in groups:
                self._lacking[group] -= 1
                if self._lacking[group] == 0:
                    dependent = self._dependent[group]
                    self._short[dependent] -= 1
                    if self._short[dependent] == 0 and dependent not in self.up:
                        self._raise(dependent)
            reached += 1

    def back_to(self, count: int) -> None:
        """Take back all but the first `count` that came up."""
        while len(self.order) > count:
            asset = self.order.pop()
            self.up.discard(asset)
            for group in self.feeds[asset]:
                if self._lacking[group] == 0:
                    self._short[self._dependent[group]] += 1
                self._lacking[group] += 1

    def _raise(self, asset: int) -> None:
        self.up.add(asset)
        self.order.append(asset)


class _Search:
    """The search among `assets` (in the order of their ids): one alone, two, up to EXACT, then a set that is small."""

    def __init__(self, raising: _Raising, assets: Sequence[int], work: int) -> None:
        self.raising = raising
        self._assets = assets
        self._work = work
        self._best: list[int] = []

    def smallest(self) -> tuple[list[int], bool]:
        """The set, and whether no smaller one would do."""
        excluded = 0
        for size in range(1, EXACT + 1):
            found = self._try_each_alone() if size == 1 else self._extend(size)
            if found:
                return found, True
            if self._spent:
                break
            excluded = size
        chosen = self._without_needless(self._most_awaited())
        return chosen, len(chosen) == excluded + 1 <= EXACT

    @property
    def _spent(self) -> bool:
        return self.raising.work > self._work

    def _try_each_alone(self) -> list[int] | None:
        """One that raises all; else `_best` are those that no other raises: with any set, one of these would do too."""
        outdone: set[int] = set()
        for asset in self._assets:
            if asset in outdone:
                continue
            if self._spent:
                return None
            self.raising.add(asset)
            if self.raising.complete:
                return [asset]
            outdone.update(self.raising.order[1:])
            self._best.append(asset)
            self.raising.back_to(0)
        self._best = [asset for asset in self._best if asset not in outdone]
        return None

    def _extend(self, left: int) -> list[int] | None:
        """Up to `left` assets that raise the rest, or None where there are none or it takes too much work."""
        reached = len(self.raising.order)
        for asset in self._unavoidable() if left > 1 else self._best:
            if self._spent:
                break
            if asset in self.raising.up:
                continue
            self.raising.add(asset)
            more = [] if self.raising.complete else self._extend(left - 1) if left > 1 else None
            self.raising.back_to(reached)
            if more is not None:
                return [asset, *more]
        return None

    def _unavoidable(self) -> list[int]:
        """Assets of which one must be started at least: without any of them all others together do not raise all."""
        reached = len(self.raising.order)
        needed: list[int] = []
        for asset in reversed(self._best):
            if self._spent:
                break
            if asset not in self.raising.up:
                before = len(self.raising.order)
                self.raising.add(asset)
                if self.raising.complete:
                    self.raising.back_to(before)
                    needed.append(asset)
        self.raising.back_to(reached)
        return needed[::-1]

    def _most_awaited(self) -> list[int]:
        """Whoever most short groups wait for first, until all come up."""
        self.raising.back_to(0)
        chosen: list[int] = []
        for asset in sorted(self._assets, key=lambda one: -len(self.raising.feeds[one])):
            if asset not in self.raising.up:
                self.raising.add(asset)
                chosen.append(asset)
        return chosen

    def _without_needless(self, chosen: list[int]) -> list[int]:
        """Leave out who is not needed beside the others, as long as the same work again is not spent."""
        until = self.raising.work + self._work
        for asset in chosen[:]:
            if self.raising.work > until:
                break
            self.raising.back_to(0)
            for other in chosen:
                if other != asset and other not in self.raising.up:
                    self.raising.add(other)
            if self.raising.complete:
                chosen.remove(asset)
        return chosen
