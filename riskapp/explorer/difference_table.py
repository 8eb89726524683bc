"""The difference that supposed changes make, as a table for a file: ids and plain words, before and after."""

from riskapp.exchange.result_files import Cell, ResultTable
from riskapp.explorer.differences import Difference, Exposed, Turned
from riskapp.explorer.rows import Row

_NAME = "what if"
_SIDES = ("before", "after")
_MINUTES = ("first_failure", "minutes_down", "degraded_minutes")
_PERSONS = ("at_least", "at_most")


def difference_table(found: Difference, threat: str) -> ResultTable:
    """Every row that differs; a leak lists assets under foreign control first, then exposed data with its category."""
    if threat == "confidentiality":
        columns = (*("change", "id", "name", "kind", "category"), *_both(_PERSONS))
        rows = [
            *((one.turn.value, one.key, one.name, one.kind.value, "", *[None] * 4) for one in found.assets),
            *(_exposed(one) for one in found.exposed),
        ]
        return ResultTable(_NAME, columns, frozenset(_both(_PERSONS)), rows)
    names = _MINUTES if threat == "availability" else ("steps",)
    columns = (*("change", "id", "name", "kind"), *_both(("state", *names)))
    return ResultTable(_NAME, columns, frozenset(_both(names)), [_turned(one, names) for one in found.assets])


def _both(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name}_{side}" for name in names for side in _SIDES)


def _turned(one: Turned, names: tuple[str, ...]) -> tuple[Cell, ...]:
    states = ("" if row is None else row.state for row in (one.before, one.after))
    cells = (_cell(row, name) for name in names for row in (one.before, one.after))
    return (one.turn.value, one.key, one.name, one.kind.value, *states, *cells)


def _cell(row: Row | None, name: str) -> Cell:
    if row is None:
        return None
    if row.outage is None:
        return row.at
    value: int | None = getattr(row.outage, name)
    return value


def _exposed(one: Exposed) -> tuple[Cell, ...]:
    sides = (one.before, one.after)
    cells = (None if side is None else getattr(side, name) for name in _PERSONS for side in sides)
    return (one.turn.value, one.key, one.name, "", one.category, *cells)
