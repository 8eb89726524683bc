"""Reasons: the chain of causes from an asset that was reached back to a hit one, as data for pages and reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatch
from typing import TypeVar

from riskapp.errors import N_, Invalid
from riskapp.graph.availability import AssetOutage, Availability, Cause, Interval, State
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.control import ByDependency, Controlled
from riskapp.graph.integrity import ByFlow, Grip, Integrity, Reached


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
T = TypeVar("T")


@singledispatch
def chain(result: object, asset_id: str) -> tuple[Link, ...]:
    """The links from `asset_id` back to a hit asset, the hit one last.

    Of an outage: that of the asset's first failure, or of its first degradation where it never went down; from a
    group that broke, the chain goes on with the provider that failed last, for that one tipped it.
    Raises Invalid where the result does not reach the asset.
    """
    raise TypeError(f"no chain for {type(result).__name__}, asset {asset_id}")


@chain.register
def _(result: Availability, asset_id: str) -> tuple[Link, ...]:
    outages = result.by_id
    outage = _look_up(outages, asset_id)
    interval = next((one for one in outage.intervals if one.state is State.DOWN), outage.intervals[0])
    links: list[Link] = []
    while interval.cause is not None:
        links.append(OutageLink(asset_id, interval.state, interval.start, interval.cause))
        last = interval.start
        interval, asset_id = min(
            ((_outage_at(outages[provider], last), provider) for provider in interval.cause.providers),
            key=lambda pair: (-pair[0].start, pair[1]),
        )
    steps = _back(result.attacked, asset_id) if result.attacked else []
    if not steps:
        return (*links, OutageLink(asset_id, interval.state, interval.start, None))
    return (*links, *(OutageLink(step.id, State.DOWN, 0, None, step.by) for step in steps))


@chain.register
def _(result: Integrity, asset_id: str) -> tuple[Link, ...]:
    step: Reached = _look_up(result.by_id, asset_id)
    links = [SpreadLink(step.id, step.state, step.steps, step.by)]
    while step.origin is not None:
        step = result.by_steps[step.origin, step.steps - 1]
        links.append(SpreadLink(step.id, step.state, step.steps, step.by))
    return tuple(links)


@chain.register
def _(result: Confidentiality, asset_id: str) -> tuple[Link, ...]:
    steps = _back(result.by_id, asset_id)
    return tuple(SpreadLink(step.id, Grip.CONTROL, step.steps, step.by) for step in steps)


def _look_up(found: Mapping[str, T], asset_id: str) -> T:
    if asset_id not in found:
        raise Invalid(N_("%(id)s is not within this blast radius."), id=asset_id)
    return found[asset_id]


def _outage_at(outage: AssetOutage, minute: int) -> Interval:
    """The stretch in which a provider was down at that minute."""
    return next(one for one in outage.intervals if one.state is State.DOWN and one.start <= minute < one.end)


def _back(controlled: Mapping[str, Controlled], asset_id: str) -> list[Controlled]:
    steps = [_look_up(controlled, asset_id)]
    while steps[-1].by is not None:
        steps.append(controlled[steps[-1].by.provider])
    return steps
