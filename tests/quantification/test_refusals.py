"""What makes no sense is refused with the field that it stands in."""

import math

import pytest

from riskapp.errors import Invalid
from riskapp.quantification.closed_forms import yearly_percentile
from riskapp.quantification.fair import loss_event_frequency, loss_magnitude, share_overcome, threat_event_frequency
from riskapp.quantification.frequencies import YearlyChance, YearlyRate
from riskapp.quantification.losses import LossPoints, LossRange
from riskapp.quantification.pert import Pert
from riskapp.quantification.risk import NumberedRisk, Portfolio, Run
from riskapp.quantification.simulation import simulate
from tests.quantification.portfolios import chance, rate

CASES = {
    "range with its ends swapped": (lambda: LossRange(10, 5), "high"),
    "range without width": (lambda: LossRange(5, 5), "high"),
    "range from nothing": (lambda: LossRange(0, 5), "low"),
    "negative loss": (lambda: LossRange(-1, 5), "low"),
    "half a krone": (lambda: LossRange(1.5, 5), "low"),
    "yes as money": (lambda: LossRange(True, 5), "low"),
    "more money than there is": (lambda: LossRange(1, 10**16), "high"),
    "mode above": (lambda: LossPoints(1, 9, 5), "mode"),
    "mode below": (lambda: LossPoints(3, 1, 5), "mode"),
    "points without width": (lambda: LossPoints(3, 3, 3), "high"),
    "negative point": (lambda: LossPoints(-3, 3, 5), "low"),
    "no weight": (lambda: LossPoints(1, 2, 3, 0), "weight"),
    "endless weight": (lambda: LossPoints(1, 2, 3, math.inf), "weight"),
    "weight that is no number": (lambda: Pert(1, 2, 3, math.nan), "weight"),
    "point that is no number": (lambda: Pert(1, math.nan, 3), "mode"),
    "endless point": (lambda: Pert(1, 2, math.inf), "mode"),
    "points too far apart": (lambda: Pert(-1e308, 0, 1e308), "mode"),
    "chance above 1": (lambda: YearlyChance(1.01), "chance"),
    "negative chance": (lambda: YearlyChance(-0.01), "chance"),
    "chance that is no number": (lambda: YearlyChance(math.nan), "chance"),
    "yes as a chance": (lambda: YearlyChance(True), "chance"),
    "chance that may be above 1": (lambda: YearlyChance(Pert(0.1, 0.5, 1.2)), "chance"),
    "negative rate": (lambda: YearlyRate(-1), "rate"),
    "endless rate": (lambda: YearlyRate(math.inf), "rate"),
    "rate beyond all": (lambda: YearlyRate(10_001), "rate"),
    "rate that may be negative": (lambda: YearlyRate(Pert(-0.1, 0.5, 1)), "rate"),
    "risk without a key": (lambda: chance(0.1, 1, 2, ""), "key"),
    "key twice": (lambda: Portfolio((chance(0.1, 1, 2, "a"), rate(0.1, 1, 2, "a"))), "key"),
    "too few years": (lambda: Run(999), "years"),
    "too many years": (lambda: Run(5_000_001), "years"),
    "negative seed": (lambda: Run(1_000, -1), "seed"),
    "seed with a fraction": (lambda: Run(1_000, 1.5), "seed"),
    "percentile of a rate": (lambda: yearly_percentile(rate(1, 1, 2), 50), "frequency"),
    "percentile 100": (lambda: yearly_percentile(chance(0.1, 1, 2), 100), "percent"),
    "vulnerability above 1": (lambda: loss_event_frequency(5, 1.1), "vulnerability"),
    "negative attempts": (lambda: loss_event_frequency(-5, 1), "attempts"),
    "acting above 1": (lambda: threat_event_frequency(5, 1.1), "acting"),
    "pairs that do not pair": (lambda: share_overcome((1, 2), (1,)), "capabilities"),
    "no pairs": (lambda: share_overcome((), ()), "capabilities"),
    "negative secondary loss": (lambda: loss_magnitude(5, -1, 0.5), "secondary"),
}


@pytest.mark.parametrize(("make", "field"), CASES.values(), ids=CASES)
def test_it_is_refused_and_the_field_is_named(make, field):
    with pytest.raises(Invalid) as refused:
        make()
    assert refused.value.field == field
    assert "%(" not in str(refused.value)


def test_the_limits_themselves_are_taken():
    assert YearlyChance(0).mean == 0
    assert YearlyChance(1).mean == 1
    assert YearlyRate(0).mean == 0
    assert LossRange(1, 10**15).mean > 0
    assert LossPoints(0, 0, 1).mean > 0
    assert loss_magnitude(100, 50, 0.5) == 125


def test_more_events_than_anybody_waits_for_are_refused_before_drawing():
    many = Portfolio(tuple(NumberedRisk(f"r{n}", YearlyRate(10_000), LossRange(1, 2)) for n in range(5)))
    with pytest.raises(Invalid, match="fewer years"):
        simulate(many, Run(1_000_000))
