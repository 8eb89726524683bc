"""Trails: for each kind of result the single step from an asset that was reached towards the hit one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Protocol, TypeVar

from riskapp.errors import N_, Invalid
from riskapp.graph.availability import Availability
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.control import ByDependency, Controlled
from riskapp.graph.integrity import ByFlow, Grip, Integrity
from riskapp.graph.outage_rows import Cause, Interval, State


@dataclass(frozen=True, slots=True)
class OutageLink:
    """`asset` was in `state` from `minute` on; `cause` is None where it was hit, with `by` where control hit it."""

    asset: str
    state: State
    minute: int
    cause: Cause | None
    by: ByDependency | None = None


@dataclass(frozen=True, slots=True)
class SpreadLink:
    """`asset` was reached in `state` after so many steps, by a dependency or flow (None: it was hit)."""

    asset: str
    state: Grip
    steps: int
    by: ByDependency | ByFlow | None


Link = OutageLink | SpreadLink
Stop = tuple[str, int]
"""An asset, and which of its reasons is meant: the place of an interval, or steps."""

T = TypeVar("T")


class Trail(Protocol):
    """The way back through a result, a step at a time."""

    def start(self, asset_id: str) -> Stop:
        """Where the chain of an asset begins; raises Invalid where the result does not reach it."""

    def step(self, stop: Stop) -> tuple[Link, Stop | None]:
        """What is told of a stop, and the next one (None: this one was hit)."""


class OutageTrail:
    """Through the intervals in which assets were down or degraded, and through control in an attack.

    It begins with the first failure, or the first degradation of what never went down. From a group that broke it goes
    on with the provider that failed last, for that one tipped it.
    """

    def __init__(
        self, intervals: Mapping[str, Sequence[Interval]], attacked: Mapping[str, Controlled] | None = None
    ) -> None:
        self._intervals = intervals
        self._attacked = attacked or {}

    def start(self, asset_id: str) -> Stop:
        """The first interval in which it was down."""
        intervals = look_up(self._intervals, asset_id)
        down = (place for place, one in enumerate(intervals) if one.state is State.DOWN)
        return asset_id, next(down, 0)

    def step(self, stop: Stop) -> tuple[Link, Stop | None]:
        """From the interval to that of the provider."""
        asset_id, place = stop
        interval = self._intervals[asset_id][place]
        if interval.cause is None:
            by = self._attacked[asset_id].by if self._attacked else None
            link = OutageLink(asset_id, interval.state, interval.start, None, by)
            return link, None if by is None else (by.provider, 0)
        stops = [self._down_at(provider, interval.start) for provider in interval.cause.providers]
        tipping = min(stops, key=lambda one: (-self._intervals[one[0]][one[1]].start, one[0]))
        return OutageLink(asset_id, interval.state, interval.start, interval.cause), tipping

    def _down_at(self, asset_id: str, minute: int) -> Stop:
        """The stretch in which a provider was down at that minute."""
        for place, one in enumerate(self._intervals[asset_id]):
            if one.state is State.DOWN and one.start <= minute < one.end:
                return asset_id, place
        raise AssertionError(f"{asset_id} was up in minute {minute}")  # a cause names only providers that were down


class _DataTrail:
    """Through the states that passed wrong data or control on."""

    def __init__(self, result: Integrity) -> None:
        self._result = result

    def start(self, asset_id: str) -> Stop:
        return asset_id, look_up(self._result.by_id, asset_id).steps

    def step(self, stop: Stop) -> tuple[Link, Stop | None]:
        reached = self._result.by_steps[stop]
        link = SpreadLink(reached.id, reached.state, reached.steps, reached.by)
        return link, None if reached.origin is None else (reached.origin, reached.steps - 1)


class _ControlTrail:
    """Through the dependencies that handed over control."""

    def __init__(self, result: Confidentiality) -> None:
        self._controlled = result.by_id

    def start(self, asset_id: str) -> Stop:
        return asset_id, look_up(self._controlled, asset_id).steps

    def step(self, stop: Stop) -> tuple[Link, Stop | None]:
        reached = self._controlled[stop[0]]
        link = SpreadLink(reached.id, Grip.CONTROL, reached.steps, reached.by)
        return link, None if reached.by is None else (reached.by.provider, reached.steps - 1)


@singledispatch
def trail_of(result: object) -> Trail:
    """The trail through a result of any threat."""
    raise TypeError(f"no trail through {type(result).__name__}")


@trail_of.register
def _(result: Availability) -> Trail:
    return OutageTrail({key: row.intervals for key, row in result.by_id.items()}, result.attacked)


@trail_of.register
def _(result: Integrity) -> Trail:
    return _DataTrail(result)


@trail_of.register
def _(result: Confidentiality) -> Trail:
    return _ControlTrail(result)


def look_up(found: Mapping[str, T], asset_id: str) -> T:
    """The row of an asset; raises Invalid where the result does not reach it."""
    if asset_id not in found:
        raise Invalid(N_("%(id)s is not within this blast radius."), id=asset_id)
    return found[asset_id]
