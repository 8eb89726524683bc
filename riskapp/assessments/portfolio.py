"""All risks with numbers that somebody may read, and what a year of them together may cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Row, func, select

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import visible
from riskapp.assessments.estimate import Estimate, estimate_from
from riskapp.assessments.estimates import WITH_NUMBERS, key_of
from riskapp.assessments.models import Assessment, Risk, ScopedAsset, Version
from riskapp.assessments.plain import Content
from riskapp.assessments.risk_figures import figures_row, usual_run
from riskapp.assessments.states import State
from riskapp.database import db
from riskapp.quantification.risk import Portfolio, Run
from riskapp.quantification.simulation import compare


@dataclass(frozen=True, slots=True)
class NumberedScenario:
    """A risk with numbers, and where it stands; `version` is the one that counts."""

    key: str
    assessment: int
    version: int
    title: str
    number: int
    event: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Numbered:
    """The risks with numbers, and how many have none."""

    scenarios: tuple[NumberedScenario, ...]
    without: int


@dataclass(frozen=True, slots=True)
class PortfolioFigures:
    """The figures of the sum as plain data, and the expected loss a year of each risk by its key: now, after."""

    total: Content
    expected: Mapping[str, tuple[int, int]]


def numbered_risks(actor: Actor) -> Numbered:
    """Of each risk assessment that the actor may read the newest version that was not rejected."""
    scenarios, without = [], 0
    for row in _rows(actor):
        if row.estimate is None:
            without += 1
        else:
            scenarios.append(_scenario(row))
    return Numbered(tuple(scenarios), without)


def _rows(actor: Actor) -> Sequence[Row[tuple[object, ...]]]:
    newest = (
        select(func.max(Version.id)).where(Version.state != State.REJECTED.value).group_by(Version.assessment_id)
    ).scalar_subquery()
    query = (
        select(
            Version.assessment_id,
            Version.number.label("version"),
            Version.title,
            Risk.number,
            Risk.event,
            Risk.threat,
            Risk.cause,
            Risk.estimate,
        )
        .join(Version, Risk.version_id == Version.id)
        .join(Assessment, Version.assessment_id == Assessment.id)
        .where(Version.id.in_(newest), Assessment.kind == WITH_NUMBERS)
        .order_by(Version.assessment_id, Risk.number)
    )
    assets = visible(actor)
    if assets is not None:
        query = query.where(Version.id.in_(select(ScopedAsset.version_id).where(ScopedAsset.asset_id.in_(assets))))
    return db.session.execute(query).all()


def _scenario(row: Row[tuple[object, ...]]) -> NumberedScenario:
    return NumberedScenario(
        key_of(row.assessment_id, row.number),
        row.assessment_id,
        row.version,
        row.title,
        row.number,
        row.event or row.threat or row.cause,
        estimate_from(row.estimate),
    )


def portfolio_figures(numbered: Numbered) -> PortfolioFigures:
    """What the years say, from the same random numbers now and after the measures; drawn once for equal numbers."""
    sides = [
        Portfolio(tuple(part(one.estimate, one.key) for one in numbered.scenarios))
        for part in (Estimate.now, Estimate.after)
    ]
    return _figures(*sides, usual_run(*sides))


@lru_cache(maxsize=16)
def _figures(before: Portfolio, after: Portfolio, run: Run) -> PortfolioFigures:
    """Kept by all that the result hangs on, which is what its fingerprints are taken of."""
    found = compare(before, after, run)
    pairs = zip(found.before.risks, found.after.risks, strict=True)
    expected = {one.key: (one.figures.expected, then.figures.expected) for one, then in pairs}
    return PortfolioFigures(figures_row(found), expected)
