"""Integrity: where wrong data and control travel, and where a validation stops wrong data."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from riskapp.graph.control import ByDependency, Control, dependency_of, spread_control
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


@dataclass(frozen=True, slots=True)
class Integrity:
    """The answer: assets sorted by id, each in its graver state, and the flows that stopped wrong data, sorted.

    `sooner` lists the assets under control that had wrong data in fewer steps: needed to tell the ways on from there.
    """

    hit: tuple[str, ...]
    control: bool
    assets: tuple[Reached, ...]
    sooner: tuple[Reached, ...]
    stopped: tuple[str, ...]


def trace(snapshot: Snapshot, hit: Sequence[str], control: bool = False) -> Integrity:
    """Trace wrong data from `hit`, and with `control` what control over them reaches as well.

    Raises Invalid for an empty, unknown, planned or retired hit.
    """
    index = index_of(snapshot)
    hit = hit_ids(index, hit)
    numbers = [index.number[name] for name in hit]
    grip = spread_control(index, numbers if control else ())
    data = _Data(index, grip, () if control else numbers)
    reached = [_by_control(index, grip, asset) for asset in grip.steps]
    reached += [data.reached(asset) for asset in data.steps if asset not in grip.steps]
    return Integrity(
        hit=hit,
        control=control,
        assets=_sorted(reached),
        sooner=_sorted([data.reached(asset) for asset in data.steps if asset in grip.steps]),
        stopped=tuple(
            sorted(
                flow.id
                for flow, source in zip(index.flows, index.source, strict=True)
                if flow.validated and (source in grip.steps or source in data.steps)
            )
        ),
    )


def _sorted(reached: list[Reached]) -> tuple[Reached, ...]:
    return tuple(sorted(reached, key=lambda one: one.id))


def _by_control(index: Index, grip: Control, asset: int) -> Reached:
    by = dependency_of(index, grip, asset)
    return Reached(index.ids[asset], Grip.CONTROL, grip.steps[asset], by, by.provider if by else None)


class _Data:
    """Wrong data, level by level: `steps` holds the assets that get it before they come under control, if ever."""

    def __init__(self, index: Index, grip: Control, hit: Sequence[int]) -> None:
        self.index = index
        self.grip = grip
        self.steps: dict[int, int] = dict.fromkeys(hit, 0)
        self.flow: dict[int, int] = {}
        levels = grip.levels()
        level, distance = list(hit), 0
        while level or distance < len(levels):
            under_control = levels[distance] if distance < len(levels) else []
            distance += 1
            found = self._next(level + under_control, under_control, distance)
            self.steps.update(dict.fromkeys(found, distance))
            self.flow.update(found)
            level = list(found)

    def _next(self, passing: list[int], under_control: list[int], distance: int) -> dict[int, int]:
        """The assets that wrong data reaches in this step, each with the first flow of the file that brings it."""
        index, found = self.index, dict[int, int]()
        flows = [flow for asset in passing for flow in index.sends[asset]]
        flows += [flow for asset in under_control for flow in index.carries[asset] if not index.flows[flow].encrypted]
        for flow in flows:
            target = index.target[flow]
            if index.flows[flow].validated or target in self.steps:
                continue
            if self.grip.steps.get(target, distance + 1) > distance and flow < found.get(target, flow + 1):
                found[target] = flow
        return found

    def reached(self, asset: int) -> Reached:
        """The data state of an asset."""
        steps, name = self.steps[asset], self.index.ids[asset]
        flow = self.flow.get(asset)
        if flow is None:
            return Reached(name, Grip.DATA, steps, None, None)
        return Reached(name, Grip.DATA, steps, ByFlow(self.index.flows[flow].id), self._origin(flow, steps - 1))

    def _origin(self, flow: int, steps: int) -> str:
        """The flow's source where it was reached in so many steps, else the first of its carriers that was."""
        source, taken = self.index.source[flow], self.grip.steps
        if self.steps.get(source, taken.get(source)) == steps:
            return self.index.ids[source]
        carrier = next(asset for asset in self.index.via[flow] if taken.get(asset) == steps)
        return self.index.ids[carrier]
