"""What holds for any portfolio."""

import json
from dataclasses import asdict, replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from riskapp.quantification.closed_forms import chance_of_event_above, expected_annual_loss
from riskapp.quantification.draws import BLOCK, yearly_losses
from riskapp.quantification.fingerprint import fingerprint
from riskapp.quantification.frequencies import YearlyChance, YearlyRate
from riskapp.quantification.losses import LossPoints, LossRange
from riskapp.quantification.pert import Pert
from riskapp.quantification.risk import NumberedRisk, Portfolio, Run
from riskapp.quantification.simulation import compare, simulate
from tests.quantification.portfolios import QUICK, chance, frequencies, losses, portfolios, rate

seeds = st.integers(0, 2**63 - 1)


def written(result):
    return json.dumps(asdict(result)).encode()


@given(portfolios())
def test_nothing_is_negative_and_no_curve_rises(portfolio):
    result = simulate(portfolio, QUICK)
    for figures in (result.total, *(one.figures for one in result.risks)):
        assert min(figures.expected, figures.error, *figures.percentiles.values()) >= 0
        assert 0 <= figures.chance_of_loss <= 1
        assert list(figures.percentiles.values()) == sorted(figures.percentiles.values())
        for lower, higher in pairwise(figures.curve):
            assert 0 < lower.amount < higher.amount
            assert figures.chance_of_loss >= lower.share >= higher.share >= 0


@given(losses(), st.floats(0, 1e10), st.floats(0, 1e10))
def test_the_closed_chance_never_rises_with_the_amount(loss, one, other):
    risk = NumberedRisk("r", YearlyChance(0.3), loss)
    assert chance_of_event_above(risk, max(one, other)) <= chance_of_event_above(risk, min(one, other)) + 1e-15


@st.composite
def lowered(draw):
    """A frequency and a lower one of the same form."""
    most, make = draw(st.sampled_from([(1, YearlyChance), (20, YearlyRate)]))
    if draw(st.booleans()):
        low, high = sorted(draw(st.tuples(st.floats(0, most), st.floats(0, most))))
        return make(low), make(high)
    points = sorted(draw(st.lists(st.floats(0, most), min_size=3, max_size=3, unique=True)))
    assume(points[2] - points[0] > 1e-6)
    factor = draw(st.floats(0.01, 1))
    return make(Pert(*(factor * point for point in points))), make(Pert(*points))


@given(lowered(), losses(), seeds)
def test_a_lower_frequency_never_costs_more_in_any_year(pair, loss, seed):
    low, high = (NumberedRisk("r", frequency, loss) for frequency in pair)
    assert expected_annual_loss(low) <= expected_annual_loss(high)
    run = Run(2_000, seed)
    assert (yearly_losses(low, run) <= yearly_losses(high, run)).all()


@given(portfolios(), st.floats(0, 1), seeds)
def test_after_measures_that_make_it_rarer_nothing_is_worse_than_before(portfolio, factor, seed):
    def rarer(frequency):
        if isinstance(frequency, YearlyChance):
            return YearlyChance(frequency.mean * factor)
        return YearlyRate(frequency.rate * factor) if isinstance(frequency.rate, float) else frequency

    after = Portfolio(tuple(replace(risk, frequency=rarer(risk.frequency)) for risk in portfolio.risks))
    told = compare(portfolio, after, Run(2_000, seed))
    for one, other in zip(
        (told.before.total, *(risk.figures for risk in told.before.risks)),
        (told.after.total, *(risk.figures for risk in told.after.risks)),
        strict=True,
    ):
        assert other.expected <= one.expected
        assert other.chance_of_loss <= one.chance_of_loss
        assert all(other.percentiles[percent] <= amount for percent, amount in one.percentiles.items())
        for was, then in zip(one.curve, other.curve, strict=True):
            assert was.amount == then.amount
            assert then.share <= was.share


@given(portfolios(), seeds, st.randoms())
def test_the_order_of_the_list_changes_no_byte(portfolio, seed, random):
    shuffled = list(portfolio.risks)
    random.shuffle(shuffled)
    run = Run(2_000, seed)
    assert written(simulate(Portfolio(tuple(shuffled)), run)) == written(simulate(portfolio, run))


@given(portfolios(), frequencies, losses())
def test_one_more_risk_changes_no_other(portfolio, frequency, loss):
    more = simulate(Portfolio((*portfolio.risks, NumberedRisk("new!", frequency, loss))), QUICK)
    alone = simulate(portfolio, QUICK)
    assert [one for one in more.risks if one.key != "new!"] == list(alone.risks)
    assert more.total.expected >= alone.total.expected


@given(portfolios(), portfolios(), seeds)
def test_the_same_inputs_give_the_same_bytes_alone_and_compared(before, after, seed):
    run = Run(2_000, seed)
    told = compare(before, after, run)
    assert written(told) == written(compare(before, after, run))
    assert told.before.total.percentiles == simulate(before, run).total.percentiles
    assert told.before.fingerprint == simulate(before, run).fingerprint


def test_another_seed_draws_other_years():
    one, other = (simulate(Portfolio((chance(0.5, 100, 1_000),)), Run(2_000, seed)) for seed in (1, 2))
    assert one.total.expected != other.total.expected


@pytest.mark.parametrize("risk", [chance(0.3, 100, 9_000), rate(0.4, 100, 9_000)], ids=["chance", "rate"])
def test_draws_go_on_over_the_ends_of_blocks(risk):
    losses = yearly_losses(risk, Run(5 * BLOCK + 17, 3))
    parts = [losses[start : start + BLOCK] for start in range(0, 5 * BLOCK, BLOCK)]
    shares = [(part > 0).mean() for part in parts]
    assert max(shares) - min(shares) < 0.03
    assert not np.array_equal(parts[0], parts[1])
    assert (losses[-17:] > 0).any()


P = Portfolio((chance(0.1, 100, 900, "a"), NumberedRisk("b", YearlyRate(Pert(0.1, 0.2, 0.4)), LossPoints(1, 2, 3))))


@pytest.mark.parametrize(
    "other",
    [
        Portfolio(P.risks[:1]),
        Portfolio((replace(P.risks[0], key="aa"), P.risks[1])),
        Portfolio((replace(P.risks[0], frequency=YearlyChance(0.11)), P.risks[1])),
        Portfolio((replace(P.risks[0], frequency=YearlyRate(0.1)), P.risks[1])),
        Portfolio((replace(P.risks[0], loss=LossRange(100, 901)), P.risks[1])),
        Portfolio((P.risks[0], replace(P.risks[1], loss=LossPoints(1, 2, 4)))),
        Portfolio((P.risks[0], replace(P.risks[1], loss=LossPoints(1, 2, 3, 5)))),
        Portfolio((P.risks[0], replace(P.risks[1], frequency=YearlyRate(Pert(0.1, 0.3, 0.4))))),
        Portfolio((P.risks[0], replace(P.risks[1], frequency=YearlyRate(Pert(0.1, 0.2, 0.4, 5))))),
    ],
)
def test_a_change_of_any_input_changes_the_fingerprint(other):
    assert fingerprint(other, QUICK) != fingerprint(P, QUICK)


def test_the_fingerprint_knows_years_seed_and_method_and_nothing_else(monkeypatch):
    kept = fingerprint(P, QUICK)
    assert kept == fingerprint(Portfolio(P.risks[::-1]), Run(2_000, 7))
    assert kept != fingerprint(P, Run(2_001, 7))
    assert kept != fingerprint(P, Run(2_000, 8))
    whole, same = (Portfolio((NumberedRisk("a", YearlyRate(rate), LossRange(1, 2)),)) for rate in (1, 1.0))
    assert fingerprint(whole, QUICK) == fingerprint(same, QUICK)
    monkeypatch.setattr("riskapp.quantification.fingerprint.METHOD", 2)
    assert kept != fingerprint(P, QUICK)
