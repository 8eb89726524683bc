"""The simulation against closed forms, within four standard errors of the draw."""

import json
import math
from dataclasses import asdict
from itertools import pairwise

import numpy as np
import pytest

from riskapp.quantification.closed_forms import (
    chance_of_any_loss,
    chance_of_event_above,
    expected_annual_loss,
    yearly_percentile,
)
from riskapp.quantification.draws import yearly_losses
from riskapp.quantification.frequencies import Model, YearlyChance, YearlyRate
from riskapp.quantification.losses import LossPoints, LossRange
from riskapp.quantification.pert import Pert
from riskapp.quantification.risk import NumberedRisk, Portfolio, Run
from riskapp.quantification.simulation import compare, simulate
from tests.quantification.portfolios import chance, rate

RUN = Run(years=400_000, seed=11)
RANGE, POINTS = LossRange(400_000, 2_500_000), LossPoints(100_000, 300_000, 2_000_000)
RISKS = {
    "chance, range": NumberedRisk("a", YearlyChance(0.1), RANGE),
    "chance, points": NumberedRisk("b", YearlyChance(0.7), POINTS),
    "chance of three points": NumberedRisk("c", YearlyChance(Pert(0.1, 0.3, 0.7)), RANGE),
    "certain": NumberedRisk("d", YearlyChance(1), RANGE),
    "rate, range": NumberedRisk("e", YearlyRate(0.1), RANGE),
    "rate, points": NumberedRisk("f", YearlyRate(3), POINTS),
    "rate of three points": NumberedRisk("g", YearlyRate(Pert(0.1, 0.3, 5)), RANGE),
}


@pytest.fixture(scope="module")
def result():
    return simulate(Portfolio(tuple(RISKS.values())), RUN)


def figures(result, risk):
    return next(one.figures for one in result.risks if one.key == risk.key)


def share_error(share):
    return 4 * math.sqrt(max(share * (1 - share), 1e-6) / RUN.years)


@pytest.mark.parametrize("risk", RISKS.values(), ids=RISKS)
def test_the_mean_and_the_chance_of_any_loss_are_those_of_the_closed_forms(result, risk):
    found = figures(result, risk)
    assert abs(found.expected - expected_annual_loss(risk)) < 4 * found.error
    assert found.chance_of_loss == pytest.approx(chance_of_any_loss(risk), abs=share_error(chance_of_any_loss(risk)))


@pytest.mark.parametrize("risk", RISKS.values(), ids=RISKS)
def test_the_standard_error_is_that_of_the_compound_distribution(result, risk):
    """Variance of a year: E[N] Var(X) + Var(N) E[X]², where N is Bernoulli, Poisson or mixed Poisson."""
    sizes = risk.loss.sizes(risk.loss.noise(np.random.default_rng(3), 1_000_000))
    mean = risk.frequency.mean
    counts = mean * (1 - mean) if risk.frequency.model is Model.BERNOULLI else mean
    if risk.frequency.model is Model.POISSON and isinstance(risk.frequency.rate, Pert):
        counts += risk.frequency.rate.deviation**2
    expected = math.sqrt((mean * sizes.var() + counts * risk.loss.mean**2) / RUN.years)
    assert figures(result, risk).error == pytest.approx(expected, rel=0.03)


@pytest.mark.parametrize("name", ["chance, range", "chance, points", "chance of three points", "certain"])
def test_with_a_chance_the_curve_and_the_percentiles_are_those_of_the_closed_form(result, name):
    risk, found = RISKS[name], figures(result, RISKS[name])
    for point in found.curve:
        share = chance_of_event_above(risk, point.amount)
        assert point.share == pytest.approx(share, abs=share_error(share))
    for percent, amount in found.percentiles.items():
        share = chance_of_event_above(risk, amount)
        most = min(1 - percent / 100, chance_of_any_loss(risk))
        assert share == pytest.approx(most, abs=share_error(most))
        if amount:
            assert amount == pytest.approx(yearly_percentile(risk, percent), rel=0.05)
        else:
            assert yearly_percentile(risk, percent) == 0


def test_with_a_rate_the_number_of_events_is_poisson_and_with_a_chance_one_at_most():
    one_krone = LossPoints(999_999, 1_000_000, 1_000_001)
    often = np.rint(yearly_losses(NumberedRisk("r", YearlyRate(2), one_krone), RUN) / 1_000_000)
    for count in range(6):
        share = math.exp(-2) * 2**count / math.factorial(count)
        assert (often == count).mean() == pytest.approx(share, abs=share_error(share))
    once = np.rint(yearly_losses(NumberedRisk("r", YearlyChance(0.9), one_krone), RUN) / 1_000_000)
    assert set(once) == {0, 1}


def test_with_a_rate_a_year_passes_an_amount_at_least_as_often_as_one_event_does(result):
    risk = RISKS["rate, points"]
    for point in figures(result, risk).curve:
        share = chance_of_event_above(risk, point.amount)
        assert point.share >= share - share_error(share)


def test_rare_events_are_alike_as_chance_and_as_rate_and_frequent_ones_are_not():
    rare = [chance_of_any_loss(one) for one in (chance(0.01, 1, 2), rate(0.01, 1, 2))]
    frequent = [chance_of_any_loss(one) for one in (chance(0.5, 1, 2), rate(0.5, 1, 2))]
    assert rare[0] == pytest.approx(rare[1], rel=0.01)
    assert frequent == pytest.approx([0.5, 1 - math.exp(-0.5)])


def test_the_result_says_what_each_risk_was_drawn_as(result):
    models = {one.key: one.model for one in result.risks}
    assert models == dict.fromkeys("abcd", Model.BERNOULLI) | dict.fromkeys("efg", Model.POISSON)


def test_the_sum_is_the_sum_and_its_curve_has_sixty_points(result):
    assert result.total.expected == pytest.approx(sum(one.figures.expected for one in result.risks), abs=len(RISKS))
    everything = sum(yearly_losses(risk, RUN) for risk in RISKS.values())
    assert len(result.total.curve) == 60
    for point in result.total.curve[::7]:
        assert point.share == (everything > point.amount).mean()
    for percent, amount in result.total.percentiles.items():
        assert amount == round(float(np.percentile(everything, percent, method="inverted_cdf")))


def test_the_curve_ends_at_the_dearest_year_and_its_amounts_are_spread_by_their_logarithm(result):
    curve = result.total.curve
    assert curve[-1].share <= 1 / RUN.years
    steps = [math.log(b.amount / a.amount) for a, b in pairwise(curve)]
    assert max(steps) == pytest.approx(min(steps), rel=0.01)


def test_the_curve_begins_where_a_hundredth_of_the_lossy_years_cost_less(result):
    for one in result.risks:
        assert one.figures.curve[0].share == pytest.approx(0.99 * one.figures.chance_of_loss, rel=1e-3)


def test_the_risks_are_drawn_apart_from_each_other():
    one, other = (yearly_losses(chance(0.5, 100, 1_000, key), RUN) for key in ("a", "b"))
    assert abs(np.corrcoef(one, other)[0, 1]) < 4 / math.sqrt(RUN.years)


def test_the_years_of_one_risk_are_drawn_apart_from_each_other():
    for risk in (chance(0.5, 100, 1_000), rate(2, 100, 1_000)):
        losses = yearly_losses(risk, RUN)
        assert abs(np.corrcoef(losses[1:], losses[:-1])[0, 1]) < 4 / math.sqrt(RUN.years)


def test_before_and_after_share_amounts_and_what_no_measure_touches():
    kept, mended = chance(0.2, 1_000, 9_000, "kept"), chance(0.4, 1_000, 90_000, "mended")
    gone, new = rate(0.3, 500, 7_000, "gone"), chance(0.1, 10, 90, "new")
    told = compare(Portfolio((kept, mended, gone)), Portfolio((new, chance(0.1, 500, 45_000, "mended"), kept)), RUN)
    before, after = ({one.key: one.figures for one in side.risks} for side in (told.before, told.after))
    assert list(before) == ["gone", "kept", "mended"]
    assert list(after) == ["kept", "mended", "new"]
    assert before["kept"] == after["kept"]
    for one, other in ((before["mended"], after["mended"]), (told.before.total, told.after.total)):
        assert [point.amount for point in one.curve] == [point.amount for point in other.curve]
    assert told.before.fingerprint != told.after.fingerprint


def test_common_random_numbers_take_the_noise_out_of_the_difference():
    """A chance cut from 0.20 to 0.19 saves exactly the events that fell between: far less noise than two draws."""
    before, after = (yearly_losses(chance(p, 400_000, 2_500_000), RUN) for p in (0.20, 0.19))
    apart = yearly_losses(chance(0.19, 400_000, 2_500_000, "other"), RUN)
    assert (before - after).std() < 0.4 * (before - apart).std()
    saved = before - after
    truth = 0.01 * LossRange(400_000, 2_500_000).mean
    assert abs(saved.mean() - truth) < 4 * saved.std() / math.sqrt(RUN.years)


def test_nothing_at_risk_gives_noughts_and_no_curve():
    for portfolio in (Portfolio(()), Portfolio((chance(0, 1, 2), rate(0, 1, 2, "s")))):
        total = simulate(portfolio, Run(1_000)).total
        assert (total.expected, total.error, total.chance_of_loss, total.curve) == (0, 0, 0, ())
        assert set(total.percentiles.values()) == {0}


def test_a_result_is_plain_data_with_whole_money(result):
    again = json.loads(json.dumps(asdict(result), allow_nan=False))
    assert again["risks"][0]["model"] == "bernoulli"
    assert isinstance(again["total"]["expected"], int)
    assert all(isinstance(point["amount"], int) for point in again["total"]["curve"])
