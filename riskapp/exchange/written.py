"""What is written into each cell, and the texts that no file can give back unchanged."""

import re
from collections.abc import Sequence
from enum import StrEnum

from riskapp.errors import N_
from riskapp.exchange.columns import TABLES, Column, Row, Table
from riskapp.exchange.faults import Fault, Refused, faulty
from riskapp.exchange.limits import CELL_CHARACTERS
from riskapp.graph.snapshot import Snapshot


def rows_of(snapshot: Snapshot, table: Table) -> Sequence[Row]:
    """The rows of one table of an estate."""
    rows: Sequence[Row] = getattr(snapshot, table.name)
    return rows


def written_tables(snapshot: Snapshot) -> list[tuple[Table, list[list[str]]]]:
    """Each table with its rows as texts, in the written order. Raises Faulty for texts that no file gives back."""
    faults: list[Fault] = []
    written = []
    for table in TABLES:
        rows = []
        for number, row in enumerate(rows_of(snapshot, table), start=2):
            values = [getattr(row, column.name) for column in table.columns]
            cells = [_cell(value) for value in values]
            for column, cell, value in zip(table.columns, cells, values, strict=True):
                refusal = _unwritable(cell, value) if cell else _missing(column, value)
                if refusal:
                    faults.append(refusal.at(table.name, number, column.name))
            rows.append(cells)
        written.append((table, rows))
    if faults:
        raise faulty(faults)
    return written


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ";".join(value)
    return value.value if isinstance(value, StrEnum) else str(value)


def _missing(column: Column, value: object) -> Refused | None:
    """An empty cell is read as the column's default, and as a fault where there is none."""
    if column.required or value != column.default:
        return Refused(N_("A value is missing here."))
    return None


def _unwritable(cell: str, value: object) -> Refused | None:
    """Why a text would not be the same when it is read again, if so."""
    if isinstance(value, tuple) and any(";" in part or not part or part != part.strip() for part in value):
        return Refused(N_("An id in a list is empty, or holds a ; or blanks around it: %(found)s."), found=cell)
    if len(cell) > CELL_CHARACTERS:
        return Refused(N_("The text has more than %(limit)s characters."), found=cell, limit=CELL_CHARACTERS)
    if cell != cell.strip():
        return Refused(N_("The text begins or ends with a blank: %(found)s."), found=cell)
    if not (cell.isascii() and cell.isprintable()) and _NO_TEXT.search(cell):
        return Refused(N_("The text holds a character that no file can hold: %(found)s."), found=cell)
    return None


# NUL, and the halves of characters that UTF-16 alone knows.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
