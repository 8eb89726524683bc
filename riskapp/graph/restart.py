"""Restart order after an outage: who can start when, and which black starts somebody must break by hand."""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from riskapp.graph.adjacency import Marks, Numbers
from riskapp.graph.availability import deadlocked, simulate
from riskapp.graph.black_start import smallest_start
from riskapp.graph.index import Index, index_of
from riskapp.graph.question import SEVEN_DAYS
from riskapp.graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Started:
    """An asset that starts in a wave, and the minute from which it is up."""

    id: str
    up: int


@dataclass(frozen=True, slots=True)
class Wave:
    """What can start together at `minute`, counted from the end of the fault; sorted by id."""

    minute: int
    assets: tuple[Started, ...]


@dataclass(frozen=True, slots=True)
class BlackStart:
    """`assets` wait for each other at `minute`; starting `by_hand` brings them all up. All are sorted.

    `exact`: no smaller set would do. An asset started by hand needs its own recovery, and none of its needs.
    """

    minute: int
    assets: tuple[str, ...]
    by_hand: tuple[Started, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class RestartPlan:
    """The waves and black starts in order, and the minute at which all is up again."""

    hit: tuple[str, ...]
    outage: int | None
    waves: tuple[Wave, ...]
    black_starts: tuple[BlackStart, ...]
    minutes: int


def restart(
    snapshot: Snapshot,
    hit: Sequence[str],
    outage: int | None = None,
    horizon: int = SEVEN_DAYS,
    control: bool = False,
) -> RestartPlan:
    """How to start what is down when the fault in `hit` ends after `outage` minutes (None: when all has fallen).

    An asset starts once every hard group of it is whole, and is up after its `recovery`; what still runs is taken to
    go on running. Raises Invalid as `simulate` does.
    """
    index = index_of(snapshot)
    before = simulate(snapshot, hit, None, horizon if outage is None else outage, control)
    if outage is not None:
        simulate(snapshot, hit, outage, horizon, control)  # refuses what cannot be asked
    run = _Restart(index, before.simulation.up.copy(), before.simulation.spare.copy())
    run.play()
    return RestartPlan(before.hit, outage, tuple(run.waves), tuple(run.black_starts), run.minute)


class _Restart:
    """The state of the restart: `up`, how many members each group can still spare, and the short groups of each."""

    def __init__(self, index: Index, up: Marks, spare: Numbers) -> None:
        groups = index.groups
        self.index = index
        self.up: list[bool] = up.tolist()
        self.spare: list[int] = spare.tolist()
        self.short: dict[int, int] = {int(asset): 0 for asset in np.flatnonzero(~up)}
        for group in np.flatnonzero(groups.hard & (spare < 0) & ~up[groups.dependent]).tolist():
            self.short[int(groups.dependent[group])] += 1
        self.by_hand: set[int] = set()
        self.coming: list[tuple[int, int]] = []
        self.minute = 0
        self.waves: list[Wave] = []
        self.black_starts: list[BlackStart] = []

    def play(self) -> None:
        """Until everything is up."""
        self._wave(asset for asset, short in self.short.items() if not short)
        while self.short:
            if not self.coming:
                self._break_deadlocks()
                continue
            self.minute = self.coming[0][0]
            ready: list[int] = []
            while self.coming and self.coming[0][0] == self.minute:
                ready += self._arrive(heapq.heappop(self.coming)[1])
            self._wave(ready)

    def _wave(self, assets: Iterable[int]) -> None:
        """Start these; who needs no time is up at once, and lets others start in the same minute."""
        queue, started = list(assets), list[Started]()
        for asset in queue:  # the list grows while it is walked
            started.append(self._start(asset))
            if not self.index.recovery[asset]:
                queue += self._arrive(asset)
        if started:
            self.waves.append(Wave(self.minute, tuple(sorted(started, key=lambda one: one.id))))

    def _start(self, asset: int) -> Started:
        up = self.minute + int(self.index.recovery[asset])
        if up > self.minute:
            heapq.heappush(self.coming, (up, asset))
        return Started(self.index.ids[asset], up)

    def _arrive(self, asset: int) -> list[int]:
        """An asset is up: the others that can start now."""
        groups, ready = self.index.groups, list[int]()
        self.up[asset] = True
        del self.short[asset]
        for group in self.index.feeds[asset].tolist():
            self.spare[group] += 1
            dependent = int(groups.dependent[group])
            if self.spare[group] == 0 and groups.hard[group] and dependent in self.short:
                self.short[dependent] -= 1
                if not self.short[dependent] and dependent not in self.by_hand:
                    ready.append(dependent)
        return ready

    def _break_deadlocks(self) -> None:
        """Nothing comes up any more: break every black start that waits for nobody outside it."""
        ids = self.index.ids
        arrows = {asset: self._waits_for(asset) for asset in self.short}
        for together in deadlocked(arrows):
            chosen, exact = smallest_start(self.index, together, self.up, self.spare)
            self.by_hand.update(chosen)
            started = [self._start(asset) for asset in chosen]
            self.black_starts.append(
                BlackStart(
                    self.minute,
                    tuple(sorted(ids[asset] for asset in together)),
                    tuple(sorted(started, key=lambda one: one.id)),
                    exact,
                )
            )
            ready = [other for asset in chosen if not self.index.recovery[asset] for other in self._arrive(asset)]
            self._wave(ready)

    def _waits_for(self, asset: int) -> list[int]:
        """The down members of its short hard groups."""
        groups = self.index.groups
        return [
            member
            for group in self.index.needs[asset].tolist()
            if groups.hard[group] and self.spare[group] < 0
            for member in groups.members[group].tolist()
            if not self.up[member]
        ]
