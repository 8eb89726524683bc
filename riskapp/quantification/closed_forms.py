"""What can be said of one risk without drawing anything: the answers that a simulation must come near."""

import math

import numpy as np

from riskapp.errors import N_, Invalid
from riskapp.quantification.frequencies import YearlyChance
from riskapp.quantification.pert import Pert
from riskapp.quantification.risk import NumberedRisk


def expected_annual_loss(risk: NumberedRisk) -> float:
    """The mean over very many years: events a year times the mean cost of one."""
    return risk.frequency.mean * risk.loss.mean


def annualised_at_mode(risk: NumberedRisk) -> float:
    """Most likely frequency times mean cost, as riskquant reckons; below the mean where the points lean upwards."""
    return risk.frequency.most_likely * risk.loss.mean


def chance_of_event_above(risk: NumberedRisk, amount: float) -> float:
    """The chance that a year brings at least one event that alone costs more than `amount`.

    With a yearly chance it is also the chance that the year costs more: there is one event at most. With a rate the
    year may pass the amount by several smaller events, so that the simulated share is as high or higher.
    """
    above = risk.loss.exceeds(amount)
    if isinstance(risk.frequency, YearlyChance):
        return risk.frequency.mean * above
    rate = risk.frequency.rate
    if isinstance(rate, Pert):
        return float(-np.expm1(-rate.even_sample() * above).mean())
    return -math.expm1(-rate * above)


def chance_of_any_loss(risk: NumberedRisk) -> float:
    """The chance that a year brings an event."""
    return chance_of_event_above(risk, -1)


def yearly_percentile(risk: NumberedRisk, percent: float) -> float:
    """What the loss of a year stays at or below in `percent` of years; raises Invalid for a rate: none is known."""
    if not isinstance(risk.frequency, YearlyChance):
        raise Invalid(
            N_("With a rate a year can have several events; its percentiles come from a simulation."), field="frequency"
        )
    if not 0 < percent < 100:
        raise Invalid(N_("A percentile lies between 0 and 100."), field="percent")
    quiet = 1 - risk.frequency.mean
    return risk.loss.quantile((percent / 100 - quiet) / (1 - quiet)) if percent / 100 > quiet else 0.0
