"""The rows of an outage: for each asset that went down or was degraded when, for how long, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from riskapp.graph.history import NEVER, History, Stretch
from riskapp.graph.index import Index
from riskapp.graph.simulation import Condition


class State(StrEnum):
    """How an asset fares while it is not simply up."""

    DOWN = "down"
    DEGRADED = "degraded"


_STATES = {Condition.DEGRADED: State.DEGRADED, Condition.DOWN: State.DOWN}


@dataclass(frozen=True, slots=True)
class Cause:
    """The group that broke (None: a dependency without a group name), and its members that were down, sorted."""

    group: str | None
    providers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """From minute `start` until before minute `end` in one state; `cause` is None where the asset was hit."""

    start: int
    end: int
    state: State
    cause: Cause | None

    @property
    def minutes(self) -> int:
        """How long it lasted."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class AssetOutage:
    """An asset that went down or was degraded. Times are minutes; `cause` is that of the first failure.

    `restored` is None where the asset is down at the end or was never down. `intervals` draw its timeline.
    """

    id: str
    first_failure: int | None
    minutes_down: int
    restored: int | None
    degraded_minutes: int
    cause: Cause | None
    intervals: tuple[Interval, ...]


def outage_rows(index: Index, history: History) -> Iterator[AssetOutage]:
    """The rows in the order of the estate's file."""
    affected, tell = history.affected(), _Intervals(index, history)
    totals = (history.first_failure, history.minutes_down, history.restored, history.minutes_degraded)
    columns = (column[affected].tolist() for column in totals)
    for asset, failed, down, restored, degraded in zip(affected.tolist(), *columns, strict=True):
        intervals = tell.of(asset)
        yield AssetOutage(
            id=index.ids[asset],
            first_failure=None if failed == NEVER else failed,
            minutes_down=down,
            restored=None if restored == NEVER else restored,
            degraded_minutes=degraded,
            cause=next((one.cause for one in intervals if one.state is State.DOWN), None),
            intervals=intervals,
        )


class _Intervals:
    """The intervals of assets. Those that fare alike share one object: of a whole trust's devices nearly all do."""

    def __init__(self, index: Index, history: History) -> None:
        self._groups = index.groups
        self._ids = index.ids
        self._history = history
        self._starts, self._items = index.groups.members.start.tolist(), index.groups.members.items.tolist()
        self._causes: dict[tuple[int, str | None, tuple[int, ...]], Cause] = {}
        self._told: dict[tuple[tuple[int, int, int, Cause | None], ...], tuple[Interval, ...]] = {}

    def of(self, asset: int) -> tuple[Interval, ...]:
        """When the asset was down or degraded, in order."""
        stretches = self._history.stretches(asset)
        key = tuple((one.start, one.end, one.condition, self._cause(one)) for one in stretches)
        known = self._told.get(key)
        if known is None:
            known = self._told[key] = tuple(
                Interval(start, end, _STATES[Condition(condition)], cause) for start, end, condition, cause in key
            )
        return known

    def _cause(self, stretch: Stretch) -> Cause | None:
        """The group to blame, with its members that were down at that moment."""
        group, moment = stretch.group, stretch.moment
        if group == NEVER:
            return None
        members = tuple(self._items[self._starts[group] : self._starts[group + 1]])
        key = moment, self._groups.name[group], members
        known = self._causes.get(key)
        if known is None:
            numbers = self._groups.members[group]
            down = numbers[self._history.was_down(numbers, moment)].tolist()
            known = self._causes[key] = Cause(key[1], tuple(sorted(self._ids[member] for member in down)))
        return known
