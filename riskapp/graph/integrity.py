"""Integrity: where wrong data and control travel, and where a validation stops wrong data."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from riskapp.graph.adjacency import Marks, Numbers, numbers, once
from riskapp.graph.control import NEVER, ByDependency, Control, dependency_of, spread_control
from riskapp.graph.index import Index, index_of
from riskapp.graph.question import hit_ids
from riskapp.graph.snapshot import Snapshot


class Grip(StrEnum):
    """How an asset is reached: somebody else decides what it does, or only its data could be wrong."""

    CONTROL = "control"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class ByFlow:
    """The step was a data flow."""

    flow: str


@dataclass(frozen=True, slots=True)
class Reached:
    """An asset reached in one state, the fewest steps from a hit asset.

    `by` is the dependency or flow of the last step and `origin` the asset on its other side: the provider, the
    flow's source, or the asset that carries the flow. Both are None for a hit asset.
    """

    id: str
    state: Grip
    steps: int
    by: ByDependency | ByFlow | None
    origin: str | None


@dataclass(frozen=True)
class Integrity:
    """The answer: `grip` and `data` have it as arrays; rows are made when asked for."""

    hit: tuple[str, ...]
    control: bool
    index: Index
    grip: Control
    data: "WrongData"

    @property
    def reached(self) -> Marks:
        """Which assets are reached in either state."""
        return (self.grip.steps != NEVER) | (self.data.steps != NEVER)

    @cached_property
    def assets(self) -> tuple[Reached, ...]:
        """Every asset reached, in its graver state, sorted by id."""
        only_data = np.flatnonzero((self.data.steps != NEVER) & (self.grip.steps == NEVER))
        rows = [self._by_control(asset) for asset in self.grip.assets().tolist()]
        return _sorted(rows + [self._by_data(asset) for asset in only_data.tolist()])

    @cached_property
    def sooner(self) -> tuple[Reached, ...]:
        """The assets under control that had wrong data in fewer steps: needed to tell the ways on from there."""
        both = np.flatnonzero((self.data.steps != NEVER) & (self.grip.steps != NEVER))
        return _sorted([self._by_data(asset) for asset in both.tolist()])

    @cached_property
    def by_id(self) -> dict[str, Reached]:
        """Every asset reached, in its graver state, by its id."""
        return {row.id: row for row in self.assets}

    @cached_property
    def by_steps(self) -> dict[tuple[str, int], Reached]:
        """Each asset by id and steps: one that had wrong data before it came under control is there twice."""
        return {(row.id, row.steps): row for row in (*self.assets, *self.sooner)}

    @cached_property
    def stopped(self) -> tuple[str, ...]:
        """The flows at which a validation stopped wrong data, sorted."""
        flows = self.index.flows
        stopping = np.flatnonzero(flows.validated & self.reached[flows.source])
        return tuple(sorted(flows.rows[flow].id for flow in stopping.tolist()))

    def _by_control(self, asset: int) -> Reached:
        by = dependency_of(self.index, self.grip, asset)
        steps = int(self.grip.steps[asset])
        return Reached(self.index.ids[asset], Grip.CONTROL, steps, by, by.provider if by else None)

    def _by_data(self, asset: int) -> Reached:
        steps, flow = int(self.data.steps[asset]), int(self.data.flow[asset])
        if flow == NEVER:
            return Reached(self.index.ids[asset], Grip.DATA, steps, None, None)
        by = ByFlow(self.index.flows.rows[flow].id)
        return Reached(self.index.ids[asset], Grip.DATA, steps, by, self._origin(flow, steps - 1))

    def _origin(self, flow: int, steps: int) -> str:
        """The flow's source where it was reached in so many steps, else the first of its carriers that was."""
        source, taken, wrong = self.index.flows.source[flow], self.grip.steps, self.data.steps
        if steps == (wrong[source] if wrong[source] != NEVER else taken[source]):
            return self.index.ids[source]
        carrier = next(asset for asset in self.index.flows.via[flow].tolist() if taken[asset] == steps)
        return self.index.ids[carrier]


def trace(snapshot: Snapshot, hit: Sequence[str], control: bool = False) -> Integrity:
    """Trace wrong data from `hit`, and with `control` what control over them reaches as well.

    Raises Invalid for an empty, unknown, planned or retired hit.
    """
    index = index_of(snapshot)
    hit = hit_ids(index, hit)
    assets, nobody = numbers(index.number[name] for name in hit), numbers(())
    grip = spread_control(index, assets if control else nobody)
    return Integrity(hit, control, index, grip, _wrong_data(index, grip, nobody if control else assets))


def _sorted(reached: list[Reached]) -> tuple[Reached, ...]:
    return tuple(sorted(reached, key=lambda one: one.id))


@dataclass(frozen=True, slots=True, eq=False)
class WrongData:
    """For each asset the steps after which it gets wrong data, if before it comes under control, and by which flow.

    NEVER where it does not, and where it was hit.
    """

    steps: Numbers
    flow: Numbers


def _wrong_data(index: Index, grip: Control, hit: Numbers) -> WrongData:
    """Level by level, together with control: whoever is reached passes wrong data on by the first state it has."""
    flows = index.flows
    steps = np.full(len(index.ids), NEVER)
    came_by = np.full(len(index.ids), NEVER)
    scratch = np.empty(len(index.ids), dtype=np.int64)
    steps[hit] = 0
    level, distance = hit, 0
    while len(level) or distance < len(grip.levels):
        under_control = grip.levels[distance] if distance < len(grip.levels) else numbers(())
        distance += 1
        passed = np.concatenate([flows.lies.of(level), flows.lies.of(under_control), flows.bends.of(under_control)])
        target = flows.target[passed]
        controlled_sooner = (grip.steps[target] != NEVER) & (grip.steps[target] <= distance)
        passed = np.sort(passed[(steps[target] == NEVER) & ~controlled_sooner])[::-1]
        came_by[flows.target[passed]] = passed  # the last one written is the first of the file
        steps[flows.target[passed]] = distance
        level = once(flows.target[passed], scratch)
    return WrongData(steps, came_by)
