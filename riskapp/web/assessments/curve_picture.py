"""A loss exceedance curve as a drawing: amounts by their logarithm to the right, the share of the years upwards."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from riskapp.web.assessments.typed_numbers import decimal
from riskapp.web.formatting import number

WIDTH, HEIGHT = 360, 250
LEFT, RIGHT, TOP, BOTTOM = 52, 346, 52, 212
_STEPS = (1, 2, 5)
_MOST_MARKS = 5

Curve = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on an axis: where, and what it says."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class CurvePicture:
    """Two lines as the points of polylines, and the marks of both axes."""

    before: str
    after: str
    amounts: tuple[Mark, ...]
    shares: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM


def curve_picture(curve: Curve) -> CurvePicture | None:
    """The drawing of rows (amount, share now, share after); None where there is no curve to draw."""
    if len(curve) < 2:
        return None
    low, high = math.log10(curve[0][0]), math.log10(curve[-1][0])
    step, top = _scale(max(max(row[1:]) for row in curve))

    def across(amount: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (math.log10(amount) - low) / (high - low), 1)

    def up(share: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * share / top, 1)

    lines = [" ".join(f"{across(row[0])},{up(row[side])}" for row in curve) for side in (1, 2)]
    marks = tuple(Mark(across(amount), _short(amount)) for amount in _round_amounts(low, high))
    shares = tuple(Mark(up(step * n), decimal(float(f"{step * n * 100:.6g}"))) for n in range(round(top / step) + 1))
    return CurvePicture(lines[0], lines[1], marks, shares)


def _scale(highest: float) -> tuple[float, float]:
    """A round step between marks and the top of the axis, at most five steps up."""
    if highest <= 0:
        return 0.01, 0.01
    power = 10 ** math.floor(math.log10(highest / _MOST_MARKS))
    step = next(one * power for one in (1, 2, 5, 10) if one * power * _MOST_MARKS >= highest * (1 - 1e-9))
    return step, step * math.ceil(highest / step - 1e-9)


def _round_amounts(low: float, high: float) -> Iterator[float]:
    """Amounts to mark: powers of ten where the axis spans several, else 1, 2 and 5 times them."""
    powers = range(math.floor(low), math.ceil(high) + 1)
    steps = (1,) if high - low > 2 else _STEPS
    inside = [step * 10.0**power for power in powers for step in steps if low <= math.log10(step * 10.0**power) <= high]
    every = max(1, math.ceil(len(inside) / _MOST_MARKS))
    yield from inside[::every]


def _short(amount: float) -> str:
    """50 000, 2 mill.: what fits under an axis."""
    if amount >= 1_000_000_000:
        return gettext("%(n)s bn", n=decimal(amount / 1_000_000_000))
    if amount >= 1_000_000:
        return gettext("%(n)s mill.", n=decimal(amount / 1_000_000))
    return number(round(amount))
