"""Numbers on a scenario: what is stored, what comes of it, when that is stale, and what is refused."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from riskapp.accounts.permissions import Actor
from riskapp.assessments.estimate import Estimate, estimate_from, estimate_row
from riskapp.assessments.estimates import compute_figures, key_of, set_estimate
from riskapp.assessments.models import Risk, Version
from riskapp.assessments.risk_figures import figures_for, is_stale, usual_run
from riskapp.assessments.risks import Scenario, add_risk
from riskapp.database import db, transaction
from riskapp.errors import Conflict, Invalid, NotFound
from riskapp.quantification.frequencies import YearlyChance, YearlyRate
from riskapp.quantification.losses import LossPoints, LossRange
from riskapp.quantification.pert import Pert
from riskapp.quantification.risk import NumberedRisk, Portfolio, Run

SELDOM = Estimate(YearlyChance(0.1), LossRange(100_000, 4_000_000), YearlyChance(0.02), None, "two invoices")
KINDS = [
    SELDOM,
    Estimate(YearlyChance(Pert(0.01, 0.05, 0.2)), LossPoints(0, 40_000, 900_000)),
    Estimate(YearlyRate(12.5), LossRange(500, 8_000), YearlyRate(3), LossRange(100, 8_000)),
    Estimate(YearlyRate(Pert(0.1, 1, 4)), LossPoints(1, 2, 3), YearlyRate(Pert(0, 0.5, 1)), LossPoints(0, 0, 3)),
]


@pytest.fixture
def risk(ros: Version, maja: Actor) -> Risk:
    return db.session.get_one(Risk, add_risk(maja, ros.id, Scenario("availability", event="It stops")))


@pytest.mark.parametrize("estimate", KINDS)
def test_what_was_estimated_is_read_back_as_it_was_written(estimate: Estimate, maja: Actor, risk: Risk) -> None:
    seen = set_estimate(maja, risk.id, estimate, risk.row_version)
    db.session.expire_all()
    assert risk.estimate is not None and estimate_from(risk.estimate) == estimate
    assert risk.row_version == seen == 2


def test_the_figures_of_a_chance_are_those_of_the_closed_form(maja: Actor, risk: Risk) -> None:
    set_estimate(maja, risk.id, SELDOM, 1)
    figures = compute_figures(maja, risk.id)
    db.session.expire_all()
    assert risk.figures == figures
    before, after = figures["before"], figures["after"]
    assert before["expected"] == pytest.approx(0.1 * SELDOM.loss.mean, abs=4 * before["error"])
    assert after["expected"] == pytest.approx(0.02 * SELDOM.loss.mean, abs=4 * after["error"])
    assert before["chance_of_loss"] == pytest.approx(0.1, abs=0.005)
    assert after["chance_of_loss"] == pytest.approx(0.02, abs=0.002)
    assert list(before["percentiles"]) == ["50", "90", "95", "99"]
    assert before["percentiles"]["50"] == 0 < before["percentiles"]["95"] < before["percentiles"]["99"]
    assert (figures["years"], figures["seed"]) == (100_000, 1)


def test_a_measure_that_makes_it_rarer_leaves_no_point_of_the_curve_worse(maja: Actor, risk: Risk) -> None:
    set_estimate(maja, risk.id, SELDOM, 1)
    curve = compute_figures(maja, risk.id)["curve"]
    assert len(curve) == 20
    assert [amount for amount, _, _ in curve] == sorted(amount for amount, _, _ in curve)
    assert all(after <= now for _, now, after in curve)
    assert all(first[1] >= second[1] for first, second in pairwise(curve))


def test_the_same_numbers_give_the_same_figures_and_leave_no_second_event(maja: Actor, risk: Risk) -> None:
    set_estimate(maja, risk.id, SELDOM, 1)
    first = compute_figures(maja, risk.id)
    seen = risk.row_version
    assert compute_figures(maja, risk.id) == first
    db.session.expire_all()
    assert risk.row_version == seen


@pytest.mark.parametrize(
    "changed",
    [
        replace(SELDOM, frequency=YearlyChance(0.11)),
        replace(SELDOM, loss=LossRange(100_000, 4_000_001)),
        replace(SELDOM, frequency_after=None),
        replace(SELDOM, loss_after=LossRange(1, 2)),
    ],
)
def test_figures_are_stale_once_a_number_is_another(changed: Estimate) -> None:
    figures = figures_for(SELDOM, "1/R1")
    assert not is_stale(figures, SELDOM, "1/R1")
    assert is_stale(figures, changed, "1/R1")


def test_figures_outlive_other_reasons_but_not_another_method(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = figures_for(SELDOM, "1/R1")
    assert not is_stale(figures, replace(SELDOM, reason="somebody else said so"), "1/R1")
    assert is_stale(figures, None, "1/R1")
    monkeypatch.setattr("riskapp.quantification.fingerprint.METHOD", 2)
    assert is_stale(figures, SELDOM, "1/R1")


def test_numbers_that_change_leave_the_figures_to_be_told_stale(maja: Actor, risk: Risk) -> None:
    set_estimate(maja, risk.id, SELDOM, 1)
    compute_figures(maja, risk.id)
    other = replace(SELDOM, frequency=YearlyChance(0.3))
    set_estimate(maja, risk.id, other, risk.row_version)
    db.session.expire_all()
    key = key_of(risk.version_id, risk.number)
    assert risk.figures is not None and is_stale(risk.figures, other, key)
    compute_figures(maja, risk.id)
    assert not is_stale(risk.figures, other, key)


def test_taking_the_numbers_away_takes_what_came_of_them(maja: Actor, risk: Risk) -> None:
    set_estimate(maja, risk.id, SELDOM, 1)
    compute_figures(maja, risk.id)
    set_estimate(maja, risk.id, None, risk.row_version)
    db.session.expire_all()
    assert risk.estimate is None and risk.figures is None


def test_the_second_writer_gets_both_sets_of_numbers(maja: Actor, risk: Risk) -> None:
    other = replace(SELDOM, frequency=YearlyChance(0.5))
    set_estimate(maja, risk.id, SELDOM, 1)
    with pytest.raises(Conflict) as found:
        set_estimate(maja, risk.id, other, 1)
    assert found.value.theirs == {"estimate": estimate_row(SELDOM), "row_version": 2}
    assert found.value.mine == {"estimate": estimate_row(other)}
    db.session.expire_all()
    assert risk.estimate == estimate_row(SELDOM)


def test_numbers_that_change_while_the_years_are_drawn_are_not_given_old_figures(
    maja: Actor, risk: Risk, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_estimate(maja, risk.id, SELDOM, 1)
    other = replace(SELDOM, frequency=YearlyChance(0.5))

    def slowly(estimate: Estimate, key: str, run: Run | None) -> dict[str, object]:
        set_estimate(maja, risk.id, other, 2)
        return figures_for(estimate, key, run)

    monkeypatch.setattr("riskapp.assessments.estimates.figures_for", slowly)
    with pytest.raises(Conflict):
        compute_figures(maja, risk.id)
    db.session.expire_all()
    assert risk.estimate == estimate_row(other) and risk.figures is None


def test_nothing_is_worked_out_of_nothing(maja: Actor, risk: Risk) -> None:
    with pytest.raises(Invalid, match="no numbers yet"):
        compute_figures(maja, risk.id)
    with pytest.raises(NotFound):
        set_estimate(maja, 4711, SELDOM, 1)


def test_the_risks_of_a_dpia_carry_no_numbers(maja: Actor, dpia: Version) -> None:
    of_people = add_risk(maja, dpia.id, Scenario("design", event="It profiles"))
    for act in (lambda: set_estimate(maja, of_people, SELDOM, 1), lambda: compute_figures(maja, of_people)):
        with pytest.raises(Invalid, match="not money"):
            act()


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: replace(SELDOM, frequency_after=YearlyRate(1)), "often_after"),
        (lambda: replace(SELDOM, loss_after=LossPoints(0, 1, 2)), "cost_low_after"),
        (lambda: Estimate(YearlyRate(2_001), LossRange(1, 2)), "often"),
        (lambda: Estimate(YearlyRate(1), LossRange(1, 2), YearlyRate(Pert(1, 2, 2_001))), "often_after"),
    ],
)
def test_what_cannot_be_compared_or_drawn_in_time_is_no_estimate(make: Callable[[], Estimate], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make()
    assert refused.value.field == field


def test_a_run_that_takes_long_is_refused_and_the_usual_one_never_does(maja: Actor, risk: Risk) -> None:
    often = Estimate(YearlyRate(2_000), LossRange(1, 2))
    set_estimate(maja, risk.id, often, 1)
    for run in (Run(500_001), Run(2_000)):
        with pytest.raises(Invalid, match="take long"):
            compute_figures(maja, risk.id, run)
    assert risk.figures is None
    assert compute_figures(maja, risk.id)["years"] == 1_000
    assert compute_figures(maja, risk.id, Run(1_000, seed=7))["seed"] == 7


def test_many_risks_draw_fewer_years() -> None:
    def all_of(count: int) -> Portfolio:
        return Portfolio(tuple(NumberedRisk(str(n), SELDOM.frequency, SELDOM.loss) for n in range(count)))

    assert [usual_run(all_of(count)).years for count in (0, 50, 200, 2_000)] == [100_000, 100_000, 100_000, 10_000]


def test_a_format_of_later_is_refused(maja: Actor, risk: Risk) -> None:
    with transaction():
        risk.estimate = {**estimate_row(SELDOM), "format": 2}
    with pytest.raises(Invalid, match="newer riskapp"):
        compute_figures(maja, risk.id)
