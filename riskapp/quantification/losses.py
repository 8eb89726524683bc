"""How much one event costs: a 90 % range (lognormal) or three points (PERT). Money is whole units."""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from riskapp.errors import N_, Invalid
from riskapp.quantification.checks import refuse_unless_money
from riskapp.quantification.pert import STANDARD_WEIGHT, Floats, Pert

Z90 = NormalDist().inv_cdf(0.95)
"""So many standard deviations from the middle lies each end of a 90 % range."""


@dataclass(frozen=True, slots=True)
class LossRange:
    """Nine of ten such events cost between `low` and `high`; one of twenty more, one of twenty less."""

    low: int
    high: int

    def __post_init__(self) -> None:
        """Refuse ends that make no range."""
        refuse_unless_money(self.low, "low", 1)
        refuse_unless_money(self.high, "high", 1)
        if self.low >= self.high:
            raise Invalid(
                N_("The upper end of the loss, %(high)s, must be above the lower, %(low)s."),
                field="high",
                low=self.low,
                high=self.high,
            )

    @property
    def mu(self) -> float:
        """The mean of the loss's logarithm."""
        return (math.log(self.low) + math.log(self.high)) / 2

    @property
    def sigma(self) -> float:
        """The standard deviation of the loss's logarithm."""
        return (math.log(self.high) - math.log(self.low)) / (2 * Z90)

    @property
    def mean(self) -> float:
        """The expected loss of one event."""
        return math.exp(self.mu + self.sigma**2 / 2)

    def quantile(self, share: float) -> float:
        """The loss that this share of events, above 0 and below 1, stays at or below."""
        return math.exp(NormalDist(self.mu, self.sigma).inv_cdf(share))

    def exceeds(self, amount: float) -> float:
        """The share of events that cost more than `amount`."""
        return 1.0 if amount <= 0 else NormalDist(self.mu, self.sigma).cdf(2 * self.mu - math.log(amount))

    def noise(self, random: np.random.Generator, count: int) -> Floats:
        """Draws that do not know the range, so that two ranges can share them."""
        return random.standard_normal(count)

    def sizes(self, noise: Floats) -> Floats:
        """The losses of events with these draws."""
        return np.exp(self.mu + self.sigma * noise)


@dataclass(frozen=True, slots=True)
class LossPoints:
    """One event costs at least `low`, most likely `mode`, and never more than `high`."""

    low: int
    mode: int
    high: int
    weight: float = STANDARD_WEIGHT

    def __post_init__(self) -> None:
        """Refuse points that make no distribution."""
        for field in ("low", "mode", "high"):
            refuse_unless_money(getattr(self, field), field, 0)
        _ = self.pert

    @property
    def pert(self) -> Pert:
        """The distribution of the three points."""
        return Pert(self.low, self.mode, self.high, self.weight)

    @property
    def mean(self) -> float:
        """The expected loss of one event."""
        return self.pert.mean

    def quantile(self, share: float) -> float:
        """The loss that this share of events stays at or below."""
        return float(self.pert.quantiles(np.array([share]))[0])

    def exceeds(self, amount: float) -> float:
        """The share of events that cost more than `amount`."""
        return 1 - float(self.pert.at_most(np.array([float(amount)]))[0])

    def noise(self, random: np.random.Generator, count: int) -> Floats:
        """Draws that do not know the points, so that two losses can share them."""
        return random.random(count)

    def sizes(self, noise: Floats) -> Floats:
        """The losses of events with these draws."""
        return self.pert.quantiles(noise)


Loss = LossRange | LossPoints
