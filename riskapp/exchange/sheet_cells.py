"""The cells of a worksheet and the shared strings of a workbook: ECMA-376 part 1, sections 18.3, 18.4 and 22.9.2.19."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from xml.sax.xmlreader import AttributesImpl

from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

from riskapp.errors import N_
from riskapp.exchange.faults import Refused
from riskapp.exchange.limits import CELL_CHARACTERS, COLUMNS
from riskapp.exchange.tables import Cells, Nature, OddCell
from riskapp.exchange.xml_parts import Gatherer, local

# A character may be written as the seven of _x0041_, so that this many may still be one cell within the limit.
_RAW_CHARACTERS = 7 * CELL_CHARACTERS
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Above this a double, which is what a spreadsheet stores, no longer holds every whole number.
_EXACT = 2**53
_TEXT_ELEMENTS = frozenset({"t", "v"})


def unescaped(text: str) -> str:
    """Text with `_xHHHH_` resolved; an OddCell where what comes out is no text (a NUL, half a character)."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        try:
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError:
            return OddCell(text.encode("utf-8", "replace").decode(), Nature.BROKEN)
        if "\0" in text:
            return OddCell(text, Nature.BROKEN)
    return text


class _Texts:
    """Collects the text of a cell or shared string, and leaves readings (rPh) out."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._open = False
        self._readings = 0

    def start(self, name: str) -> None:
        if name in _TEXT_ELEMENTS:
            self._open = not self._readings
        elif name == "rPh":
            self._readings += 1

    def end(self, name: str) -> None:
        if name in _TEXT_ELEMENTS:
            self._open = False
        elif name == "rPh":
            self._readings -= 1

    def add(self, content: str) -> None:
        # What is over the limit is refused later, and need not be kept.
        if self._open and self._size <= _RAW_CHARACTERS:
            self._parts.append(content)
            self._size += len(content)

    def take(self) -> str:
        text = "".join(self._parts)
        self._parts.clear()
        self._size = 0
        return text


class SharedStrings(Gatherer[str]):
    """Gathers the shared strings, in order."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = _Texts()

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        """Begin a text."""
        self._texts.start(local(name))

    def characters(self, content: str) -> None:
        """Take a piece of text."""
        self._texts.add(content)

    def endElement(self, name: str) -> None:
        """End a text or a whole string."""
        plain = local(name)
        self._texts.end(plain)
        if plain == "si":
            self.done.append(unescaped(self._texts.take()))


@dataclass(frozen=True)
class Book:
    """What the cells of every sheet refer to: `dates` are the styles that show a number as a date."""

    strings: Sequence[str] = ()
    dates: frozenset[str] = frozenset()
    epoch: datetime = WINDOWS_EPOCH


class SheetRows(Gatherer[tuple[int, Cells]]):
    """Gathers (row number, cells) of a sheet; what is damaged raises ValueError or LookupError."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._texts = _Texts()
        self._columns: dict[str, int] = {}
        self._row = 0
        self._column = -1
        self._cells: Cells = []
        self._type = ""
        self._style = ""
        self._formula = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        """Begin a row, a cell, or what is in it."""
        plain = local(name)
        if plain == "c":
            self._type = attrs.get("t", "n")
            self._style = attrs.get("s", "")
            self._formula = False
            self._step(self._column, self._column_of(attrs.get("r", "")))
        elif plain == "row":
            self._row = self._next_row(attrs.get("r", ""))
            self._column = -1
        elif plain == "f":
            self._formula = True
        else:
            self._texts.start(plain)

    def characters(self, content: str) -> None:
        """Take a piece of text."""
        self._texts.add(content)

    def endElement(self, name: str) -> None:
        """End a row, a cell, or what is in it."""
        plain = local(name)
        if plain == "c":
            self._place(self._content(self._texts.take()))
        elif plain == "row":
            self.done.append((self._row, self._cells))
            self._cells = []
        else:
            self._texts.end(plain)

    def _next_row(self, written: str) -> int:
        row = int(written) if written else self._row + 1
        if row <= self._row:
            raise ValueError(written)
        return row

    def _column_of(self, reference: str) -> int:
        """The number, from 0, of the column in a reference such as "B7"; where there is none, the next one."""
        if not reference:
            return self._column + 1
        letters = reference.rstrip("0123456789")
        if letters not in self._columns:
            self._columns[letters] = column_index_from_string(letters) - 1
        return self._columns[letters]

    def _step(self, before: int, column: int) -> None:
        if column <= before:
            raise ValueError(column)
        self._column = column

    def _place(self, content: str) -> None:
        """Put a cell where it belongs; empty ones behind the last that is filled are not there."""
        if not content:
            return
        if self._column >= COLUMNS:
            raise Refused(N_("The sheet has more than %(limit)s columns."), row=self._row, limit=COLUMNS)
        self._cells.extend([""] * (self._column - len(self._cells)))
        self._cells.append(content)

    def _content(self, text: str) -> str:
        if self._formula and not text and self._type != "str":
            return OddCell("=", Nature.UNCALCULATED)
        if not text:
            return ""
        if self._type == "s":
            return self._book.strings[_index(text)]
        if self._type in ("inlineStr", "str"):
            return unescaped(text)
        if self._type == "n":
            return self._date(text) if self._style in self._book.dates else number(text)
        if self._type == "b":
            return OddCell("FALSE" if text.strip() == "0" else "TRUE", Nature.TRUTH)
        return OddCell(text, {"e": Nature.ERROR, "d": Nature.DATE}[self._type])

    def _date(self, text: str) -> OddCell:
        try:
            moment = from_excel(float(text), self._book.epoch)
        except (ValueError, OverflowError):
            return OddCell(text, Nature.DATE)
        if isinstance(moment, datetime) and moment.time() == time():
            return OddCell(moment.date().isoformat(), Nature.DATE)
        return OddCell(moment.isoformat() if isinstance(moment, datetime | time) else text, Nature.DATE)


def _index(text: str) -> int:
    if not text.isdigit():
        raise ValueError(text)
    return int(text)


def number(text: str) -> str:
    """A number cell as digits where it is whole: spreadsheets may write 30 as 30.0 or 3E1; else as it is written."""
    if text.isdigit():
        return text
    value = float(text)
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT else text.strip()
