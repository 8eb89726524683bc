"""Circles side by side, and points in a circle."""

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.explorer.circles import around, disc, packed

RADII = st.lists(st.floats(0.5, 60), min_size=1, max_size=60)


@given(RADII)
def test_no_circle_lies_over_another(radii: list[float]) -> None:
    circles = list(zip(packed(radii), radii, strict=True))
    assert len(circles) == len(radii)
    for ((x, y), radius), ((other_x, other_y), other) in combinations(circles, 2):
        assert hypot(x - other_x, y - other_y) >= radius + other - 1e-3


@given(RADII)
def test_the_first_is_in_the_middle_and_all_within_the_circle_around(radii: list[float]) -> None:
    centres = packed(radii)
    assert centres[0] == (0.0, 0.0)
    assert centres == packed(radii)
    x, y, reach = around(centres, radii)
    for (at, up), radius in zip(centres, radii, strict=True):
        assert hypot(at - x, up - y) + radius <= reach + 1e-6


def test_equal_circles_lie_close() -> None:
    _, _, reach = around(packed([1.0] * 200), [1.0] * 200)
    assert 200 / reach**2 > 0.6, "much of the circle around them is empty"


@pytest.mark.parametrize("count", [1, 2, 3, 7, 20, 361, 2000])
def test_points_fill_a_circle_row_by_row(count: int) -> None:
    points, radius = disc(count, 2.0)
    assert len(set(points)) == count
    assert all(hypot(x, y) <= radius - 1 + 1e-6 for x, y in points)
    assert points == sorted(points, key=lambda point: (-point[1], point[0])), "not as one reads"
    near = points[:: max(1, count // 40)]
    for x, y in near:
        assert all(hypot(x - to_x, y - to_y) > 2 - 1e-6 for to_x, to_y in points if (x, y) != (to_x, to_y))
    if count > 100:
        assert count / radius**2 > 0.2, "the circle is much bigger than its points need"
