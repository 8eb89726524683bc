"""Inheritance: the strongest need that reaches each asset from others, and the way that it came."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskapp.graph.adjacency import Adjacency


@dataclass(frozen=True, slots=True)
class Inherited:
    """A value, and the assets (numbers) from the one whose own need it is to the one that inherits it."""

    value: int
    way: tuple[int, ...]


def inherit(own: Sequence[int | None], leads: Adjacency, strongest: Sequence[int]) -> list[Inherited | None]:
    """For each asset the first of `strongest` that is the own need of another asset which leads to it, however far.

    Of several ways the shortest counts, of these the first in the order of `leads`. Circles are no trouble: each asset
    is reached once, so that this takes as long as the estate has rows.
    """
    following, values = leads.lists(), [None] * len(own)
    inherited: list[int | None] = list(values)
    came_from: list[int | None] = list(values)
    owners: dict[int, list[int]] = {}
    for asset, value in enumerate(own):
        if value is not None:
            owners.setdefault(value, []).append(asset)
    for value in strongest:
        queue = owners.get(value, [])[:]
        for asset in queue:  # the list grows while it is walked
            for other in following[asset]:
                if inherited[other] is None:
                    inherited[other], came_from[other] = value, asset
                    queue.append(other)
    return [
        None if value is None else Inherited(value, _way(asset, value, own, came_from))
        for asset, value in enumerate(inherited)
    ]


def _way(asset: int, value: int, own: Sequence[int | None], came_from: Sequence[int | None]) -> tuple[int, ...]:
    """Back to the first asset whose own need it is."""
    way = [asset]
    while len(way) == 1 or own[way[-1]] != value:
        before = came_from[way[-1]]
        if before is None:
            break
        way.append(before)
    return tuple(reversed(way))
