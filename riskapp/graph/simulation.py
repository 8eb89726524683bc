"""An outage minute by minute, as events: what falls, what comes back, what limps. Assets and groups are numbers."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from riskapp.graph.index import Index


class State(StrEnum):
    """How an asset fares while it is not simply up."""

    DOWN = "down"
    DEGRADED = "degraded"


@dataclass(slots=True)
class Stretch:
    """Minutes from `start` until before `end` in one state; `group` broke by the failure of `providers`."""

    start: int
    end: int
    state: State
    group: int | None
    providers: tuple[int, ...]


class Simulation:
    """One run: `faulty` assets go down at minute 0 for `outage` minutes (None: for good), until `horizon`."""

    def __init__(self, index: Index, faulty: Sequence[int], outage: int | None, horizon: int) -> None:
        self.index = index
        self.faulty = faulty
        self.outage = outage
        self.horizon = horizon
        self.up = bytearray(b"\1") * len(index.ids)
        self.spare = index.groups.spare()
        self.short_since: dict[int, int] = {}
        self.needs_short = [0] * len(index.ids)
        self.faults = set(faulty)
        self.back_at: dict[int, int] = {}
        self.burdens: dict[int, set[int]] = {}
        self.stretches: dict[int, list[Stretch]] = {}
        self._state: dict[int, State] = {}
        self._why: dict[int, tuple[int, tuple[int, ...]]] = {}
        self._touched: set[int] = set()
        self._fresh: list[int] = []
        self._minutes: list[int] = []
        self._due: dict[int, list[int]] = {}
        self._returns: dict[int, list[int]] = {}

    def run(self) -> None:
        """Play until nothing more can change, or until the horizon."""
        if self.outage is not None and self.outage < self.horizon:
            self._plan(self._returns, self.outage)
        for asset in self.faulty:
            self._fall(asset, 0)
        self._fail(0)
        self._note(0)
        while self._minutes:
            minute = heapq.heappop(self._minutes)
            self._restore(minute)
            self._fail(minute)
            self._note(minute)
        for stretches in self.stretches.values():
            if stretches[-1].end < 0:
                stretches[-1].end = self.horizon

    @property
    def settled(self) -> bool:
        """Whether the end left nothing to do for failures and recoveries (soft groups do not count)."""
        groups = self.index.groups
        return (
            (self.outage is None or self.outage < self.horizon)
            and not self.back_at
            and not any(groups.hard[group] and self.up[groups.dependent[group]] for group in self.short_since)
        )

    def waiting(self) -> dict[int, list[int]]:
        """Each asset that is down, with the members that are down of its short hard groups."""
        groups = self.index.groups
        arrows: dict[int, list[int]] = {}
        for group in self.short_since:
            if groups.hard[group] and not self.up[groups.dependent[group]]:
                down = [member for member in groups.members[group] if not self.up[member]]
                arrows.setdefault(groups.dependent[group], []).extend(down)
        return arrows

    def _plan(self, agenda: dict[int, list[int]], minute: int) -> list[int]:
        if minute not in self._due and minute not in self._returns:
            heapq.heappush(self._minutes, minute)
        return agenda.setdefault(minute, [])

    # -- what comes back: before any failure of the minute ------------------------------------------------------

    def _restore(self, minute: int) -> None:
        rising = [asset for asset in self._returns.pop(minute, ()) if self.back_at.get(asset) == minute]
        if minute == self.outage:
            self.faults.clear()
            for asset in self.faulty:
                if not self.needs_short[asset]:
                    self._begin_recovery(asset, minute, rising)
        for asset in rising:  # the list grows while it is walked: who needs no time follows at once
            del self.back_at[asset]
            self.up[asset] = 1
            self._touched.add(asset)
            for group in self.index.feeds[asset]:
                self.spare[group] += 1
                if self.spare[group] == 0:
                    self._made_whole(group, minute, rising)

    def _made_whole(self, group: int, minute: int, rising: list[int]) -> None:
        del self.short_since[group]
        dependent = self.index.groups.dependent[group]
        if self.index.groups.hard[group]:
            self.needs_short[dependent] -= 1
            if not (self.needs_short[dependent] or self.up[dependent] or dependent in self.faults):
                self._begin_recovery(dependent, minute, rising)
        elif group in self.burdens.get(dependent, ()):
            self.burdens[dependent].remove(group)
            self._touched.add(dependent)

    def _begin_recovery(self, asset: int, minute: int, rising: list[int]) -> None:
        back = minute + self.index.recovery[asset]
        self.back_at[asset] = back
        if back == minute:
            rising.append(asset)
        elif back < self.horizon:
            self._plan(self._returns, back).append(asset)

    # -- what fails: in rounds ----------------------------------------------------------------------------------

    def _fail(self, minute: int) -> None:
        groups = self.index.groups
        up = self.up
        # Clocks that were stopped or started anew since they were set do not match any more.
        overdue = [
            group
            for group in self._due.pop(minute, ())
            if self.short_since.get(group, minute) + groups.tolerance[group] == minute
        ]
        overdue += self._fresh
        while overdue:
            falling: dict[int, int] = {}
            for group in overdue:
                dependent = groups.dependent[group]
                if not groups.hard[group]:
                    self.burdens.setdefault(dependent, set()).add(group)
                    self._touched.add(dependent)
                elif up[dependent] and group < falling.get(dependent, group + 1):
                    falling[dependent] = group
            for asset, group in falling.items():
                self._why[asset] = (group, self._down_members(group))
            self._fresh = []
            for asset in falling:
                self._fall(asset, minute)
            overdue = self._fresh
        self._fresh = []

    def _fall(self, asset: int, minute: int) -> None:
        groups = self.index.groups
        self.up[asset] = 0
        self._touched.add(asset)
        for group in self.index.feeds[asset]:
            self.spare[group] -= 1
            if self.spare[group] != -1:
                continue
            self.short_since[group] = minute
            if groups.hard[group]:
                self.needs_short[groups.dependent[group]] += 1
                self.back_at.pop(groups.dependent[group], None)
            due = minute + groups.tolerance[group]
            if due == minute:
                self._fresh.append(group)
            elif due < self.horizon:
                self._plan(self._due, due).append(group)

    def _down_members(self, group: int) -> tuple[int, ...]:
        return tuple(member for member in self.index.groups.members[group] if not self.up[member])

    # -- what is told -------------------------------------------------------------------------------------------

    def _note(self, minute: int) -> None:
        """Open and close stretches for whoever is in another state at the end of the minute than before it."""
        for asset in self._touched:
            state = None if self.up[asset] else State.DOWN
            if state is None and self.burdens.get(asset):
                state = State.DEGRADED
            before = self._state.get(asset)
            if state is before:
                continue
            if before is not None:
                self.stretches[asset][-1].end = minute
                del self._state[asset]
            if state is not None:
                self._state[asset] = state
                self.stretches.setdefault(asset, []).append(self._stretch(asset, minute, state))
        self._touched.clear()

    def _stretch(self, asset: int, minute: int, state: State) -> Stretch:
        if state is State.DEGRADED:
            group = min(self.burdens[asset])
            return Stretch(minute, -1, state, group, self._down_members(group))
        if asset in self._why:
            return Stretch(minute, -1, state, *self._why[asset])
        return Stretch(minute, -1, state, None, ())
