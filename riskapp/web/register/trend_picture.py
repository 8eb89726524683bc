"""The trend as a drawing: a bar for each month, its levels as patterns on top of each other, the sum above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date

from riskapp.catalogues.matrix import RiskLevel
from riskapp.register.rows import Gauge
from riskapp.register.trend import Point, above

STEP, BAR, LEFT, TOP, HIGH, BELOW = 40, 26, 10, 26, 200, 44


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a bar, in the sheet's own units; `text` is its number where there is room for it."""

    y: float
    high: float
    tone: int
    count: int
    text: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A month: where it stands, its blocks from the bottom, the sum, and where that is written."""

    x: int
    day: date
    month: str
    blocks: tuple[Block, ...]
    total: int
    top: float


@dataclass(frozen=True, slots=True)
class TrendPicture:
    """What is drawn, and the key to its patterns: (level, tone), worst first."""

    bars: tuple[Bar, ...]
    key: tuple[tuple[RiskLevel, int], ...]
    width: int
    height: int
    ground: int
    bar: int = BAR


def picture_of(points: Sequence[Point], gauge: Gauge) -> TrendPicture:
    """The drawing of these points."""
    levels = above(gauge)
    most = max((point.total for point in points), default=0) or 1
    bars = tuple(_bar(place, point, levels, HIGH / most) for place, point in enumerate(points))
    key = tuple((level, level.pattern) for level in reversed(levels))
    return TrendPicture(bars, key, LEFT * 2 + STEP * len(bars), TOP + HIGH + BELOW, TOP + HIGH)


def _bar(place: int, point: Point, levels: Sequence[RiskLevel], each: float) -> Bar:
    y, blocks = float(TOP + HIGH), []
    for level in reversed(levels):
        count = point.open[level.value]
        if count:
            high = count * each
            y -= high
            blocks.append(Block(round(y, 1), round(high, 1), level.pattern, count, high >= 16))
    return Bar(LEFT + place * STEP, point.day, format_date(point.day, "MMM"), tuple(blocks), point.total, round(y, 1))
