"""Reading a register's workbook: its rows as texts by column, and what in them cannot be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from riskapp.errors import N_, Invalid
from riskapp.exchange.faults import Refused
from riskapp.exchange.limits import CELL_CHARACTERS
from riskapp.exchange.tables import Nature, OddCell, RawTable
from riskapp.exchange.workbook import Workbook
from riskapp.exchange.zip_archive import Archive
from riskapp.register.taking_in import Refusal
from riskapp.web.register.sheets import IDS, SHEETS, Head, heads, sheet_names

MOST = 50_000
"""So many rows a sheet may have."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its cells by column, without columns that the sheet does not have."""

    sheet: str
    line: int
    cells: Mapping[str, str]


@dataclass
class SheetsRead:
    """The rows of both sheets, rows that cannot be read, and headings that nobody knows."""

    lines: list[Line] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def read_sheets(data: bytes) -> SheetsRead:
    """The rows of a file. Raises Invalid where it is no workbook of a register."""
    if not data.startswith(b"PK"):
        raise Invalid(N_("The file is no Excel workbook (.xlsx): save it as one."))
    archive = Archive(data)
    if not Workbook.is_one(archive):
        raise Invalid(N_("The file is no Excel workbook (.xlsx): save it as one."))
    book, found = Workbook(archive), SheetsRead()
    there = {sheet: name for sheet in SHEETS for name in sheet_names(sheet) if book.has(name)}
    if not there:
        raise Invalid(N_("The workbook has no sheet of risks or measures. Begin with the file that riskapp makes."))
    for sheet, name in there.items():
        try:
            _read(sheet, book.open(name), found)
        except Refused as refusal:
            if refusal.row is None:
                raise refusal.of_everything() from refusal
            found.refusals.append(Refusal(sheet, refusal.row, refusal.of_everything()))
    return found


def _read(sheet: str, table: RawTable, found: SheetsRead) -> None:
    columns = _columns(sheet, table.header, found)
    for line, cells in table.rows:
        if line > MOST:
            raise Invalid(N_("The sheet has more than %(most)s rows. Send it in several files."), most=MOST)
        try:
            texts = dict(_texts(cells, columns))
        except Invalid as error:
            found.refusals.append(Refusal(sheet, line, error))
        else:
            if any(text.strip() for text in texts.values()):
                found.lines.append(Line(sheet, line, texts))


def _columns(sheet: str, header: list[str], found: SheetsRead) -> dict[int, Head]:
    """Which column stands where; raises Invalid where an id is missing, or a column is there twice."""
    known = {name: head for head in heads(sheet) for name in head.names}
    columns: dict[int, Head] = {}
    for place, text in enumerate(header):
        head = known.get(" ".join(text.split()).casefold())
        if head is not None and head in columns.values():
            raise Invalid(N_("The column “%(column)s” is there twice. Keep one of them."), column=head.label)
        if head is not None:
            columns[place] = head
        elif text.strip():
            found.unknown.append(text.strip())
    there = {head.name for head in columns.values()}
    for name, label in IDS.items():
        if name not in there:
            raise Invalid(N_("The column “%(column)s” is missing: by it a row is found again."), column=label)
    return columns


def _texts(cells: list[str], columns: Mapping[int, Head]) -> Iterator[tuple[str, str]]:
    for place, head in columns.items():
        cell = cells[place] if place < len(cells) else ""
        if len(cell) > CELL_CHARACTERS:
            raise Invalid(
                N_("%(column)s holds more than %(limit)s characters: shorten it."),
                column=head.label,
                limit=CELL_CHARACTERS,
            )
        if isinstance(cell, OddCell) and cell.nature in _REFUSED:
            raise Invalid(_REFUSED[cell.nature], column=head.label)
        yield head.name, str(cell).replace("\r\n", "\n").replace("\r", "\n")


_REFUSED = {
    Nature.UNCALCULATED: N_("%(column)s holds a formula, and formulas are not calculated here. Write what it says."),
    Nature.ERROR: N_("%(column)s holds an error of the spreadsheet. Write what it is to say."),
    Nature.BROKEN: N_("%(column)s holds a character that is no text. Type it again."),
}
