"""Circles side by side without overlap, and points in a circle: the same for equal input, and quick for thousands."""

from collections.abc import Sequence
from math import floor, hypot, pi, sqrt

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Circles = NDArray[np.float64]

_ROW = sqrt(3) / 2
"""The height of a row of a triangular grid whose points are 1 apart."""
_TOUCH = 1e-6


def packed(radii: Sequence[float]) -> list[Point]:
    """The centres of circles of these radii: the first in the middle, each next one at the border of those before.

    The border is a ring of circles that touch. A circle goes beside the pair of the ring that lies nearest to the
    middle; where it would cut into another circle of the ring, those in between leave the ring.
    """
    centres: list[Point] = [(0.0, 0.0)][: len(radii)]
    if len(radii) > 1:
        centres.append((radii[0] + radii[1], 0.0))
    if len(radii) > 2:
        centres.append(_beside(0, 1, radii[2], centres, radii))
        ring, placed = [0, 2, 1], np.zeros((len(radii), 3))
        placed[:3] = [(*centre, radius) for centre, radius in zip(centres, radii[:3], strict=True)]
        for radius in radii[3:]:
            _add(radius, ring, centres, radii, placed)
    return centres


def _add(radius: float, ring: list[int], centres: list[Point], radii: Sequence[float], placed: Circles) -> None:
    """Put the next circle at the border and into `ring`, and fill its row of `placed` (x, y, radius)."""
    start = min(range(len(ring)), key=lambda place: _distance(ring[place], ring[place - len(ring) + 1], centres, radii))
    ring[:] = ring[start:] + ring[:start]
    back: set[int] = set()
    while True:
        spot = _beside(ring[0], ring[1], radius, centres, radii)
        cut = [place for place in range(2, len(ring)) if _meet(spot, radius, ring[place], centres, radii)]
        if cut:
            _shorten(ring, cut[0], cut[-1], radii)
            continue
        under = _under(spot, radius, placed[: len(centres)])
        if under is None:
            break
        if under in back:  # rare: between circles of very different size nothing fits, so it goes beyond all of them
            spot = max(x + reach for x, _, reach in placed[: len(centres)].tolist()) + radius, 0.0
            break
        # A circle that left the ring sticks out of it after all.
        back.add(under)
        ring.insert(1, under)
    placed[len(centres)] = *spot, radius
    ring.insert(1, len(centres))
    centres.append(spot)


def _shorten(ring: list[int], first: int, last: int, radii: Sequence[float]) -> None:
    """Let leave the ring what lies between its pair and the circles in the way, on the side where that is less."""
    ahead, behind = ring[1:first], [*ring[last + 1 :], ring[0]]
    if sum(radii[one] for one in ahead) <= sum(radii[one] for one in behind):
        del ring[1:first]
    else:
        ring[:] = [ring[last], *ring[1:last]]


def _meet(spot: Point, radius: float, other: int, centres: Sequence[Point], radii: Sequence[float]) -> bool:
    x, y = spot[0] - centres[other][0], spot[1] - centres[other][1]
    least = radii[other] + radius - _TOUCH
    return x * x + y * y < least * least


def _under(spot: Point, radius: float, placed: Circles) -> int | None:
    """The first of all circles that a circle there would lie over."""
    x, y, least = placed[:, 0] - spot[0], placed[:, 1] - spot[1], placed[:, 2] + radius - _TOUCH
    found = np.flatnonzero(x * x + y * y < least * least)
    return int(found[0]) if len(found) else None


def _distance(one: int, other: int, centres: Sequence[Point], radii: Sequence[float]) -> float:
    """How far from the middle two neighbours of the ring touch."""
    both = radii[one] + radii[other]
    x = (centres[one][0] * radii[other] + centres[other][0] * radii[one]) / both
    y = (centres[one][1] * radii[other] + centres[other][1] * radii[one]) / both
    return hypot(x, y)


def _beside(one: int, other: int, radius: float, centres: Sequence[Point], radii: Sequence[float]) -> Point:
    """Where a circle touches both, on the right hand of who goes from `one` to `other`."""
    (x, y), (to_x, to_y) = centres[one], centres[other]
    far, first, second = hypot(to_x - x, to_y - y), radii[one] + radius, radii[other] + radius
    along = (far * far + first * first - second * second) / (2 * far)
    off = sqrt(max(0.0, first * first - along * along))
    ahead_x, ahead_y = (to_x - x) / far, (to_y - y) / far
    return x + along * ahead_x + off * ahead_y, y + along * ahead_y - off * ahead_x


def around(centres: Sequence[Point], radii: Sequence[float]) -> tuple[float, float, float]:
    """A circle (x, y, radius) around all of these."""
    left = min(x - radius for (x, _), radius in zip(centres, radii, strict=True))
    right = max(x + radius for (x, _), radius in zip(centres, radii, strict=True))
    low = min(y - radius for (_, y), radius in zip(centres, radii, strict=True))
    high = max(y + radius for (_, y), radius in zip(centres, radii, strict=True))
    middle = (left + right) / 2, (low + high) / 2
    reach = max(hypot(x - middle[0], y - middle[1]) + radius for (x, y), radius in zip(centres, radii, strict=True))
    return *middle, reach


def disc(count: int, apart: float) -> tuple[list[Point], float]:
    """`count` points (1 or more) that are `apart`, row by row as one reads, in a circle around 0; and its radius."""
    radius = sqrt(count * _ROW / pi)
    while sum(room for _, _, room in _rows(radius)) < count:
        radius *= 1.01
    points: list[Point] = []
    for y, left, room in _rows(radius):
        used = min(room, count - len(points))
        start = left + (room - used) // 2
        points += [((start + place) * apart, y * apart) for place in range(used)]
    return points, (max(hypot(x, y) for x, y in points) / apart + 0.5) * apart


def _rows(radius: float) -> list[tuple[float, float, int]]:
    """The rows of a triangular grid within the circle, from the top: (y, leftmost x, number of points)."""
    rows = []
    for row in range(most := floor(radius / _ROW), -most - 1, -1):
        half = sqrt(max(0.0, radius * radius - (row * _ROW) ** 2))
        shift = row % 2 / 2
        steps = floor(half - shift) if half >= shift else -1
        if steps >= 0:
            rows.append((row * _ROW, -steps - shift, 2 * steps + (2 if shift else 1)))
    return rows
