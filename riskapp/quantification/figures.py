"""What is told of simulated years: mean, percentiles, chance of any loss, loss exceedance curve."""

import math
from dataclasses import dataclass

import numpy as np

from riskapp.quantification.pert import Floats

PERCENTS = (50, 90, 95, 99)
POINTS = 60
LEAST_SHARE = 0.01
"""The curve begins where a hundredth of the years with a loss have less: below it is flat."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The share of years that cost more than `amount`."""

    amount: int
    share: float


@dataclass(frozen=True, slots=True)
class YearlyFigures:
    """Money is rounded to whole units; `error` is the standard error of `expected`, rounded up.

    A percentile is what that percentage of years stays at or below.
    """

    expected: int
    error: int
    percentiles: dict[int, int]
    chance_of_loss: float
    curve: tuple[CurvePoint, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """Simulated years: how many, their sum, and the losses above 0 from the smallest."""

    count: int
    total: float
    losses: Floats


def years_of(losses: Floats) -> Years:
    """The years with these losses."""
    return Years(len(losses), float(losses.sum()), np.sort(losses[losses > 0]))


def grid_of(several: list[Years]) -> Floats:
    """Amounts for a curve, evenly spread by their logarithm, that spans all of them; empty where nothing was lost."""
    lossy = [one.losses for one in several if len(one.losses)]
    if not lossy:
        return np.empty(0)
    low = max(1.0, min(float(losses[int(LEAST_SHARE * len(losses))]) for losses in lossy))
    high = max(low, *(float(losses[-1]) for losses in lossy))
    return np.unique(np.rint(np.geomspace(low, high, POINTS)))


def figures_of(years: Years, grid: Floats) -> YearlyFigures:
    """The figures of these years, the curve at the amounts of `grid`."""
    mean = years.total / years.count
    variance = max(0.0, float(np.square(years.losses).sum()) / years.count - mean**2)
    above = len(years.losses) - np.searchsorted(years.losses, grid, side="right")
    return YearlyFigures(
        expected=round(mean),
        error=math.ceil(math.sqrt(variance / years.count)),
        percentiles={percent: _percentile(years, percent) for percent in PERCENTS},
        chance_of_loss=len(years.losses) / years.count,
        curve=tuple(
            CurvePoint(int(amount), int(number) / years.count) for amount, number in zip(grid, above, strict=True)
        ),
    )


def _percentile(years: Years, percent: int) -> int:
    quiet = years.count - len(years.losses)
    place = -(-percent * years.count // 100) - 1 - quiet
    return round(float(years.losses[place])) if place >= 0 else 0
