"""Control over assets: how it passes from providers to dependents (rule 1 of integrity)."""

from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from riskapp.graph.adjacency import Numbers, once
from riskapp.graph.index import Index

NEVER = -1


@dataclass(frozen=True, slots=True)
class ByDependency:
    """The step was a dependency that hands over control."""

    dependent: str
    provider: str


@dataclass(frozen=True, slots=True)
class Controlled:
    """An asset under foreign control, the fewest steps from a hit asset, and the dependency (None: it is hit)."""

    id: str
    steps: int
    by: ByDependency | None


@dataclass(frozen=True, slots=True, eq=False)
class Control:
    """Who is under control: `levels[k]` are the assets after k steps, level 0 the hit ones.

    For each asset that takes part `steps`, and the handover that control came by (see Index); NEVER where none.
    """

    levels: list[Numbers]
    steps: Numbers
    handover: Numbers

    def assets(self) -> Numbers:
        """Everything under control, in no particular order."""
        return np.concatenate(self.levels)


def spread_control(index: Index, hit: Numbers) -> Control:
    """Everything that control over `hit` reaches, level by level; of equally short ways the first row of the file."""
    handovers = index.handovers
    steps = np.full(len(index.ids), NEVER)
    came_by = np.full(len(index.ids), NEVER)
    scratch = np.empty(len(index.ids), dtype=np.int64)
    steps[hit] = 0
    levels = [hit]
    while len(levels[-1]):
        passed = handovers.of.of(levels[-1])
        passed = np.sort(passed[steps[handovers.dependent[passed]] == NEVER])[::-1]
        dependents = handovers.dependent[passed]
        came_by[dependents] = passed  # the last one written is the first of the file
        steps[dependents] = len(levels)
        levels.append(once(dependents, scratch))
    return Control(levels[:-1] or [hit], steps, came_by)


def dependency_of(index: Index, control: Control, asset: int) -> ByDependency | None:
    """The dependency that control over `asset` came by; None where it is hit."""
    handover = control.handover[asset]
    if handover == NEVER:
        return None
    row = index.dependencies[index.handovers.row[handover]]
    return ByDependency(row.dependent, row.provider)


def controlled(index: Index, control: Control) -> tuple[Controlled, ...]:
    """Every asset under control, sorted by id."""
    assets, ids = control.assets(), index.ids
    handover = control.handover[assets]
    row = index.handovers.row[handover] if len(index.handovers.row) else handover
    found = []
    columns = (one.tolist() for one in (assets, control.steps[assets], handover, row))
    for asset, steps, by, place in zip(*columns, strict=True):
        need = None if by == NEVER else index.dependencies[place]
        found.append(Controlled(ids[asset], steps, need and ByDependency(need.dependent, need.provider)))
    return tuple(sorted(found, key=attrgetter("id")))
