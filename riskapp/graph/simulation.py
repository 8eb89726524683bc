"""An outage minute by minute, as events: what falls, what comes back, what limps. Whole rounds at a time, as arrays."""

import heapq
from enum import IntEnum

import numpy as np

from riskapp.graph.adjacency import Numbers, numbers, once
from riskapp.graph.history import History
from riskapp.graph.index import Index

NEVER = -1


class Condition(IntEnum):
    """How an asset fares at the end of a minute."""

    UP = 0
    DEGRADED = 1
    DOWN = 2


class Simulation:
    """One run: `faulty` assets go down at minute 0 for `outage` minutes (None: for good), until `horizon`.

    Afterwards `up`, `spare` and `short_since` tell how it ended, and `history` what happened to whom and when.
    """

    def __init__(self, index: Index, faulty: Numbers, outage: int | None, horizon: int) -> None:
        assets, groups = len(index.ids), len(index.groups.dependent)
        self.index = index
        self.faulty = faulty
        self.outage = outage
        self.horizon = horizon
        self.up = np.ones(assets, dtype=np.bool_)
        self.spare = index.groups.spare()
        self.short_since = np.full(groups, NEVER)
        self.history = History(assets, horizon)
        self._needs_short = np.zeros(assets, dtype=np.int64)
        self._faults = np.zeros(assets, dtype=np.bool_)
        self._faults[faulty] = True
        self._back_at = np.full(assets, NEVER)
        self._overrun = np.zeros(groups, dtype=np.bool_)
        self._burdens = np.zeros(assets, dtype=np.int64)
        self._broken_by = np.full(assets, NEVER)
        self._scratch_group = np.empty(groups, dtype=np.int64)
        self._scratch_asset = np.empty(assets, dtype=np.int64)
        self._touched: list[Numbers] = []
        self._fresh: list[Numbers] = []
        self._minutes: list[int] = []
        self._due: dict[int, list[Numbers]] = {}
        self._returns: dict[int, list[Numbers]] = {}

    def run(self) -> None:
        """Play until nothing more can change, or until the horizon."""
        if self.outage is not None and self.outage < self.horizon:
            self._plan(self._returns, self.outage)
        self._fall(self.faulty, 0)
        self._fail(0)
        self._note(0)
        while self._minutes:
            minute = heapq.heappop(self._minutes)
            self._restore(minute)
            self._fail(minute)
            self._note(minute)
        self.history.close(self.up)

    @property
    def settled(self) -> bool:
        """Whether the end left nothing to do for failures and recoveries (soft groups do not count)."""
        groups = self.index.groups
        short = np.flatnonzero(self.short_since >= 0)
        about_to_fall = groups.hard[short] & self.up[groups.dependent[short]]
        removed = self.outage is None or self.outage < self.horizon
        return bool(removed and not (self._back_at >= 0).any() and not about_to_fall.any())

    def waiting(self) -> dict[int, list[int]]:
        """Each asset that is down, with the members that are down of its short hard groups."""
        groups = self.index.groups
        arrows: dict[int, list[int]] = {}
        for group in np.flatnonzero((self.short_since >= 0) & groups.hard & ~self.up[groups.dependent]):
            members = groups.members[int(group)]
            arrows.setdefault(int(groups.dependent[group]), []).extend(members[~self.up[members]].tolist())
        return arrows

    def _plan(self, agenda: dict[int, list[Numbers]], minute: int) -> list[Numbers]:
        if minute not in self._due and minute not in self._returns:
            heapq.heappush(self._minutes, minute)
        return agenda.setdefault(minute, [])

    def _plan_all(self, agenda: dict[int, list[Numbers]], minutes: Numbers, what: Numbers) -> None:
        """Put each of `what` down for its own minute, unless that is cut off by the horizon."""
        if not len(minutes):
            return
        parts = [what]
        if minutes.min() != minutes.max():
            order = np.argsort(minutes, kind="stable")
            minutes = minutes[order]
            starts = np.flatnonzero(np.diff(minutes)) + 1
            parts, minutes = np.split(what[order], starts), minutes[np.concatenate([[0], starts])]
        for minute, part in zip(minutes.tolist(), parts, strict=False):
            if minute < self.horizon:
                self._plan(agenda, minute).append(part)

    # -- what comes back: before any failure of the minute ------------------------------------------------------

    def _restore(self, minute: int) -> None:
        rising = _joined(self._returns.pop(minute, []))
        rising = rising[self._back_at[rising] == minute]
        if minute == self.outage:
            self._faults[:] = False
            ready = self.faulty[self._needs_short[self.faulty] == 0]
            rising = _joined([rising, self._begin_recovery(ready, minute)])
        while len(rising):
            self._back_at[rising] = NEVER
            self.up[rising] = True
            self._touched.append(rising)
            self.history.flip(rising)
            fed = self.index.feeds.of(rising)
            np.add.at(self.spare, fed, 1)
            whole = fed[(self.spare[fed] >= 0) & (self.short_since[fed] >= 0)]
            rising = self._made_whole(once(whole, self._scratch_group), minute)

    def _made_whole(self, whole: Numbers, minute: int) -> Numbers:
        """Stop the clocks of these groups; the assets that need no time to come up now."""
        groups = self.index.groups
        self.short_since[whole] = NEVER
        relieved = whole[self._overrun[whole]]
        self._overrun[relieved] = False
        np.subtract.at(self._burdens, groups.dependent[relieved], 1)
        self._touched.append(groups.dependent[relieved])
        fed = groups.dependent[whole[groups.hard[whole]]]
        np.subtract.at(self._needs_short, fed, 1)
        ready = fed[(self._needs_short[fed] == 0) & ~self.up[fed] & ~self._faults[fed]]
        return self._begin_recovery(once(ready, self._scratch_asset), minute)

    def _begin_recovery(self, assets: Numbers, minute: int) -> Numbers:
        """Start these; returned are those that need no time."""
        back = minute + self.index.recovery[assets]
        self._back_at[assets] = back
        at_once = back == minute
        self._plan_all(self._returns, back[~at_once], assets[~at_once])
        return assets[at_once]

    # -- what fails: in rounds ----------------------------------------------------------------------------------

    def _fail(self, minute: int) -> None:
        groups = self.index.groups
        due = _joined(self._due.pop(minute, []))
        # Clocks that were stopped or started anew since they were set do not match any more.
        since = self.short_since[due]
        due = due[(since >= 0) & (since + groups.tolerance[due] == minute)]
        overdue = _joined([due, *self._fresh])
        self._fresh = []
        while len(overdue):
            self._fall(self._falling(overdue), minute)
            overdue = _joined(self._fresh)
            self._fresh = []

    def _falling(self, overdue: Numbers) -> Numbers:
        """The assets that these groups take down, each marked with the first group of the file that does."""
        groups = self.index.groups
        hard = groups.hard[overdue]
        if not hard.all():
            soft = overdue[~hard]
            self._overrun[soft] = True
            np.add.at(self._burdens, groups.dependent[soft], 1)
            self._touched.append(groups.dependent[soft])
            overdue = overdue[hard]
        overdue = np.sort(overdue[self.up[groups.dependent[overdue]]])[::-1]
        self._broken_by[groups.dependent[overdue]] = overdue  # the last one written is the first of the file
        return once(groups.dependent[overdue], self._scratch_asset)

    def _fall(self, assets: Numbers, minute: int) -> None:
        if not len(assets):
            return
        groups = self.index.groups
        self.up[assets] = False
        self._touched.append(assets)
        self.history.fall(assets)
        fed = self.index.feeds.of(assets)
        np.subtract.at(self.spare, fed, 1)
        short = once(fed[(self.spare[fed] < 0) & (self.short_since[fed] < 0)], self._scratch_group)
        self.short_since[short] = minute
        starving = groups.dependent[short[groups.hard[short]]]
        np.add.at(self._needs_short, starving, 1)
        self._back_at[starving] = NEVER
        tolerance = groups.tolerance[short]
        self._fresh.append(short[tolerance == 0])
        later = tolerance > 0
        self._plan_all(self._due, minute + tolerance[later], short[later])

    # -- what is told -------------------------------------------------------------------------------------------

    def _note(self, minute: int) -> None:
        """Hand over the condition of everybody who was touched in this minute."""
        assets = once(_joined(self._touched), self._scratch_asset)
        self._touched = []
        up = self.up[assets]
        condition = np.where(up, np.int8(Condition.UP), np.int8(Condition.DOWN))
        groups = self._broken_by[assets]
        limping = up & (self._burdens[assets] > 0)
        if limping.any():
            condition[limping] = Condition.DEGRADED
            groups[limping] = self._first_overrun(assets[limping])
        self.history.note(minute, assets, condition, groups)

    def _first_overrun(self, assets: Numbers) -> Numbers:
        """For each asset the first of its soft groups, in the order of the file, whose time has run out."""
        owners, own = self.index.needs.pairs(assets)
        late = self._overrun[own]
        owners, own = owners[late][::-1], own[late][::-1]
        self._scratch_asset[owners] = own  # the last one written is the first of the file
        return self._scratch_asset[assets]


def _joined(parts: list[Numbers]) -> Numbers:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else numbers(())
