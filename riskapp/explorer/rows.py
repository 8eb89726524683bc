"""Rows: everything that a blast radius reaches as one table, whatever the threat, sorted, filtered and paged."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from riskapp.errors import N_, Invalid
from riskapp.explorer.directory import Directory
from riskapp.explorer.stories import Result
from riskapp.graph.availability import AssetOutage, Availability, State
from riskapp.graph.integrity import Grip, Integrity
from riskapp.graph.vocabulary import Kind

PAGE = 100
FOLD = 6


class Order(StrEnum):
    """By what a table is sorted."""

    TIME = "time"
    NAME = "name"
    KIND = "kind"


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
    """A page of rows. `total` counts the rows of the chosen kind; `everything` and `kinds` count assets."""

    rows: tuple[Row, ...]
    total: int
    everything: int
    kinds: tuple[tuple[Kind, int], ...]
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
    # "control" before "data", but "degraded" after "down".
    rows.sort(key=lambda row: (row.at, row.state == State.DEGRADED, row.state, row.name, row.key))
    return rows


def _row(
    directory: Directory, key: str, state: str, at: int, alike: Hashable, outage: AssetOutage | None = None
) -> Row:
    asset = directory.assets[key]
    return Row(key, asset.name, asset.kind, state, at, outage, alike)


def _outage(outage: AssetOutage, directory: Directory) -> Row:
    alike = outage.cause, outage.intervals
    if outage.first_failure is not None:
        return _row(directory, outage.id, State.DOWN.value, outage.first_failure, alike, outage)
    return _row(directory, outage.id, State.DEGRADED.value, outage.intervals[0].start, alike, outage)


def page_of(rows: Sequence[Row], order: Order = Order.TIME, kind: Kind | None = None, number: int = 1) -> Page:
    """One page of `rows` (in order of time), of one kind, or of all with FOLD devices or more that are alike as one.

    Raises Invalid where there is no such page.
    """
    counts = Counter(row.kind for row in rows)
    chosen = folded(rows) if kind is None else [row for row in rows if row.kind is kind]
    if order is not Order.TIME:
        places = {kind: place for place, kind in enumerate(Kind)}
        chosen.sort(key=lambda row: (places[row.kind] if order is Order.KIND else 0, row.name.casefold()))
    pages = page_count(len(chosen))
    if not 1 <= number <= pages:
        raise Invalid(N_("There is no page %(number)s: the last one is %(pages)s."), number=number, pages=pages)
    return Page(
        rows=tuple(chosen[(number - 1) * PAGE : number * PAGE]),
        total=len(chosen),
        everything=len(rows),
        kinds=tuple((kind, counts[kind]) for kind in Kind if counts[kind]),
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
