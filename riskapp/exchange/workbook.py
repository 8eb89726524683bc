"""An XLSX workbook (ECMA-376) whose sheets bear the names of the five tables.

Read by our own stream instead of openpyxl's reader, which alters some texts (`_x000D_`, `x005F_`), takes a formula that
was never calculated for an empty cell, and can be made to build millions of empty cells by one reference.
"""

from datetime import datetime
from functools import cached_property
from posixpath import dirname, join, normpath

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from riskapp.errors import N_, Invalid
from riskapp.exchange.columns import TABLES
from riskapp.exchange.csv_folder import the_one
from riskapp.exchange.faults import Notice, Refused, shown
from riskapp.exchange.limits import SHARED_CHARACTERS, WORKBOOK_PART_BYTES
from riskapp.exchange.sheet_cells import Book, SharedStrings, SheetRows
from riskapp.exchange.tables import RawTable
from riskapp.exchange.xml_parts import Element, Elements, gathered
from riskapp.exchange.zip_archive import Archive

_USUAL_PLACE = "xl/workbook.xml"


class Workbook:
    """The tables of a workbook. Raises Invalid where the workbook as a whole cannot be read."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._main = self._find_main()
        self._relations = {
            found.get("Id"): found for found in self._elements(_relations_of(self._main), "Relationship")
        }
        self._sheets: dict[str, list[Element]] = {}
        self._epoch: datetime = WINDOWS_EPOCH
        for element in self._elements(self._main, "sheet", "workbookPr"):
            if element.name == "sheet":
                self._sheets.setdefault(element.get("name").strip().casefold(), []).append(element)
            elif element.get("date1904") in ("1", "true"):
                self._epoch = MAC_EPOCH

    @staticmethod
    def is_one(archive: Archive) -> bool:
        """Whether a ZIP archive is a workbook."""
        return "[Content_Types].xml" in archive.entries

    def file(self, table: str) -> str:
        """The name of the sheet of `table`."""
        return table

    def has(self, table: str) -> bool:
        """Whether there is a sheet of that name."""
        return table.casefold() in self._sheets

    def open(self, table: str) -> RawTable:
        """The cells of `table`. Raises Refused."""
        sheets = self._sheets.get(table, [])
        if not sheets:
            raise Refused(N_("The sheet is missing: an estate has all five, and one without rows holds its header."))
        relation = self._relations.get(the_one(sheets).get("id"))
        path = self._path(relation.get("Target")) if relation else ""
        if path not in self._archive.entries:
            raise Refused(N_("The sheet is damaged: open the workbook in the spreadsheet and save it anew."))
        rows = gathered(self._archive.chunks(path), SheetRows(self._book))
        number, header = next(rows, (0, []))
        if number != 1 or not header:
            raise Refused(N_("The sheet has no header: row 1 must hold the names of the columns."))
        return RawTable(header, rows)

    def left_out(self) -> tuple[Notice, ...]:
        """The other sheets."""
        known = {table.name for table in TABLES}
        text = N_("The sheet is not a part of an estate and was not read.")
        names = [sheet.get("name") for name, sheets in self._sheets.items() if name not in known for sheet in sheets]
        return tuple(Notice(shown(name), None, None, text) for name in names)

    @cached_property
    def _book(self) -> Book:
        return Book(self._strings(), self._dates(), self._epoch)

    def _find_main(self) -> str:
        found = self._elements("_rels/.rels", "Relationship")
        targets = [element.get("Target").lstrip("/") for element in found if _is(element, "officeDocument")]
        main = normpath(targets[0]) if targets else _USUAL_PLACE
        if main not in self._archive.entries:
            raise Invalid(N_("The file is no Excel workbook (.xlsx): save it as one."))
        return main

    def _path(self, target: str) -> str:
        """A target of the workbook's relations as a name in the archive."""
        return normpath(target.lstrip("/") if target.startswith("/") else join(dirname(self._main), target))

    def _related(self, type_: str) -> str:
        """The part that is the workbook's only one of a type, "" where it has none."""
        paths = [self._path(relation.get("Target")) for relation in self._relations.values() if _is(relation, type_)]
        return paths[0] if paths and paths[0] in self._archive.entries else ""

    def _elements(self, path: str, *names: str) -> list[Element]:
        """The elements with these names in a small part; none where the part is not there. Raises Invalid."""
        if path not in self._archive.entries:
            return []
        try:
            return list(gathered([self._archive.read(path, WORKBOOK_PART_BYTES)], Elements(*names)))
        except Refused as refusal:
            raise refusal.of_everything() from refusal

    def _strings(self) -> list[str]:
        """The shared texts, all of which are kept: so many letters and no more."""
        path, found, letters = self._related("sharedStrings"), list[str](), 0
        try:
            for text in gathered(self._archive.chunks(path), SharedStrings()) if path else ():
                letters += len(text)
                if letters > SHARED_CHARACTERS:
                    raise Invalid(
                        N_("The workbook has more than %(limit)s million letters: save it as CSV files instead."),
                        limit=SHARED_CHARACTERS // 1_000_000,
                    )
                found.append(text)
        except Refused as refusal:
            raise refusal.of_everything() from refusal
        return found

    def _dates(self) -> frozenset[str]:
        """The numbers of the styles that show a date."""
        elements = self._elements(self._related("styles"), "numFmt", "xf")
        formats = {str(number): code for number, code in BUILTIN_FORMATS.items()}
        formats |= {found.get("numFmtId"): found.get("formatCode") for found in elements if found.name == "numFmt"}
        styles = [found.get("numFmtId") for found in elements if found.name == "xf" and found.parent == "cellXfs"]
        return frozenset(str(i) for i, style in enumerate(styles) if is_date_format(formats.get(style)))


def _is(relation: Element, type_: str) -> bool:
    """Whether a relation is of a type, in the transitional or the strict spelling of the standard."""
    return relation.get("Type").rpartition("/")[2] == type_


def _relations_of(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return join(folder, "_rels", f"{name}.rels")
