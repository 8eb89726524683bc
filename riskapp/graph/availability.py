"""Availability: what an outage takes down, when, for how long, and what cannot start again by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from riskapp.graph.adjacency import Numbers, numbers
from riskapp.graph.components import strongly_connected
from riskapp.graph.control import Control, Controlled, controlled, spread_control
from riskapp.graph.history import NEVER, History, Stretch
from riskapp.graph.index import Index, index_of
from riskapp.graph.question import SEVEN_DAYS, check_minutes, hit_ids
from riskapp.graph.simulation import Condition, Simulation
from riskapp.graph.snapshot import Snapshot


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


@dataclass(frozen=True)
class Availability:
    """The answer to one outage: `history` has it as arrays, `assets` as rows that are made when asked for."""

    hit: tuple[str, ...]
    outage: int | None
    horizon: int
    control: bool
    settled: bool
    simulation: Simulation
    grip: Control | None

    @property
    def history(self) -> History:
        """The totals of each asset that takes part, in the order of the file."""
        return self.simulation.history

    @cached_property
    def assets(self) -> tuple[AssetOutage, ...]:
        """Every asset that went down or was degraded, sorted by id."""
        index = self.simulation.index
        reached = [_outage(index, self.history, asset) for asset in self.history.affected().tolist()]
        return tuple(sorted(reached, key=lambda one: one.id))

    @cached_property
    def by_id(self) -> dict[str, AssetOutage]:
        """The same rows by their ids."""
        return {row.id: row for row in self.assets}

    @cached_property
    def deadlocks(self) -> tuple[tuple[str, ...], ...]:
        """The sets of assets that wait for each other; empty where it did not settle or the fault was never removed."""
        return _deadlocks(self.simulation) if self.settled and self.outage is not None else ()

    @cached_property
    def attack(self) -> tuple[Controlled, ...]:
        """What the attacker controls; empty without control."""
        return controlled(self.simulation.index, self.grip) if self.grip else ()

    @cached_property
    def attacked(self) -> dict[str, Controlled]:
        """The same by their ids."""
        return {row.id: row for row in self.attack}


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
    faulty = numbers(index.number[name] for name in hit)
    grip = spread_control(index, faulty) if control else None
    simulation = Simulation(index, grip.assets() if grip else faulty, outage, horizon)
    simulation.run()
    return Availability(hit, outage, horizon, control, simulation.settled, simulation, grip)


def _outage(index: Index, history: History, asset: int) -> AssetOutage:
    intervals = tuple(
        Interval(one.start, one.end, _STATES[Condition(one.condition)], _cause(index, history, one))
        for one in history.stretches(asset)
    )
    failed = int(history.first_failure[asset])
    return AssetOutage(
        id=index.ids[asset],
        first_failure=None if failed == NEVER else failed,
        minutes_down=int(history.minutes_down[asset]),
        restored=None if history.restored[asset] == NEVER else int(history.restored[asset]),
        degraded_minutes=int(history.minutes_degraded[asset]),
        cause=next((one.cause for one in intervals if one.state is State.DOWN), None),
        intervals=intervals,
    )


def _cause(index: Index, history: History, stretch: Stretch) -> Cause | None:
    if stretch.group == NEVER:
        return None
    members: Numbers = index.groups.members[stretch.group]
    down = members[history.was_down(members, stretch.moment)].tolist()
    return Cause(index.groups.name[stretch.group], tuple(sorted(index.ids[member] for member in down)))


def _deadlocks(simulation: Simulation) -> tuple[tuple[str, ...], ...]:
    ids = simulation.index.ids
    return tuple(sorted(tuple(sorted(ids[one] for one in together)) for together in deadlocked(simulation.waiting())))


def deadlocked(arrows: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """The sets of assets that wait for each other and for nobody else; `arrows` lead from each to whom it waits for."""
    assets = sorted(arrows)
    place = {asset: position for position, asset in enumerate(assets)}
    successors = [[place[member] for member in arrows[asset]] for asset in assets]
    found: list[list[int]] = []
    for component in strongly_connected(successors):
        members = set(component)
        if len(members) > 1 and all(members.issuperset(successors[node]) for node in members):
            found.append([assets[node] for node in component])
    return found
