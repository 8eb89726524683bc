"""How often: a chance in a year (at most one event, Bernoulli) or a rate a year (any number of events, Poisson)."""

from dataclasses import dataclass
from enum import StrEnum

from riskapp.quantification.checks import refuse_unless_number
from riskapp.quantification.pert import Pert

MOST_RATE = 10_000.0


class Model(StrEnum):
    """How the number of events in a year is drawn."""

    BERNOULLI = "bernoulli"
    POISSON = "poisson"


@dataclass(frozen=True, slots=True)
class YearlyChance:
    """The chance, 0 to 1, that it happens in a year; never twice. Three points where it is not known well."""

    chance: float | Pert

    model = Model.BERNOULLI

    def __post_init__(self) -> None:
        """Refuse what is no chance."""
        _refuse_out_of_range(self.chance, "chance", 1)

    @property
    def mean(self) -> float:
        """The expected number of events in a year."""
        return _mean(self.chance)

    @property
    def most_likely(self) -> float:
        """The chance itself, or the middle one of three points."""
        return _most_likely(self.chance)


@dataclass(frozen=True, slots=True)
class YearlyRate:
    """How many times a year on average: 0.1 is once in ten years. Three points where it is not known well."""

    rate: float | Pert

    model = Model.POISSON

    def __post_init__(self) -> None:
        """Refuse what is no rate."""
        _refuse_out_of_range(self.rate, "rate", MOST_RATE)

    @property
    def mean(self) -> float:
        """The expected number of events in a year."""
        return _mean(self.rate)

    @property
    def most_likely(self) -> float:
        """The rate itself, or the middle one of three points."""
        return _most_likely(self.rate)

    @property
    def highest(self) -> float:
        """The rate that no year is above."""
        return self.rate.high if isinstance(self.rate, Pert) else self.rate


Frequency = YearlyChance | YearlyRate


def _refuse_out_of_range(number: float | Pert, field: str, most: float) -> None:
    for one in (number.low, number.high) if isinstance(number, Pert) else (number,):
        refuse_unless_number(one, field, most)


def _mean(number: float | Pert) -> float:
    return number.mean if isinstance(number, Pert) else number


def _most_likely(number: float | Pert) -> float:
    return number.mode if isinstance(number, Pert) else number
