"""The difference that supposed changes make, as a table for a file: ids and plain words, before and after."""

from collections.abc import Sequence

from riskapp.exchange.result_files import Cell, ResultTable
from riskapp.explorer.difference_rows import Differing
from riskapp.explorer.rows import Row
from riskapp.graph.confidentiality import Exposure

_NAME = "what if"
_SIDES = ("before", "after")
_MINUTES = ("first_failure", "minutes_down", "degraded_minutes")
_PERSONS = ("at_least", "at_most")


def difference_table(rows: Sequence[Differing], threat: str) -> ResultTable:
    """The rows that differ; those of a leak are assets under foreign control, and exposed data with its category."""
    if threat == "confidentiality":
        columns = (*("change", "id", "name", "kind", "category"), *_both(_PERSONS))
        return ResultTable(_NAME, columns, frozenset(_both(_PERSONS)), list(map(_leaking, rows)))
    names = _MINUTES if threat == "availability" else ("steps",)
    columns = (*("change", "id", "name", "kind"), *_both(("state", *names)))
    return ResultTable(_NAME, columns, frozenset(_both(names)), [_turned(one, names) for one in rows])


def _both(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name}_{side}" for name in names for side in _SIDES)


def _turned(one: Differing, names: tuple[str, ...]) -> tuple[Cell, ...]:
    sides = [side if isinstance(side, Row) else None for side in (one.before, one.after)]
    states = ("" if row is None else row.state for row in sides)
    cells = (_cell(row, name) for name in names for row in sides)
    return (one.turn.value, one.key, one.name, one.kind.value, *states, *cells)


def _cell(row: Row | None, name: str) -> Cell:
    if row is None:
        return None
    if row.outage is None:
        return row.at
    value: int | None = getattr(row.outage, name)
    return value


def _leaking(one: Differing) -> tuple[Cell, ...]:
    sides = (one.before, one.after)
    cells = (getattr(side, name) if isinstance(side, Exposure) else None for name in _PERSONS for side in sides)
    return (one.turn.value, one.key, one.name, one.kind.value, one.category, *cells)
