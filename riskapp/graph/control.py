"""Control over assets: how it passes from providers to dependents (rule 1 of integrity)."""

from collections.abc import Iterable
from dataclasses import dataclass

from riskapp.graph.index import Index


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


@dataclass(frozen=True, slots=True)
class Control:
    """Asset numbers with their steps, and with the row of the dependency that control came by (none if hit)."""

    steps: dict[int, int]
    row: dict[int, int]

    def levels(self) -> list[list[int]]:
        """The assets by their number of steps: level 0 are the hit ones."""
        levels: list[list[int]] = []
        for asset, steps in self.steps.items():
            if steps == len(levels):
                levels.append([])
            levels[steps].append(asset)
        return levels


def spread_control(index: Index, hit: Iterable[int]) -> Control:
    """Everything that control over `hit` reaches, level by level; of equally short ways the first row of the file."""
    steps = dict.fromkeys(hit, 0)
    row: dict[int, int] = {}
    level, distance = list(steps), 0
    while level:
        distance += 1
        found: dict[int, int] = {}
        for provider in level:
            for dependent, position in index.controls[provider]:
                if dependent not in steps and position < found.get(dependent, position + 1):
                    found[dependent] = position
        steps.update(dict.fromkeys(found, distance))
        row.update(found)
        level = list(found)
    return Control(steps, row)


def dependency_of(index: Index, control: Control, asset: int) -> ByDependency | None:
    """The dependency that control over `asset` came by; None where it is hit."""
    position = control.row.get(asset)
    if position is None:
        return None
    row = index.dependencies[position]
    return ByDependency(row.dependent, row.provider)


def controlled(index: Index, control: Control) -> tuple[Controlled, ...]:
    """Every asset under control, sorted by id."""
    found = [
        Controlled(index.ids[asset], steps, dependency_of(index, control, asset))
        for asset, steps in control.steps.items()
    ]
    return tuple(sorted(found, key=lambda one: one.id))
