"""What happened to whom and when in an outage: totals for each asset as arrays, and the whole story when asked for."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riskapp.graph.adjacency import Numbers

NEVER = -1
_DEGRADED, _DOWN = 1, 2


class Stretch(NamedTuple):
    """Minutes from `start` until before `end` in one condition; `group` broke with `providers` down (NEVER: hit)."""

    start: int
    end: int
    condition: int
    group: int
    moment: int


class History:
    """Totals for each asset, in minutes or NEVER. A *moment* numbers the rounds in which assets fell or came back."""

    def __init__(self, assets: int, horizon: int) -> None:
        self.horizon = horizon
        self.first_failure = np.full(assets, NEVER)
        self.restored = np.full(assets, NEVER)
        self.minutes_down = np.zeros(assets, dtype=np.int64)
        self.minutes_degraded = np.zeros(assets, dtype=np.int64)
        self.cause = np.full(assets, NEVER)
        self.cause_moment = np.full(assets, NEVER)
        self._condition = np.zeros(assets, dtype=np.int8)
        self._since = np.zeros(assets, dtype=np.int64)
        self._fell_at = np.full(assets, NEVER)
        self._flips: list[Numbers] = []
        self._notes: list[tuple[int, tuple[Numbers, NDArray[np.int8], Numbers, Numbers]]] = []
        self._flip_keys: Numbers | None = None
        self._stretches: dict[int, list[Stretch]] | None = None

    def flip(self, assets: Numbers) -> None:
        """These came back, or fell, in one round."""
        self._flips.append(assets)

    def fall(self, assets: Numbers) -> None:
        """These fell in one round: the moment of their fall is the state of things before it."""
        self._fell_at[assets] = len(self._flips)
        self.flip(assets)

    def note(self, minute: int, assets: Numbers, condition: NDArray[np.int8], groups: Numbers) -> None:
        """The condition of `assets` at the end of a minute, and the group that is to blame where it is not up."""
        before = self._condition[assets]
        changed = condition != before
        assets, condition, groups, before = assets[changed], condition[changed], groups[changed], before[changed]
        ending = before != 0
        if ending.any():
            self._count(assets[ending], before[ending], minute)
            self.restored[assets[before == _DOWN]] = minute
        moments = np.where(condition == _DOWN, self._fell_at[assets], len(self._flips))
        first = (condition == _DOWN) & (self.first_failure[assets] == NEVER)
        fallen = assets[first]
        self.first_failure[fallen] = minute
        self.cause[fallen] = groups[first]
        self.cause_moment[fallen] = moments[first]
        self._condition[assets] = condition
        self._since[assets] = minute
        self._notes.append((minute, (assets, condition, groups, moments)))

    def _count(self, assets: Numbers, condition: NDArray[np.int8], minute: int) -> None:
        minutes, down = minute - self._since[assets], condition == _DOWN
        self.minutes_down[assets] += minutes * down
        self.minutes_degraded[assets] += minutes * ~down

    def close(self, up: NDArray[np.bool_]) -> None:
        """The run has ended: count what lasts until the horizon."""
        still = np.flatnonzero(self._condition)
        self._count(still, self._condition[still], self.horizon)
        self.restored[~up] = NEVER

    def affected(self) -> Numbers:
        """Whoever went down, or was degraded for at least a minute."""
        return np.flatnonzero((self.first_failure != NEVER) | (self.minutes_degraded > 0))

    def was_down(self, assets: Numbers, moment: int) -> NDArray[np.bool_]:
        """Whether each was down just before this moment: whoever flipped an odd number of times."""
        if self._flip_keys is None:
            moments = np.repeat(np.arange(len(self._flips)), [len(flip) for flip in self._flips])
            self._flip_keys = np.sort(np.concatenate(self._flips) * self._span + moments)
        keys = self._flip_keys
        flips = np.searchsorted(keys, assets * self._span + moment) - np.searchsorted(keys, assets * self._span)
        return flips % 2 == 1

    @property
    def _span(self) -> int:
        return len(self._flips) + 1

    def stretches(self, asset: int) -> list[Stretch]:
        """The times in which an asset was not simply up, in order."""
        if self._stretches is None:
            self._stretches = self._tell()
        return self._stretches.get(asset, [])

    def _tell(self) -> dict[int, list[Stretch]]:
        told: dict[int, list[Stretch]] = {}
        open_: dict[int, tuple[int, int, int, int]] = {}
        for minute, columns in self._notes:
            for asset, condition, group, moment in np.stack(columns, axis=1).tolist():
                if asset in open_:
                    start, *rest = open_.pop(asset)
                    told.setdefault(asset, []).append(Stretch(start, minute, *rest))
                if condition:
                    open_[asset] = minute, condition, group, moment
        for asset, (start, *rest) in open_.items():
            told.setdefault(asset, []).append(Stretch(start, self.horizon, *rest))
        return told
