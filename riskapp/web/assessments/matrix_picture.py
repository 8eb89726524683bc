"""Two small matrices with an arrow between them: where a scenario stands now, and where it ends up."""

from dataclasses import dataclass

from flask_babel import gettext

from riskapp.assessments.models import Risk
from riskapp.assessments.risk import level_after, level_before
from riskapp.assessments.risks import judgement_of
from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.scales import Scales

CELL = 22
GAP = 54
TOP = 6


@dataclass(frozen=True, slots=True)
class Square:
    """One cell, in the picture's own units; `here` where the scenario stands."""

    x: int
    y: int
    level: str
    number: int
    here: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, and the sentence that says the same."""

    squares: tuple[Square, ...]
    width: int
    height: int
    side: int
    second: int
    now: str
    after: str
    text: str


def picture_of(scales: Scales, risk: Risk, language: str) -> Picture:
    """The picture of one scenario; the level's number stands in every cell, so that no cell speaks by colour alone."""
    judgement = judgement_of(risk)
    side = CELL * len(scales.consequence.levels)
    high = CELL * len(scales.likelihood.levels)
    second = side + GAP
    now = _word(level_before(scales, judgement), language)
    after = _word(level_after(scales, judgement), language)
    squares = (
        *_squares(scales, 0, (risk.likelihood, risk.consequence)),
        *_squares(scales, second, (risk.likelihood_after, risk.consequence_after)),
    )
    text = gettext("Risk now: %(now)s. After the measures: %(after)s.", now=now, after=after)
    return Picture(squares, second + side, high + 2 * TOP, high, second, now, after, text)


def _squares(scales: Scales, left: int, place: tuple[int | None, int | None]) -> list[Square]:
    top = len(scales.likelihood.levels)
    return [
        Square(
            left + (consequence - 1) * CELL,
            TOP + (top - likelihood) * CELL,
            level.tone,
            level.value,
            place == (likelihood, consequence),
        )
        for likelihood in scales.likelihood.values
        for consequence in scales.consequence.values
        for level in [scales.level(likelihood, consequence)]
    ]


def _word(level: RiskLevel | None, language: str) -> str:
    return gettext("not judged yet") if level is None else f"{level.value} {level.word.in_language(language)}"
