"""A risk in numbers, and all of them together with how they are to be simulated."""

from dataclasses import dataclass
from itertools import pairwise

from riskapp.errors import N_, Invalid
from riskapp.quantification.checks import refuse_unless_whole
from riskapp.quantification.frequencies import Frequency, YearlyRate
from riskapp.quantification.losses import Loss

YEARS = 100_000
LEAST_YEARS = 1_000
MOST_YEARS = 5_000_000
MOST_SEED = 2**63 - 1
MOST_EVENTS = 200_000_000
"""Some ten seconds of drawing: nobody waits longer for a page."""


@dataclass(frozen=True, slots=True)
class NumberedRisk:
    """`key` names the risk for good: its random numbers hang on it and on nothing else of the portfolio."""

    key: str
    frequency: Frequency
    loss: Loss

    def __post_init__(self) -> None:
        """Refuse a risk without a name."""
        if not self.key:
            raise Invalid(N_("A risk with numbers must have a key."), field="key")


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Risks that happen apart from each other; may be empty. Raises Invalid where a key stands twice."""

    risks: tuple[NumberedRisk, ...]

    def __post_init__(self) -> None:
        """Put them in the order of their keys, which no listing changes; refuse a key that stands twice."""
        ordered = tuple(sorted(self.risks, key=lambda risk: risk.key))
        for one, following in pairwise(ordered):
            if one.key == following.key:
                raise Invalid(N_("The risk %(key)s stands twice among the numbers."), field="key", key=one.key)
        object.__setattr__(self, "risks", ordered)


@dataclass(frozen=True, slots=True)
class Run:
    """How many years are drawn, and the seed from which the same draws come again."""

    years: int = YEARS
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse too few or too many years, and what is no seed."""
        refuse_unless_whole(self.years, "years", LEAST_YEARS, MOST_YEARS)
        refuse_unless_whole(self.seed, "seed", 0, MOST_SEED)

    def refuse_too_many_events(self, portfolio: Portfolio) -> None:
        """Raises Invalid where the years times the highest rates are more events than can be drawn in time."""
        rates = (risk.frequency.highest for risk in portfolio.risks if isinstance(risk.frequency, YearlyRate))
        events = self.years * sum(rates)
        if events > MOST_EVENTS:
            raise Invalid(
                N_("That is about %(events)s events to draw, more than %(most)s. Ask for fewer years or lower rates."),
                field="years",
                events=round(events),
                most=MOST_EVENTS,
            )
