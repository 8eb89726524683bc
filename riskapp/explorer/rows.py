"""Rows: everything that a blast radius reaches as one table, whatever the threat, sorted, filtered and paged."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from riskapp.errors import N_, Invalid
from riskapp.explorer.directory import Directory
from riskapp.explorer.stories import Result
from riskapp.graph.availability import Availability
from riskapp.graph.integrity import Grip, Integrity
from riskapp.graph.outage_rows import AssetOutage, State
from riskapp.graph.vocabulary import Kind

PAGE = 100
FOLD = 6


class Order(StrEnum):
    """By what a table is sorted."""

    TIME = "time"
    NAME = "name"
    KIND = "kind"
    LASTS = "lasts"


class Row(NamedTuple):
    """An asset that was reached. `at` is the minute (availability) or the number of steps; `outage` has the details.

    `state` is one of "down", "degraded", "control" and "data", or of "alone", "needed" and "helps". Devices of equal
    `alike` fare the same, for the same reason: a page shows many of them as one row, which says how many it stands for.
    """

    key: str
    name: str
    kind: Kind
    state: str
    at: int
    outage: AssetOutage | None = None
    alike: Hashable = None
    stands_for: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page of rows. `total` counts the rows that were chosen; `everything`, `kinds` and `states` count all assets."""

    rows: tuple[Row, ...]
    total: int
    everything: int
    kinds: tuple[tuple[Kind, int], ...]
    states: tuple[tuple[str, int], ...]
    number: int
    pages: int


def rows_of(result: Result, directory: Directory) -> list[Row]:
    """All rows, in order of time, then the graver state, name and id."""
    if isinstance(result, Availability):
        rows = [_outage(outage, directory) for outage in result.assets]
    elif isinstance(result, Integrity):
        rows = [
            _row(directory, one.id, one.state.value, one.steps, (one.state, one.steps, one.origin))
            for one in result.assets
        ]
    else:
        rows = [
            _row(directory, one.id, Grip.CONTROL.value, one.steps, (one.steps, one.by and one.by.provider))
            for one in result.controlled
        ]
    # From the last to the first criterion; "control" comes before "data", but "degraded" after "down".
    rows.sort(key=attrgetter("name", "key"))
    rows.sort(key=attrgetter("state"), reverse=isinstance(result, Availability))
    rows.sort(key=attrgetter("at"))
    return rows


def _row(
    directory: Directory, key: str, state: str, at: int, alike: Hashable, outage: AssetOutage | None = None
) -> Row:
    asset = directory.assets[key]
    return Row(key, asset.name, asset.kind, state, at, outage, alike)


def _outage(outage: AssetOutage, directory: Directory) -> Row:
    alike = outage.intervals
    if outage.first_failure is not None:
        return _row(directory, outage.id, State.DOWN.value, outage.first_failure, alike, outage)
    return _row(directory, outage.id, State.DEGRADED.value, outage.intervals[0].start, alike, outage)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows of a table somebody wants to see: of a kind, in a state, with a text in name or id; and how sorted."""

    order: Order = Order.TIME
    kind: Kind | None = None
    state: str = ""
    text: str = ""

    def of(self, rows: Sequence[Row]) -> list[Row]:
        """Those of `rows` (in order of time), sorted; FOLD devices or more that are alike are one row.

        Whoever asks for a kind or a text wants to see each of them.
        """
        text = self.text.casefold()
        chosen = [
            row
            for row in rows
            if self.kind in (None, row.kind)
            and self.state in ("", row.state)
            and (not text or text in row.name.casefold() or text in row.key.casefold())
        ]
        if self.kind is None and not text:
            chosen = folded(chosen)
        if self.order is not Order.TIME:
            chosen.sort(key=_SORT_KEYS[self.order])
        return chosen


EVERYTHING = Choice()

_KINDS = {kind: place for place, kind in enumerate(Kind)}
_SORT_KEYS: dict[Order, Callable[[Row], tuple[int, int, str]]] = {
    Order.NAME: lambda row: (0, 0, row.name.casefold()),
    Order.KIND: lambda row: (_KINDS[row.kind], 0, row.name.casefold()),
    Order.LASTS: lambda row: (*_lasts(row), row.name.casefold()),
}


def _lasts(row: Row) -> tuple[int, int]:
    """The longest down first, then the longest degraded."""
    return (-row.outage.minutes_down, -row.outage.degraded_minutes) if row.outage else (0, 0)


def page_of(rows: Sequence[Row], choice: Choice = EVERYTHING, number: int = 1) -> Page:
    """One page of `rows` (in order of time). Raises Invalid where there is no such page."""
    kinds, states = Counter(row.kind for row in rows), Counter(row.state for row in rows)
    chosen = choice.of(rows)
    pages = page_count(len(chosen))
    if not 1 <= number <= pages:
        raise Invalid(N_("There is no page %(number)s: the last one is %(pages)s."), number=number, pages=pages)
    return Page(
        rows=tuple(chosen[(number - 1) * PAGE : number * PAGE]),
        total=len(chosen),
        everything=len(rows),
        kinds=tuple((kind, kinds[kind]) for kind in Kind if kinds[kind]),
        states=tuple(states.items()),
        number=number,
        pages=pages,
    )


def folded(rows: Sequence[Row]) -> list[Row]:
    """The rows, with the first of many devices that are alike standing for all of them."""
    groups: dict[Hashable, list[int]] = {}
    joined: list[list[int]] = []
    for place, row in enumerate(rows):
        # A row's reasons are costly to compare, so that each is looked up once.
        group = groups.setdefault((row.state, row.at, row.alike), []) if row.kind is Kind.DEVICE else []
        group.append(place)
        joined.append(group)
    return [
        row._replace(stands_for=len(group)) if len(group) >= FOLD else row
        for place, (row, group) in enumerate(zip(rows, joined, strict=True))
        if len(group) < FOLD or group[0] == place
    ]


def page_count(total: int) -> int:
    """How many pages so many rows fill; an empty table has one."""
    return max(1, -(-total // PAGE))
