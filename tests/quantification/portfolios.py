"""Drawn risks and portfolios, and the short way to write one down."""

from hypothesis import strategies as st

from riskapp.quantification.frequencies import YearlyChance, YearlyRate
from riskapp.quantification.losses import LossPoints, LossRange
from riskapp.quantification.pert import Pert
from riskapp.quantification.risk import NumberedRisk, Portfolio, Run

QUICK = Run(years=2_000, seed=7)


def chance(p, low, high, key="r"):
    return NumberedRisk(key, YearlyChance(p), LossRange(low, high))


def rate(a_year, low, high, key="r"):
    return NumberedRisk(key, YearlyRate(a_year), LossRange(low, high))


@st.composite
def perts(draw, most):
    low, mode, high = sorted(draw(st.lists(st.floats(0, most), min_size=3, max_size=3, unique=True)))
    return Pert(low, mode, high)


@st.composite
def losses(draw):
    low, mode, high = sorted(draw(st.lists(st.integers(1, 10**9), min_size=3, max_size=3, unique=True)))
    return draw(st.sampled_from([LossRange(low, high), LossPoints(low, mode, high)]))


frequencies = st.one_of(
    st.builds(YearlyChance, st.floats(0, 1) | perts(1)), st.builds(YearlyRate, st.floats(0, 20) | perts(20))
)


@st.composite
def portfolios(draw, most=4):
    keys = draw(st.lists(st.text("abcæ1-", min_size=1, max_size=3), max_size=most, unique=True))
    return Portfolio(tuple(NumberedRisk(key, draw(frequencies), draw(losses())) for key in keys))
