"""Many years of a portfolio, drawn with a seed: each risk and their sum, now and after measures."""

from dataclasses import dataclass

import numpy as np

from riskapp.quantification.draws import yearly_losses
from riskapp.quantification.figures import YearlyFigures, figures_of, grid_of, years_of
from riskapp.quantification.fingerprint import METHOD, fingerprint
from riskapp.quantification.frequencies import Model
from riskapp.quantification.pert import Floats
from riskapp.quantification.risk import NumberedRisk, Portfolio, Run


@dataclass(frozen=True, slots=True)
class RiskFigures:
    """The figures of one risk, and how its number of events was drawn."""

    key: str
    model: Model
    figures: YearlyFigures


@dataclass(frozen=True, slots=True)
class Result:
    """What the simulation of a portfolio gave; risks in the order of their keys.

    `fingerprint` is that of the inputs: where theirs is another now, the result is stale.
    """

    method: int
    fingerprint: str
    years: int
    seed: int
    total: YearlyFigures
    risks: tuple[RiskFigures, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same years before and after measures; curves of a risk, and of the sums, stand at the same amounts."""

    before: Result
    after: Result


def simulate(portfolio: Portfolio, run: Run) -> Result:
    """The figures of the portfolio; raises Invalid where it has too many events to draw."""
    return _simulate([portfolio], run)[0]


def compare(before: Portfolio, after: Portfolio, run: Run) -> Comparison:
    """The figures of both, from the same random numbers; a risk that is gone after, or new, stands in one of them."""
    return Comparison(*_simulate([before, after], run))


def _simulate(portfolios: list[Portfolio], run: Run) -> list[Result]:
    for portfolio in portfolios:
        run.refuse_too_many_events(portfolio)
    by_key = [{risk.key: risk for risk in portfolio.risks} for portfolio in portfolios]
    sums = [np.zeros(run.years) for _ in portfolios]
    told: list[list[RiskFigures]] = [[] for _ in portfolios]
    for key in sorted(set().union(*by_key)):
        found = {place: risks[key] for place, risks in enumerate(by_key) if key in risks}
        losses = _losses(found, run)
        for place in found:
            sums[place] += losses[place]
        for (place, risk), figures in zip(found.items(), _figures(list(losses.values())), strict=True):
            told[place].append(RiskFigures(key, risk.frequency.model, figures))
    totals = _figures(sums)
    return [
        Result(METHOD, fingerprint(portfolio, run), run.years, run.seed, total, tuple(risks))
        for portfolio, total, risks in zip(portfolios, totals, told, strict=True)
    ]


def _losses(found: dict[int, NumberedRisk], run: Run) -> dict[int, Floats]:
    """The yearly losses of one key in each portfolio; a risk that no measure touches is drawn once."""
    drawn = {risk: yearly_losses(risk, run) for risk in dict.fromkeys(found.values())}
    return {place: drawn[risk] for place, risk in found.items()}


def _figures(losses: list[Floats]) -> list[YearlyFigures]:
    years = [years_of(one) for one in losses]
    grid = grid_of(years)
    return [figures_of(one, grid) for one in years]
