"""The timeline of an outage: which assets get a row, the minutes that the axis covers, and where its ticks stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskapp.explorer.rows import Row, folded
from riskapp.graph.availability import Availability
from riskapp.graph.outage_rows import Interval
from riskapp.graph.vocabulary import Kind

PROCESSES = 20
OTHERS = 12
STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 10080)
TICKS = 9


@dataclass(frozen=True, slots=True)
class Bar:
    """Minutes in one state; `x` and `wide` in 0..1 of the axis, and `open` where it goes on past the axis' end."""

    interval: Interval
    x: float
    wide: float
    open: bool


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An asset, or many devices that fare alike, with its bars."""

    row: Row
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Processes first, then others, each in order of failure. `end` is the last minute of the axis.

    `ticks` are (minute, x); `left_out` counts the assets without a row.
    """

    rows: tuple[TimelineRow, ...]
    end: int
    ticks: tuple[tuple[int, float], ...]
    left_out: int


def timeline_of(result: Availability, rows: Sequence[Row], others: int = OTHERS) -> Timeline:
    """The timeline of `result`, whose `rows` come in order of time; many devices that fare alike have one row."""
    processes = [row for row in rows if row.kind is Kind.PROCESS][:PROCESSES]
    rest = [row for row in folded(rows) if row.kind is not Kind.PROCESS][:others]
    shown = [row for row in [*processes, *rest] if row.outage is not None]
    end = _end(result, shown)
    return Timeline(
        rows=tuple(TimelineRow(row, _bars(row, end, result.horizon)) for row in shown),
        end=end,
        ticks=tuple((minute, round(minute / end, 4)) for minute in _ticks(end)),
        left_out=len(rows) - sum(row.stands_for for row in shown),
    )


def _end(result: Availability, rows: Sequence[Row]) -> int:
    """A little after the last thing that happens, so that hours are not squeezed by days in which nothing does."""
    moments = {0 if result.outage is None else min(result.outage, result.horizon)}
    for row in rows:
        for interval in row.outage.intervals if row.outage else ():
            moments |= {interval.start, interval.end}
    last = max((minute for minute in moments if minute < result.horizon), default=0)
    return min(result.horizon, max(last + last // 6, last + 5, 30))


def _bars(row: Row, end: int, horizon: int) -> tuple[Bar, ...]:
    bars = []
    for interval in row.outage.intervals if row.outage else ():
        stop = min(interval.end, end)
        wide = round((stop - interval.start) / end, 4)
        bars.append(Bar(interval, round(interval.start / end, 4), wide, interval.end >= horizon))
    return tuple(bars)


def _ticks(end: int) -> range:
    step = next((step for step in STEPS if end / step <= TICKS), STEPS[-1])
    return range(0, end + 1, step)
