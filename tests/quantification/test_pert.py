import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.quantification.pert import Pert
from tests.quantification.portfolios import perts


def test_the_shares_of_a_beta_that_can_be_written_down():
    """Beta(3, 3) lies below x with 10x³ - 15x⁴ + 6x⁵; an edge mode with weight 1 gives Beta(1, 2): 1 - (1 - x)²."""
    x = np.linspace(0, 1, 101)
    assert Pert(0, 5, 10).at_most(10 * x) == pytest.approx(10 * x**3 - 15 * x**4 + 6 * x**5, abs=1e-6)
    assert Pert(0, 0, 1, 1).at_most(x) == pytest.approx(1 - (1 - x) ** 2, abs=1e-6)


@given(perts(1_000), st.floats(0.001, 0.999))
def test_quantile_and_share_undo_each_other(pert, share):
    assert pert.at_most(pert.quantiles(np.array([share])))[0] == pytest.approx(share, abs=1e-6)


@given(perts(1_000))
def test_an_even_sample_has_the_mean_and_the_deviation_of_the_formulas(pert):
    sample = pert.even_sample()
    assert sample.mean() == pytest.approx(pert.mean, abs=1e-4 * (pert.high - pert.low))
    assert sample.std() == pytest.approx(pert.deviation, abs=1e-3 * (pert.high - pert.low))


def test_the_ends_are_kept():
    assert Pert(2, 3, 9).quantiles(np.array([0.0, 1.0])).tolist() == [2, 9]
    assert Pert(2, 3, 9).at_most(np.array([-5.0, 2, 9, 99])).tolist() == [0, 0, 1, 1]


def test_a_high_weight_draws_the_values_to_the_mode():
    assert Pert(0, 3, 10, 100).deviation < Pert(0, 3, 10, 4).deviation / 3
