"""Circles side by side without overlap, and points in a circle: the same for equal input, and quick for thousands."""

from collections.abc import Sequence
from math import floor, hypot, pi, sqrt

Point = tuple[float, float]

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
        ring = [0, 2, 1]
        for radius in radii[3:]:
            _add(radius, ring, centres, radii)
    return centres


def _add(radius: float, ring: list[int], centres: list[Point], radii: Sequence[float]) -> None:
    """Put the next circle at the border, and into `ring`, which begins with the pair that lies nearest."""
    start = min(range(len(ring)), key=lambda place: _distance(ring[place], ring[place - len(ring) + 1], centres, radii))
    ring[:] = ring[start:] + ring[:start]
    while True:
        spot = _beside(ring[0], ring[1], radius, centres, radii)
        cut = [
            place
            for place in range(2, len(ring))
            if hypot(centres[ring[place]][0] - spot[0], centres[ring[place]][1] - spot[1])
            < radii[ring[place]] + radius - _TOUCH
        ]
        if not cut:
            break
        # What lies between the pair and the circle in the way leaves the ring, on the side where that is less.
        ahead, behind = ring[1 : cut[0]], [*ring[cut[-1] + 1 :], ring[0]]
        if sum(radii[one] for one in ahead) <= sum(radii[one] for one in behind):
            del ring[1 : cut[0]]
        else:
            ring[:] = ring[cut[-1] : cut[-1] + 1] + ring[1 : cut[-1]]
    ring.insert(1, len(centres))
    centres.append(spot)


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
