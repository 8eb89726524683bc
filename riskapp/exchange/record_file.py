"""The record of processing as an Excel workbook: a sheet for what we answer for, one for what we do for others.

The columns are the letters of the law in its order, then what is kept besides. Nothing is cut: what a cell cannot hold
goes on in the next row, under the same name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from riskapp.catalogues.processing import CONTROLLER, PROCESSOR
from riskapp.exchange.columns import Column, Holds
from riskapp.exchange.workbook_writing import workbook
from riskapp.processing.phrases import PHRASES, language_of
from riskapp.processing.record import Activity, Basics, Known
from riskapp.processing.telling import Document, document

MOST_IN_A_CELL = 32_000
"""Excel takes 32 767 characters."""

_SHEETS = ((CONTROLLER, "GDPR Art. 30(1)"), (PROCESSOR, "GDPR Art. 30(2)"))


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    columns: tuple[Column, ...]


def record_workbook(activities: Sequence[Activity], known: Known, language: str) -> bytes:
    """The workbook of these activities in a language; a sheet without activities has its headings."""
    tables = [
        _table(name, role, [one for one in activities if one.basics.role == role], known, language)
        for role, name in _SHEETS
    ]
    return workbook([(sheet, rows) for sheet, rows in tables])


def _table(
    name: str, role: str, activities: Sequence[Activity], known: Known, language: str
) -> tuple[_Sheet, list[list[str]]]:
    headings = _headings(document(Activity(0, Basics("", role)), known, language))
    first = PHRASES[language_of(language)]["name"]
    columns = tuple(Column(heading, Holds.TEXT) for heading in (first, *headings))
    rows = [row for one in activities for row in _rows(one.basics.name, document(one, known, language))]
    return _Sheet(name, columns), rows


def _headings(told: Document) -> list[str]:
    asked = [f"{one.letter}) {one.heading}" for one in told.asked]
    return [*asked, *(one.heading for one in told.also)]


def _rows(name: str, told: Document) -> list[list[str]]:
    cells = [_pieces(one.text) for one in (*told.asked, *told.also)]
    names = _pieces(name)
    count = max(map(len, [names, *cells]))
    return [
        [names[min(number, len(names) - 1)], *(cell[number] if number < len(cell) else "" for cell in cells)]
        for number in range(count)
    ]


def _pieces(text: str) -> list[str]:
    return [text[start : start + MOST_IN_A_CELL] for start in range(0, len(text), MOST_IN_A_CELL)] or [""]
