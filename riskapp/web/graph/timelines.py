"""A timeline as a page draws it: bars in pixels with their words, and the same as rows of a table."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from riskapp.explorer.labels import width
from riskapp.explorer.timeline import Bar, Timeline
from riskapp.graph.outage_rows import Interval
from riskapp.web.formatting import minutes
from riskapp.web.graph.wording import counted

NAMES, AXIS, ROW, TOP, LETTERS = 232, 740, 34, 34, 12
WIDTH = NAMES + AXIS + 20


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar with its words: in it where they fit, else right of it, else left of it, else none."""

    state: str
    x: float
    wide: float
    text: str
    text_x: float
    anchor: str
    inside: bool


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row: the asset, the top of its band, its bars, and the address of its own blast radius."""

    key: str
    name: str
    kind: str
    url: str
    top: int
    bars: tuple[DrawnBar, ...]
    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class DrawnTimeline:
    """Everything to be drawn, in pixels; `ticks` are (x, minute). The axis starts at `start`, and is `wide`."""

    rows: tuple[DrawnRow, ...]
    ticks: tuple[tuple[float, int], ...]
    width: int
    height: int
    left_out: int
    end: int
    start: int = NAMES
    wide: int = AXIS


def drawn(timeline: Timeline, urls: Mapping[str, str]) -> DrawnTimeline:
    """Put a timeline on a sheet."""
    rows = tuple(
        DrawnRow(
            one.row.key,
            one.row.name if one.row.stands_for == 1 else counted(one.row.kind.value, one.row.stands_for),
            one.row.kind.value,
            urls[one.row.key],
            TOP + place * ROW,
            tuple(map(_bar, one.bars, (*one.bars[1:], None))),
            one.row.outage.intervals if one.row.outage else (),
        )
        for place, one in enumerate(timeline.rows)
    )
    return DrawnTimeline(
        rows=rows,
        ticks=tuple((_x(x), minute) for minute, x in timeline.ticks),
        width=WIDTH,
        height=TOP + len(rows) * ROW + 6,
        left_out=timeline.left_out,
        end=timeline.end,
    )


def _x(share: float) -> float:
    return round(NAMES + share * AXIS, 1)


def _bar(bar: Bar, following: Bar | None) -> DrawnBar:
    x, wide = _x(bar.x), max(3.0, round(bar.wide * AXIS, 1))
    text = interval_text(bar.interval, bar.open)
    room = width(text, LETTERS) + 8
    state = bar.interval.state.value
    if room < wide:
        return DrawnBar(state, x, wide, text, x + 6, "start", inside=True)
    if following is not None and x + wide + room > _x(following.x):
        text = ""  # it would run under the bar that follows; the table has it
    if x + wide + room < WIDTH:
        return DrawnBar(state, x, wide, text, x + wide + 5, "start", inside=False)
    return DrawnBar(state, x, wide, text, x - 5, "end", inside=False)


def interval_text(interval: Interval, open_end: bool) -> str:
    """What a bar says: the state and its minutes, or that it goes on."""
    if interval.state.value == "down":
        if open_end:
            return gettext("down, and not back")
        return gettext("down %(time)s", time=minutes(interval.minutes))
    if open_end:
        return gettext("degraded, and not back")
    return gettext("degraded %(time)s", time=minutes(interval.minutes))
