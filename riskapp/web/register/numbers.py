"""What a year of all risks with numbers may cost together, now and after the measures."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from riskapp.accounts.permissions import Permission
from riskapp.assessments.portfolio import (
    Numbered,
    NumberedScenario,
    PortfolioFigures,
    numbered_risks,
    portfolio_figures,
)
from riskapp.web.assessments.number_words import about, share_words, told_figures
from riskapp.web.guard import allow, the_actor
from riskapp.web.register.blueprint import blueprint


@dataclass(frozen=True, slots=True)
class RiskShare:
    """A risk with its expected loss a year, and its share of that of all."""

    scenario: NumberedScenario
    now: str
    after: str
    share: str
    share_after: str


@blueprint.get("/register/numbers")
@allow(Permission.VIEW_ASSESSMENTS)
def numbers() -> ResponseReturnValue:
    """All risks with numbers that the person may read, the dearest first."""
    numbered = numbered_risks(the_actor())
    found = portfolio_figures(numbered) if numbered.scenarios else None
    return render_template(
        "register/numbers.html",
        numbered=numbered,
        told=None if found is None else told_figures(found.total),
        rows=() if found is None else _rows(numbered, found),
    )


def _rows(numbered: Numbered, found: PortfolioFigures) -> tuple[RiskShare, ...]:
    sums = [sum(pair[side] for pair in found.expected.values()) for side in (0, 1)]
    dearest = sorted(numbered.scenarios, key=lambda one: (-found.expected[one.key][0], one.assessment, one.number))
    return tuple(_row(one, found.expected[one.key], sums) for one in dearest)


def _row(scenario: NumberedScenario, expected: tuple[int, int], sums: list[int]) -> RiskShare:
    now, after = (about(amount) for amount in expected)
    shares = [share_words(amount / whole if whole else 0.0) for amount, whole in zip(expected, sums, strict=True)]
    return RiskShare(scenario, now, after, *shares)
