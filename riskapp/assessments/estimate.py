"""A team's estimate of a risk in numbers, now and after its measures: frozen data, and plain data to be stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from riskapp.assessments.plain import Content
from riskapp.errors import N_, Invalid
from riskapp.quantification.fingerprint import frequency_row, loss_row
from riskapp.quantification.frequencies import Frequency, Model, YearlyChance, YearlyRate
from riskapp.quantification.losses import Loss, LossPoints, LossRange
from riskapp.quantification.pert import Pert
from riskapp.quantification.risk import NumberedRisk

FORMAT = 1
"""Grows when the stored form of an estimate changes."""

MOST_TIMES = 2_000
"""A thousand years of what happens more often would take long to draw."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """How often and how much now and after the measures, where None says: the same as now; and where it comes from.

    Raises Invalid where frequency or loss is told in another way after the measures: then the two could not share
    their random numbers, and what differs would be chance as well.
    """

    frequency: Frequency
    loss: Loss
    frequency_after: Frequency | None = None
    loss_after: Loss | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be compared, or drawn in time."""
        for field, frequency in (("often", self.frequency), ("often_after", self.frequency_after)):
            if isinstance(frequency, YearlyRate) and frequency.highest > MOST_TIMES:
                raise Invalid(
                    N_("At most %(most)s times a year can be reckoned with. Take a month of it as one event."),
                    field=field,
                    most=MOST_TIMES,
                )
        if self.frequency_after is not None and type(self.frequency_after) is not type(self.frequency):
            raise Invalid(
                N_("Tell how often in the same way after the measures as now, as a chance or as times a year."),
                field="often_after",
            )
        if self.loss_after is not None and type(self.loss_after) is not type(self.loss):
            raise Invalid(
                N_("Tell the cost in the same way after the measures as now, as a range or as three points."),
                field="cost_low_after",
            )

    def now(self, key: str) -> NumberedRisk:
        """The risk as it is."""
        return NumberedRisk(key, self.frequency, self.loss)

    def after(self, key: str) -> NumberedRisk:
        """The risk as it is after the measures."""
        return NumberedRisk(key, self.frequency_after or self.frequency, self.loss_after or self.loss)


def estimate_row(estimate: Estimate) -> Content:
    """The estimate as it is stored: frequency and loss in the form that the fingerprint is taken of."""
    after, loss_after = estimate.frequency_after, estimate.loss_after
    return {
        "format": FORMAT,
        "frequency": frequency_row(estimate.frequency),
        "loss": loss_row(estimate.loss),
        "frequency_after": None if after is None else frequency_row(after),
        "loss_after": None if loss_after is None else loss_row(loss_after),
        "reason": estimate.reason,
    }


def estimate_from(row: Mapping[str, Any]) -> Estimate:
    """The estimate that was stored; raises Invalid for a format that this version does not know."""
    if row["format"] != FORMAT:
        raise Invalid(N_("These numbers were stored by a newer riskapp (format %(format)s)."), format=row["format"])
    after, loss_after = row["frequency_after"], row["loss_after"]
    return Estimate(
        _frequency(row["frequency"]),
        _loss(row["loss"]),
        None if after is None else _frequency(after),
        None if loss_after is None else _loss(loss_after),
        row["reason"],
    )


def _frequency(row: Mapping[str, Any]) -> Frequency:
    number = row["number"]
    told: float | Pert
    if isinstance(number, Mapping):
        low, mode, high = number["points"]
        told = Pert(low, mode, high, number["weight"])
    else:
        told = float(number)
    return YearlyChance(told) if row["model"] == Model.BERNOULLI.value else YearlyRate(told)


def _loss(row: Mapping[str, Any]) -> Loss:
    if "range" in row:
        return LossRange(*row["range"])
    low, mode, high = row["points"]
    return LossPoints(low, mode, high, row["weight"])
