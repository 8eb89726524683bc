"""The outage of one single asset, event by event: its cost grows with what it moves, and not with the estate."""

import heapq
from collections.abc import Container, Iterable
from dataclasses import dataclass

import numpy as np

from riskapp.graph.index import Index

NEVER = -1


class TooMuchWork(Exception):
    """The outage moves more than it may: nothing is known of it."""


@dataclass(slots=True)
class Fall:
    """An asset was down from minute `start` until before `end`.

    `group` broke while its members `down` were down (NEVER and none: the asset was hit).
    """

    start: int
    end: int
    group: int
    down: tuple[int, ...]


class HardNeeds:
    """The hard groups of an estate as lists; only those through which a failure can get to the `concerned` assets."""

    def __init__(self, index: Index, concerned: Container[int]) -> None:
        groups = index.groups
        self.recovery: list[int] = index.recovery.tolist()
        self.dependent: list[int] = groups.dependent.tolist()
        self.tolerance: list[int] = groups.tolerance.tolist()
        self.spare: list[int] = groups.spare().tolist()
        self.feeds: list[list[int]] = [[] for _ in index.ids]
        group, member = groups.members.pairs(np.flatnonzero(groups.hard))
        for one, provider in zip(group.tolist(), member.tolist(), strict=True):
            if self.dependent[one] in concerned:
                self.feeds[provider].append(one)


class LoneFailure:
    """`failing` alone fails for as long as its own recovery; the rules are those of `simulation`, for hard needs only.

    It is followed to minute `near`, and to `far` where it has not settled by then. Afterwards `falls` tells of each
    asset when it was down, `settled` whether it ended there, and `still` who is down at the end. `work` counts groups
    that were looked at. Raises TooMuchWork where they would be more than `most`.
    """

    def __init__(self, needs: HardNeeds, failing: int, near: int, far: int, most: int) -> None:
        self.falls: dict[int, list[Fall]] = {}
        self.still: dict[int, Fall] = {}
        self.settled = True
        self.work = 0
        self._needs, self._failing, self._most = needs, failing, most
        self._end, self._far = near, far
        self._faulty = True
        self._lost: dict[int, dict[int, None]] = {}
        self._short_since: dict[int, int] = {}
        self._needs_short: dict[int, int] = {}
        self._back_at: dict[int, int] = {}
        self._agenda: list[tuple[int, int]] = []  # (minute, group whose time is up), (minute, ~asset that comes back)
        self._run()

    def _run(self) -> None:
        outage = self._needs.recovery[self._failing]
        self._back_at[self._failing] = outage
        self._agenda.append((outage, ~self._failing))
        self._fail(self._fall({self._failing: NEVER}, 0), 0)
        while self._agenda:
            minute = self._agenda[0][0]
            rising, overdue = self._next()
            if not rising and not overdue:
                continue
            if minute >= self._end:
                self._end = self._far
                if minute >= self._far:
                    self.settled = False
                    break
            self._restore(rising, minute)
            self._fail(overdue, minute)
        for fall in self.still.values():
            fall.end = self._end

    def _next(self) -> tuple[list[int], list[int]]:
        """What is still planned for the next minute: assets that come back, and groups whose time is up."""
        minute = self._agenda[0][0]
        rising: list[int] = []
        overdue: list[int] = []
        while self._agenda and self._agenda[0][0] == minute:
            _, what = heapq.heappop(self._agenda)
            if what >= 0:
                if self._is_due(what, minute):
                    overdue.append(what)
            elif self._back_at.get(~what) == minute:
                rising.append(~what)
        return rising, overdue

    def _is_due(self, group: int, minute: int) -> bool:
        since = self._short_since.get(group, NEVER)
        due = since != NEVER and since + self._needs.tolerance[group] == minute
        return due and self._needs.dependent[group] not in self.still

    def _count(self, groups: list[int]) -> None:
        self.work += 1 + len(groups)
        if self.work > self._most:
            raise TooMuchWork

    def _restore(self, rising: list[int], minute: int) -> None:
        """What comes back in a minute, before anything fails in it."""
        if self._faulty and self._failing in rising:  # its fault is removed: now it can start
            self._faulty = False
            rising.remove(self._failing)
            del self._back_at[self._failing]
            rising += self._begin_recovery(self._failing, minute)
        for asset in rising:  # the list grows while it is walked
            del self._back_at[asset]
            self.still.pop(asset).end = minute
            self._count(self._needs.feeds[asset])
            for group in self._needs.feeds[asset]:
                lost = self._lost[group]
                del lost[asset]
                if group in self._short_since and len(lost) <= self._needs.spare[group]:
                    del self._short_since[group]
                    self._needs_short[self._needs.dependent[group]] -= 1
                    rising += self._begin_recovery(self._needs.dependent[group], minute)

    def _begin_recovery(self, asset: int, minute: int) -> list[int]:
        """Start an asset if it can; returned where it needs no time."""
        waits = self._needs_short.get(asset) or asset not in self.still
        if waits or (self._faulty and asset == self._failing):
            return []
        self._back_at[asset] = back = minute + self._needs.recovery[asset]
        if back == minute:
            return [asset]
        heapq.heappush(self._agenda, (back, ~asset))
        return []

    def _fail(self, overdue: Iterable[int], minute: int) -> None:
        """What fails in a minute, in rounds: each takes down who has a group whose time is up."""
        overdue = [group for group in overdue if self._is_due(group, minute)]
        while overdue:
            broken: dict[int, int] = {}
            for group in overdue:
                asset = self._needs.dependent[group]
                if asset not in self.still:
                    broken[asset] = min(group, broken.get(asset, group))  # the first of the file
            overdue = self._fall(broken, minute)

    def _fall(self, broken: dict[int, int], minute: int) -> list[int]:
        """Take assets down because of these groups; the groups that break by it at once."""
        down = [tuple(self._lost.get(group, ())) for group in broken.values()]
        at_once: list[int] = []
        for (asset, group), members in zip(broken.items(), down, strict=True):
            self._tell(asset, Fall(minute, NEVER, group, members))
            self._count(self._needs.feeds[asset])
            for fed in self._needs.feeds[asset]:
                lost = self._lost.setdefault(fed, {})
                lost[asset] = None
                if len(lost) > self._needs.spare[fed] and fed not in self._short_since:
                    at_once += self._run_short(fed, minute)
        return at_once

    def _tell(self, asset: int, fall: Fall) -> None:
        """Note a fall; who came back in the very same minute was never up."""
        before = self.falls.setdefault(asset, [])
        if before and before[-1].end == fall.start:
            fall = before.pop()
        before.append(fall)
        self.still[asset] = fall

    def _run_short(self, group: int, minute: int) -> list[int]:
        """Start the clock of a group; returned where it tolerates nothing."""
        asset = self._needs.dependent[group]
        self._short_since[group] = minute
        self._needs_short[asset] = self._needs_short.get(asset, 0) + 1
        if asset != self._failing or not self._faulty:
            self._back_at.pop(asset, None)
        if not self._needs.tolerance[group]:
            return [group]
        heapq.heappush(self._agenda, (minute + self._needs.tolerance[group], group))
        return []
