"""Availability: what an outage takes down, when, for how long, and what cannot start again by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from riskapp.graph.adjacency import numbers
from riskapp.graph.components import strongly_connected
from riskapp.graph.control import Control, Controlled, controlled, spread_control
from riskapp.graph.history import History
from riskapp.graph.index import index_of
from riskapp.graph.outage_rows import AssetOutage, outage_rows
from riskapp.graph.question import SEVEN_DAYS, check_minutes, hit_ids
from riskapp.graph.simulation import Simulation
from riskapp.graph.snapshot import Snapshot


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
        return tuple(sorted(outage_rows(self.simulation.index, self.history), key=attrgetter("id")))

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
