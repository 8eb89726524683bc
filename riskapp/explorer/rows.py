"""Rows: everything that a blast radius reaches as one table, whatever the threat."""

from collections.abc import Hashable, Sequence
from operator import attrgetter
from typing import NamedTuple

from riskapp.explorer import table
from riskapp.explorer.directory import Directory
from riskapp.explorer.stories import Result
from riskapp.explorer.table import PLACES, Shape
from riskapp.graph.availability import Availability
from riskapp.graph.integrity import Grip, Integrity
from riskapp.graph.outage_rows import AssetOutage, State
from riskapp.graph.vocabulary import Kind


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


def folded(rows: Sequence[Row]) -> list[Row]:
    """The rows, with the first of many devices that are alike standing for all of them."""
    return table.folded(rows, _fate, lambda row, count: row._replace(stands_for=count))


def _fate(row: Row) -> Hashable | None:
    return (row.state, row.at, row.alike) if row.kind is Kind.DEVICE else None


def _lasts(row: Row) -> tuple[int, int, str]:
    """The longest down first, then the longest degraded."""
    down, degraded = (row.outage.minutes_down, row.outage.degraded_minutes) if row.outage else (0, 0)
    return -down, -degraded, row.name.casefold()


REACHED: Shape[Row] = Shape(
    orders={
        "time": None,
        "name": lambda row: row.name.casefold(),
        "kind": lambda row: (PLACES[row.kind], row.name.casefold()),
        "lasts": _lasts,
    },
    texts=lambda row: (row.name, row.key),
    kind=lambda row: row.kind,
    state=lambda row: row.state,
    states=(*State, *Grip),
    downward=frozenset(["lasts"]),
    fold=folded,
)
"""What a blast radius reaches: in order of time, the graver state first."""
