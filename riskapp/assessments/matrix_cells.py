"""The risk matrix as a table: highest likelihood on top, in each cell its level and the scenarios that stand there."""

from collections.abc import Iterable
from dataclasses import dataclass

from riskapp.assessments.risk import Judgement
from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.scales import ScaleLevel, Scales


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its level, and the numbers of the scenarios that stand in it now and after their measures."""

    consequence: int
    level: RiskLevel
    now: tuple[int, ...] = ()
    after: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """All consequences at one likelihood."""

    likelihood: ScaleLevel
    cells: tuple[Cell, ...]


def matrix_of(scales: Scales, judged: Iterable[tuple[int, Judgement]]) -> tuple[Line, ...]:
    """The table for scenarios given as (number, judgement); each stands where it is now and where it ends up."""
    now: dict[tuple[int, int], list[int]] = {}
    after: dict[tuple[int, int], list[int]] = {}
    for number, one in judged:
        if one.likelihood and one.consequence:
            now.setdefault((one.likelihood, one.consequence), []).append(number)
        if one.likelihood_after and one.consequence_after:
            after.setdefault((one.likelihood_after, one.consequence_after), []).append(number)
    return tuple(
        Line(
            likelihood,
            tuple(
                Cell(
                    consequence,
                    scales.level(likelihood.value, consequence),
                    tuple(now.get((likelihood.value, consequence), ())),
                    tuple(after.get((likelihood.value, consequence), ())),
                )
                for consequence in scales.consequence.values
            ),
        )
        for likelihood in reversed(scales.likelihood.levels)
    )
