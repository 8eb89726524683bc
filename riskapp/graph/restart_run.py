"""One outage and the restart after it, asset by asset: who falls, who comes back, and who is started by hand.

The law is that of `simulation` (hard groups only), told event by event, for hands reach in at any minute. As there,
restorations come before failures within a minute, and failures go in rounds.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riskapp.graph.black_start import WORK, smallest_start
from riskapp.graph.deadlock_watch import DeadlockWatch
from riskapp.graph.index import Index
from riskapp.graph.simulation import NEVER

RESTLESS = 20
"""When an asset falls for the 20th time after the fault, outages go round in a circle: the run is broken off."""

FALLS = 3
"""Beyond so many falls an asset on average, in an estate of FEW assets at least, it is broken off too."""

FEW = 10_000

WORK_IN_ALL = 5 * WORK
"""For the smallest sets of all black starts together, in the measure of WORK."""


@dataclass(slots=True)
class Start:
    """An asset that starts in a step, and the minute of the run from which it is up."""

    asset: int
    step: int
    up: int


@dataclass(frozen=True, slots=True)
class ByHand:
    """Assets that wait for each other, and those of them that are started in a step; `exact`: no fewer would do."""

    step: int
    together: list[int]
    chosen: list[int]
    exact: bool


class RestartRun:
    """The run of one outage. A step is a set of assets that start together; `minute_of` tells when each was.

    Afterwards `starts` has those of every asset that went down, `falls` (minute, asset) who fell after the fault had
    ended, at `end`, and `settled` whether nothing was left to happen.
    """

    def __init__(self, index: Index, faulty: Sequence[int]) -> None:
        assets, groups, hard = len(index.ids), len(index.groups.dependent), index.groups.hard.tolist()
        self.index = index
        self.end = 0
        self.settled = True
        self.minute_of: list[int] = []
        self.starts: dict[int, list[Start]] = {}
        self.falls: list[tuple[int, int]] = []
        self.by_hand: list[ByHand] = []
        self._faulty = set(faulty)
        self._up = [True] * assets
        self._spare: list[int] = index.groups.spare().tolist()
        self._since = [NEVER] * groups
        self._short = [0] * assets
        self._back_at = [NEVER] * assets
        self._held: set[int] = set()
        self._coming = 0
        self._dependent: list[int] = index.groups.dependent.tolist()
        self._tolerance: list[int] = index.groups.tolerance.tolist()
        self._feeds = [[group for group in row if hard[group]] for row in index.feeds.lists()]
        self._recovery: list[int] = index.recovery.tolist()
        self._returns: list[tuple[int, int]] = []
        self._due: list[tuple[int, int]] = []
        self._fallen_again = Counter[int]()
        self._work = WORK_IN_ALL
        needs = [[group for group in row if hard[group]] for row in index.needs.lists()]
        self.watch = DeadlockWatch(needs, index.groups.members.lists(), self._up, self._since, self._back_at)

    def play(self, outage: int | None, horizon: int | None) -> None:
        """Until all is up and nothing falls any more, or until `horizon` (None: however long it takes).

        The fault ends after `outage` minutes; None: when everything has fallen that ever will, then at minute 0.
        """
        if outage is None:
            self._tolerance = [0] * len(self._tolerance)
        else:
            self.end = outage
        self._fail_in_rounds(self._faulty, 0)
        heapq.heappush(self._returns, (self.end, NEVER))
        while self._returns or self._due:
            minute = min(agenda[0][0] for agenda in (self._returns, self._due) if agenda)
            if horizon is not None and minute >= horizon:
                self.settled = not self._something_left()
                return
            self._restore(minute)
            self._fail(minute)
            if minute >= self.end:
                self._break_deadlocks(minute)
            if not self.settled:
                return

    def _something_left(self) -> bool:
        """Whether a fault, a recovery or the clock of an asset that is up was cut off."""
        running = any(
            self._since[group] != NEVER
            and self._since[group] + self._tolerance[group] == minute
            and self._can_fall(self._dependent[group])
            for minute, group in self._due
        )
        return bool(self._faulty or self._coming or running)

    # -- what comes back: before any failure of the minute ------------------------------------------------------

    def _restore(self, minute: int) -> None:
        rising: list[int] = []
        while self._returns and self._returns[0][0] == minute:
            asset = heapq.heappop(self._returns)[1]
            if asset != NEVER and self._back_at[asset] == minute:
                self._back_at[asset] = NEVER  # cut off and begun anew, it can stand here twice
                rising.append(asset)
        ready = self._rise(rising)
        if minute == self.end and self._faulty:
            ready += [asset for asset in self._faulty if not self._short[asset]]
            self._faulty.clear()
        self._rise_in_steps(ready, minute)

    def _rise_in_steps(self, ready: list[int], minute: int) -> None:
        """Start these; who needs no time is up at once, and lets others start in the same minute, a step later."""
        while ready:
            ready = self._rise(self._start(ready, minute))

    def _start(self, assets: Iterable[int], minute: int) -> list[int]:
        """A step: all of these start. Returned are those that need no time."""
        at_once: list[int] = []
        for asset in assets:
            back = minute + self._recovery[asset]
            self.starts.setdefault(asset, []).append(Start(asset, len(self.minute_of), back))
            self._back_at[asset] = back
            self._coming += 1
            if back == minute:
                at_once.append(asset)
            else:
                heapq.heappush(self._returns, (back, asset))
        self.minute_of.append(minute)
        return at_once

    def _rise(self, assets: Iterable[int]) -> list[int]:
        """These are up; returned are those that can start now."""
        ready: list[int] = []
        for asset in assets:
            self._up[asset] = True
            self._back_at[asset] = NEVER
            self._coming -= 1
            for group in self._feeds[asset]:
                self._spare[group] += 1
                if self._spare[group] > 0:
                    continue
                dependent = self._dependent[group]
                if self._spare[group] == 0:
                    self._since[group] = NEVER
                    self._short[dependent] -= 1
                if self._up[dependent] or self._back_at[dependent] != NEVER or dependent in self._faulty:
                    continue
                if self._short[dependent]:
                    self.watch.changed(dependent)
                else:
                    ready.append(dependent)
        return ready

    # -- what fails: in rounds ----------------------------------------------------------------------------------

    def _fail(self, minute: int) -> None:
        overdue: list[int] = []
        while self._due and self._due[0][0] == minute:
            group = heapq.heappop(self._due)[1]
            # A clock that was stopped or started anew since it was set does not match any more.
            if self._since[group] != NEVER and self._since[group] + self._tolerance[group] == minute:
                overdue.append(group)
        self._fail_in_rounds(self._dependents(overdue), minute)

    def _fail_in_rounds(self, falling: Iterable[int], minute: int) -> None:
        while falling:
            short: list[int] = []
            for asset in falling:
                short += self._fall(asset, minute)
            at_once = [group for group in short if not self._tolerance[group]]
            for group in short:
                if self._tolerance[group]:
                    heapq.heappush(self._due, (minute + self._tolerance[group], group))
            falling = self._dependents(at_once)

    def _dependents(self, overdue: Iterable[int]) -> dict[int, None]:
        """Whom these groups take down, each once."""
        return {asset: None for asset in (self._dependent[group] for group in overdue) if self._can_fall(asset)}

    def _can_fall(self, asset: int) -> bool:
        return self._up[asset] and asset not in self._held

    def _fall(self, asset: int, minute: int) -> list[int]:
        """An asset is down; the groups that fall short by it."""
        self._up[asset] = False
        self.watch.fell(asset)
        self._note_fall(asset, minute)
        short: list[int] = []
        for group in self._feeds[asset]:
            self._spare[group] -= 1
            dependent = self._dependent[group]
            if self._spare[group] == -1:
                self._since[group] = minute
                self._short[dependent] += 1
                short.append(group)
                if self._back_at[dependent] != NEVER and dependent not in self._held:
                    self._interrupt(dependent)
            if self._spare[group] < 0 and not self._up[dependent]:
                self.watch.changed(dependent)
        return short

    def _note_fall(self, asset: int, minute: int) -> None:
        starts = self.starts.setdefault(asset, [])
        if starts and starts[-1].up == minute:
            starts.pop()  # up for no more than an instant
        elif not self._faulty:
            self.falls.append((minute, asset))
            self._fallen_again[asset] += 1
            too_many = len(self.falls) > FALLS * max(FEW, len(self._up))
            self.settled = self.settled and not too_many and self._fallen_again[asset] < RESTLESS

    def _interrupt(self, asset: int) -> None:
        self._back_at[asset] = NEVER
        self._coming -= 1
        self.starts[asset].pop()

    # -- black starts -------------------------------------------------------------------------------------------

    def _break_deadlocks(self, minute: int) -> None:
        while found := self.watch.find(quiet=not self._coming):
            for together in sorted(found, key=lambda one: min(self.index.ids[asset] for asset in one)):
                small = smallest_start(self.index, together, self._up, self._spare, min(WORK, self._work))
                self._work = max(0, self._work - small.work)
                self._held.update(small.chosen)
                self.by_hand.append(ByHand(len(self.minute_of), together, small.chosen, small.exact))
                self._rise_in_steps(self._rise(self._start(small.chosen, minute)), minute)
