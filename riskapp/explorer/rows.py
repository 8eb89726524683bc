"""Rows: everything that a blast radius reaches as one table, whatever the threat, sorted, filtered and paged."""

from collections import Counter
from collections.abc import Sequence
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


class Order(StrEnum):
    """By what a table is sorted."""

    TIME = "time"
    NAME = "name"
    KIND = "kind"


class Row(NamedTuple):
    """An asset that was reached. `at` is the minute (availability) or the number of steps; `outage` has the details.

    `state` is one of "down", "degraded", "control" and "data".
    """

    key: str
    name: str
    kind: Kind
    state: str
    at: int
    outage: AssetOutage | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of rows. `total` counts the rows of the chosen kind, `kinds` all rows by kind, in the usual order."""

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
        rows = [_row(directory, one.id, one.state.value, one.steps) for one in result.assets]
    else:
        rows = [_row(directory, one.id, Grip.CONTROL.value, one.steps) for one in result.controlled]
    # "control" before "data", but "degraded" after "down".
    rows.sort(key=lambda row: (row.at, row.state == State.DEGRADED, row.state, row.name, row.key))
    return rows


def _row(directory: Directory, key: str, state: str, at: int, outage: AssetOutage | None = None) -> Row:
    asset = directory.assets[key]
    return Row(key, asset.name, asset.kind, state, at, outage)


def _outage(outage: AssetOutage, directory: Directory) -> Row:
    if outage.first_failure is not None:
        return _row(directory, outage.id, State.DOWN.value, outage.first_failure, outage)
    return _row(directory, outage.id, State.DEGRADED.value, outage.intervals[0].start, outage)


def page_of(rows: Sequence[Row], order: Order = Order.TIME, kind: Kind | None = None, number: int = 1) -> Page:
    """One page of `rows` (in order of time), of one kind or of all.

    Raises Invalid where there is no such page.
    """
    counts = Counter(row.kind for row in rows)
    chosen = [row for row in rows if kind is None or row.kind is kind]
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


def page_count(total: int) -> int:
    """How many pages so many rows fill; an empty table has one."""
    return max(1, -(-total // PAGE))
