"""Availability: what an outage takes down, when, for how long, and what cannot start again by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskapp.graph.components import strongly_connected
from riskapp.graph.control import Controlled, controlled, spread_control
from riskapp.graph.index import Index, index_of
from riskapp.graph.question import SEVEN_DAYS, check_minutes, hit_ids
from riskapp.graph.simulation import Simulation, State, Stretch
from riskapp.graph.snapshot import Snapshot


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


@dataclass(frozen=True, slots=True)
class Availability:
    """The answer to one outage. `attack` lists what the attacker controls; it is empty without control."""

    hit: tuple[str, ...]
    outage: int | None
    horizon: int
    control: bool
    settled: bool
    assets: tuple[AssetOutage, ...]
    deadlocks: tuple[tuple[str, ...], ...]
    attack: tuple[Controlled, ...]


def simulate(
    snapshot: Snapshot,
    hit: Sequence[str],
    outage: int | None = None,
    horizon: int = SEVEN_DAYS,
    control: bool = False,
) -> Availability:
    """Simulate minutes 0 to `horizon` - 1 after `hit` goes down for `outage` minutes (None: until further notice).

    With `control`, everything that control over the hit assets reaches goes down at minute 0 as well.
    Raises Invalid for an empty, unknown, planned or retired hit, and for minutes below 1.
    """
    index = index_of(snapshot)
    check_minutes(outage, horizon)
    hit = hit_ids(index, hit)
    numbers = [index.number[name] for name in hit]
    grip = spread_control(index, numbers) if control else None
    simulation = Simulation(index, list(grip.steps) if grip else numbers, outage, horizon)
    simulation.run()
    assets = [_outage(index, simulation, asset) for asset in simulation.stretches]
    return Availability(
        hit=hit,
        outage=outage,
        horizon=horizon,
        control=control,
        settled=simulation.settled,
        assets=tuple(sorted(assets, key=lambda one: one.id)),
        deadlocks=_deadlocks(index, simulation) if simulation.settled and outage is not None else (),
        attack=controlled(index, grip) if grip else (),
    )


def _outage(index: Index, simulation: Simulation, asset: int) -> AssetOutage:
    intervals = tuple(
        Interval(stretch.start, stretch.end, stretch.state, _cause(index, stretch))
        for stretch in simulation.stretches[asset]
    )
    down = [interval for interval in intervals if interval.state is State.DOWN]
    return AssetOutage(
        id=index.ids[asset],
        first_failure=down[0].start if down else None,
        minutes_down=sum(interval.minutes for interval in down),
        restored=down[-1].end if down and simulation.up[asset] else None,
        degraded_minutes=sum(interval.minutes for interval in intervals if interval.state is State.DEGRADED),
        cause=down[0].cause if down else None,
        intervals=intervals,
    )


def _cause(index: Index, stretch: Stretch) -> Cause | None:
    if stretch.group is None:
        return None
    providers = sorted(index.ids[member] for member in stretch.providers)
    return Cause(index.groups.name[stretch.group], tuple(providers))


def _deadlocks(index: Index, simulation: Simulation) -> tuple[tuple[str, ...], ...]:
    """The sets of assets that wait for each other and for nobody else."""
    arrows = simulation.waiting()
    assets = sorted(arrows)
    place = {asset: position for position, asset in enumerate(assets)}
    successors = [[place[member] for member in arrows[asset]] for asset in assets]
    found: list[tuple[str, ...]] = []
    for component in strongly_connected(successors):
        members = set(component)
        if len(members) > 1 and all(members.issuperset(successors[node]) for node in members):
            found.append(tuple(sorted(index.ids[assets[node]] for node in members)))
    return tuple(sorted(found))
