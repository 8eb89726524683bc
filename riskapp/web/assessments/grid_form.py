"""A table as a form: its rows as they are stored or as they were typed, and what came of sending them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from riskapp.assessments.control import control_of
from riskapp.assessments.field_merge import mark
from riskapp.assessments.field_saving import UNKNOWN
from riskapp.assessments.grid_rows import GridRow, RowRefusal
from riskapp.assessments.models import Measure, Risk
from riskapp.assessments.risk_fields import seen_values
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.web.answers import sentence
from riskapp.web.assessments.grid_columns import Column
from riskapp.web.numbers import row_number, version_seen

BLANK = 3
"""Empty rows at the end, for whoever has no scripts."""
MOST = 500


@dataclass
class TypedRow:
    """A row of the table: its cells as texts by column, and what was wrong with them.

    `was` are marks of what each cell said when the page was made: what still says it was not touched.
    """

    number: int | None = None
    seen: int = 0
    was: tuple[str, ...] = ()
    cells: dict[str, str] = field(default_factory=dict)
    remove: bool = False
    faults: dict[str, list[str]] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    """The columns in which the writer lets stand what somebody else wrote."""
    both: dict[str, tuple[str, str]] = field(default_factory=dict)
    """What two people wrote in one cell, as it is read: by column, theirs and mine."""

    @property
    def mine(self) -> set[str]:
        """The columns in which somebody wrote."""
        marks = marks_of(self.cells)
        if len(marks) != len(self.was):
            return set(self.cells)
        return {name for name, was, now in zip(self.cells, self.was, marks, strict=True) if was != now}

    @property
    def blank(self) -> bool:
        """Whether it is a new row without a word in it."""
        return self.number is None and not any(text.strip() for text in self.cells.values())


def marks_of(cells: Mapping[str, str]) -> tuple[str, ...]:
    """A short mark of what each cell says."""
    return tuple(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12] for text in cells.values())


def stored_rows(columns: Sequence[Column], stored: Iterable[Risk | Measure]) -> list[TypedRow]:
    """The rows as they are stored."""
    rows = []
    for one in stored:
        cells = cells_of(columns, one)
        rows.append(TypedRow(one.number, one.row_version, marks_of(cells), cells))
    return rows


def cells_of(columns: Sequence[Column], stored: Risk | Measure) -> dict[str, str]:
    """The cells of a stored row, with plain line ends, as a browser sends them back."""
    return {one.name: _plain(one.shown(stored)) for one in columns}


def with_blanks(rows: list[TypedRow], columns: Sequence[Column]) -> list[TypedRow]:
    """The rows with some empty ones at the end."""
    return [*rows, *(empty_row(columns) for _ in range(BLANK))]


def empty_row(columns: Sequence[Column]) -> TypedRow:
    """A new row without a word."""
    cells = {one.name: "" for one in columns}
    return TypedRow(was=marks_of(cells), cells=cells)


def sent_rows(columns: Sequence[Column], form: MultiDict[str, str]) -> list[TypedRow]:
    """The rows that a form carried, in order; raises Invalid where there are too many."""
    names = form.getlist("row")
    if len(names) > MOST:
        raise Invalid(N_("The table takes at most %(most)s rows. Save in several steps."), most=MOST)
    return [_sent(columns, form, name) for name in names]


def _sent(columns: Sequence[Column], form: MultiDict[str, str], name: str) -> TypedRow:
    number = form.get(f"{name}-number", type=row_number)
    return TypedRow(
        number,
        version_seen(form.get(f"{name}-seen")),
        tuple(form.get(f"{name}-was", "").split()),
        {one.name: _plain(form.get(f"{name}-{one.name}", "")) for one in columns},
        f"{name}-remove" in form,
        left=tuple(one.name for one in columns if form.get(f"take:{name}-{one.name}") == "theirs"),
    )


def leave_theirs(columns: Sequence[Column], row: TypedRow, stored: Risk | Measure | None) -> None:
    """Let the stored text stand in the cells where the writer chose it."""
    if stored is None or len(row.was) != len(columns):
        return
    theirs, was = cells_of(columns, stored), list(row.was)
    for place, (one, now) in enumerate(zip(columns, marks_of(theirs), strict=True)):
        if one.name in row.left:
            row.cells[one.name], was[place] = theirs[one.name], now
    row.was = tuple(was)


def read_row(columns: Sequence[Column], place: int, row: TypedRow, stored: Risk | Measure | None) -> GridRow | None:
    """The row as operations take it; None where a cell does not fit, which the row then tells.

    Of a stored row it has the cells in which somebody wrote.
    """
    values: dict[str, Any] = {}
    mine = {one.name for one in columns} if row.number is None else row.mine
    for one in columns:
        if one.name not in mine:
            continue
        try:
            values[one.field] = one.read(row.cells[one.name])
        except Invalid as error:
            row.faults.setdefault(one.name, []).append(sentence(error))
    if row.faults and not row.remove:
        return None
    row.faults.clear()
    return GridRow(place, row.number, row.seen, values, row.remove, _seen(columns, row, stored))


def _seen(columns: Sequence[Column], row: TypedRow, stored: Risk | Measure | None) -> dict[str, str] | None:
    """The marks of the stored values of those cells that still say what the writer saw; None where nothing tells."""
    if stored is None or len(row.was) != len(columns):
        return None
    values = seen_values(stored) if isinstance(stored, Risk) else asdict(control_of(stored))
    told = zip(columns, row.was, marks_of(cells_of(columns, stored)), strict=True)
    return {one.field: mark(values[one.field]) if was == now else UNKNOWN for one, was, now in told}


def tell(columns: Sequence[Column], row: TypedRow, refusal: RowRefusal, stored: Risk | Measure | None) -> None:
    """Put a refusal into the row: by its cell, or with what others wrote; a row that is gone becomes a new one."""
    error = refusal.error
    if isinstance(error, Conflict) and stored is not None:
        _tell_conflict(columns, row, error, stored)
        return
    if isinstance(error, NotFound):
        row.number, row.seen, row.was, row.remove = None, 0, (), False
    fields = {one.field: one.name for one in columns} | {one.name: one.name for one in columns}
    name = fields.get(error.field or "", columns[0].name) if isinstance(error, Invalid) else columns[0].name
    row.faults.setdefault(name, []).append(sentence(error))


def _tell_conflict(columns: Sequence[Column], row: TypedRow, error: Conflict, stored: Risk | Measure) -> None:
    """Keep what was typed, show beside it what others wrote, and take theirs where nothing was typed."""
    theirs, was, mine = cells_of(columns, stored), row.was, row.mine
    marks = marks_of(theirs)
    for place, one in enumerate(columns):
        text, typed = theirs[one.name], row.cells[one.name]
        if one.name not in mine:
            row.cells[one.name] = text
        elif text != typed and was[place : place + 1] != marks[place : place + 1]:
            row.both[one.name] = (_said(one, text), _said(one, typed))
            row.faults[one.name] = [gettext("Somebody else wrote here: %(text)s", text=_said(one, text))]
    row.seen, row.was = stored.row_version, marks
    if not row.faults:
        row.faults[columns[0].name] = [sentence(error)]
    row.remove = False


def _said(column: Column, text: str) -> str:
    """What a cell says, as people read it."""
    return {choice.value: choice.label for choice in column.choices}.get(text, text) or "–"


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
