"""PERT: a distribution from three points, the lowest, the most likely and the highest value (methods.md 4.3)."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from riskapp.errors import N_, Invalid

Floats = NDArray[np.float64]
STANDARD_WEIGHT = 4.0
MOST_WEIGHT = 100.0
CELLS = 4096


@dataclass(frozen=True, slots=True)
class Pert:
    """A beta distribution between `low` and `high`, heavier around `mode` the higher `weight` is.

    Raises Invalid unless low <= mode <= high, low < high, all finite, and 0 < weight <= MOST_WEIGHT.
    """

    low: float
    mode: float
    high: float
    weight: float = STANDARD_WEIGHT

    def __post_init__(self) -> None:
        """Refuse points that make no distribution."""
        if not all(math.isfinite(number) for number in (self.low, self.mode, self.high, self.high - self.low)):
            raise Invalid(N_("The lowest, the most likely and the highest value must be numbers."), field="mode")
        if not self.low < self.high:
            raise Invalid(
                N_("The highest value, %(high)s, must be above the lowest, %(low)s."),
                field="high",
                low=self.low,
                high=self.high,
            )
        if not self.low <= self.mode <= self.high:
            raise Invalid(
                N_("The most likely value, %(mode)s, must lie between %(low)s and %(high)s."),
                field="mode",
                mode=self.mode,
                low=self.low,
                high=self.high,
            )
        if not 0 < self.weight <= MOST_WEIGHT:
            raise Invalid(
                N_("The weight of the most likely value must be above 0 and at most %(most)s."),
                field="weight",
                most=MOST_WEIGHT,
            )

    @property
    def alpha(self) -> float:
        """The first shape of the beta distribution."""
        return 1 + self.weight * (self.mode - self.low) / (self.high - self.low)

    @property
    def beta(self) -> float:
        """The second shape of the beta distribution."""
        return 1 + self.weight * (self.high - self.mode) / (self.high - self.low)

    @property
    def mean(self) -> float:
        """The expected value."""
        return (self.low + self.weight * self.mode + self.high) / (self.weight + 2)

    @property
    def deviation(self) -> float:
        """The true standard deviation; (high - low) / 6 is a rule of thumb."""
        both = self.alpha + self.beta
        return (self.high - self.low) * math.sqrt(self.alpha * self.beta / (both + 1)) / both

    def quantiles(self, shares: Floats) -> Floats:
        """The values below which these shares (0 to 1) lie."""
        places, below = _unit_table(self.alpha, self.beta)
        return self.low + (self.high - self.low) * np.interp(shares, below, places)

    def at_most(self, values: Floats) -> Floats:
        """The shares that lie at or below these values."""
        places, below = _unit_table(self.alpha, self.beta)
        return np.interp((values - self.low) / (self.high - self.low), places, below)

    def even_sample(self) -> Floats:
        """CELLS values, one from the middle of each equal share: an average over them is an integral."""
        return self.quantiles((np.arange(CELLS) + 0.5) / CELLS)


@lru_cache(maxsize=256)
def _unit_table(alpha: float, beta: float) -> tuple[Floats, Floats]:
    """Places from 0 to 1 and the share below each, by midpoints over an angle: there the density has no sharp ends."""
    angles = np.linspace(0, math.pi / 2, CELLS + 1)
    middles = (angles[1:] + angles[:-1]) / 2
    logs = (2 * alpha - 1) * np.log(np.sin(middles)) + (2 * beta - 1) * np.log(np.cos(middles))
    below = np.concatenate(([0.0], np.cumsum(np.exp(logs - logs.max()))))
    below /= below[-1]
    places = np.sin(angles) ** 2
    for one in (places, below):
        one.flags.writeable = False
    return places, below
