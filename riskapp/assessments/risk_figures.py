"""What simulated years say of one risk or of all, as plain data to be stored, and whether that is still true."""

from collections.abc import Mapping
from typing import Any

from riskapp.assessments.estimate import Estimate
from riskapp.assessments.plain import Content
from riskapp.errors import N_, Invalid
from riskapp.quantification.figures import YearlyFigures
from riskapp.quantification.fingerprint import fingerprint
from riskapp.quantification.frequencies import YearlyRate
from riskapp.quantification.risk import YEARS, Portfolio, Run
from riskapp.quantification.simulation import Comparison, compare

FORMAT = 1
SIDES = ("before", "after")
CURVE_POINTS = 20
"""So many points of a curve are kept: what a person reads in a table, and enough to draw it."""

MOST_YEARS = 500_000
MOST_DRAWS = 2_500_000
"""Years times events: about a second of work, so that nobody waits for a page."""
_QUIET = 0.1
"""A year of a chance costs so much of what an event of a rate costs to draw."""

_FEWER = (YEARS, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10)


def usual_run(*portfolios: Portfolio) -> Run:
    """As many years as are drawn in about a second: 100 000, and fewer where something happens very often."""
    draws = max(_draws_a_year(one) for one in portfolios)
    return Run(next((years for years in _FEWER if years * draws <= MOST_DRAWS), _FEWER[-1]))


def refuse_long_run(run: Run, *portfolios: Portfolio) -> None:
    """Raises Invalid where somebody would wait long for it."""
    draws = max(_draws_a_year(one) for one in portfolios)
    if run.years > MOST_YEARS or run.years * draws > MOST_DRAWS:
        raise Invalid(
            N_("That would take long: %(years)s years with about %(events)s events each. Ask for fewer years."),
            field="years",
            years=run.years,
            events=round(draws),
        )


def _draws_a_year(portfolio: Portfolio) -> float:
    return sum(
        max(_QUIET, risk.frequency.highest) if isinstance(risk.frequency, YearlyRate) else _QUIET
        for risk in portfolio.risks
    )


def sides_of(estimate: Estimate, key: str) -> tuple[Portfolio, Portfolio]:
    """A risk alone, now and after its measures."""
    return Portfolio((estimate.now(key),)), Portfolio((estimate.after(key),))


def figures_for(estimate: Estimate, key: str, run: Run | None = None) -> Content:
    """The figures of one risk; raises Invalid where the run that is asked for would take long."""
    sides = sides_of(estimate, key)
    if run is not None:
        refuse_long_run(run, *sides)
    return figures_row(compare(*sides, run or usual_run(*sides)))


def figures_row(found: Comparison) -> Content:
    """The figures of the sum of a comparison; a point of the curve is [amount, share now, share after]."""
    before, after = found.before.total, found.after.total
    rows = [[point.amount, point.share, then.share] for point, then in zip(before.curve, after.curve, strict=True)]
    return {
        "format": FORMAT,
        "method": found.before.method,
        "years": found.before.years,
        "seed": found.before.seed,
        "before": _side_row(before, found.before.fingerprint),
        "after": _side_row(after, found.after.fingerprint),
        "curve": _spread(rows),
    }


def _side_row(figures: YearlyFigures, inputs: str) -> Content:
    return {
        "fingerprint": inputs,
        "expected": figures.expected,
        "error": figures.error,
        "percentiles": {str(percent): amount for percent, amount in figures.percentiles.items()},
        "chance_of_loss": figures.chance_of_loss,
    }


def _spread(rows: list[list[float]]) -> list[list[float]]:
    """CURVE_POINTS of the rows, evenly spread, with the first and the last."""
    if len(rows) <= CURVE_POINTS:
        return rows
    step = (len(rows) - 1) / (CURVE_POINTS - 1)
    return [rows[round(place * step)] for place in range(CURVE_POINTS)]


def is_stale(figures: Mapping[str, Any], estimate: Estimate | None, key: str) -> bool:
    """Whether the figures came of other numbers than these, or of another method."""
    if estimate is None or figures["format"] != FORMAT:
        return True
    run = Run(figures["years"], figures["seed"])
    sides = zip(SIDES, sides_of(estimate, key), strict=True)
    return any(figures[side]["fingerprint"] != fingerprint(portfolio, run) for side, portfolio in sides)
