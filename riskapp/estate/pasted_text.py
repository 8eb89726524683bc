"""Rows pasted from a spreadsheet: what separates their cells, which column is which, and the cells of each row."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from riskapp.errors import N_, Invalid

MOST_ROWS = 500
MOST_CHARACTERS = 200_000
_SEPARATORS = ("\t", ";", ",")


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One row, by its number as the person sees it, from 1: its cells by column, or what is wrong with it."""

    number: int
    cells: Mapping[str, str]
    fault: Invalid | None = None


def read_lines(text: str, ends: tuple[str, str], names: Mapping[str, str]) -> list[PastedLine]:
    """The rows of `text`; empty lines are skipped, and without a header the two columns are `ends`.

    `names` leads from what a header may say, in small letters, to columns. Raises Invalid with the field "rows" for
    what is wrong with all of it.
    """
    if len(text) > MOST_CHARACTERS:
        raise Invalid(
            N_("This is more than %(most)s characters. Paste fewer rows at a time."),
            field="rows",
            most=MOST_CHARACTERS,
        )
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    separator = _separator(line for _, line in lines)
    columns: Sequence[str] = ends
    if lines and (header := _header(lines[0][1], separator, ends, names)):
        columns, lines = header, lines[1:]
    if not lines:
        raise Invalid(N_("Paste at least one row."), field="rows")
    if len(lines) > MOST_ROWS:
        raise Invalid(N_("Paste at most %(most)s rows at a time."), field="rows", most=MOST_ROWS)
    return [_line(number, line, separator, columns) for number, line in lines]


def _separator(lines: Iterable[str]) -> str:
    """The first of tab, semicolon and comma that the first row has: names hold commas more often than tabs."""
    first = next(iter(lines), "")
    return next((one for one in _SEPARATORS if one in first), _SEPARATORS[0])


def _header(line: str, separator: str, ends: tuple[str, str], names: Mapping[str, str]) -> list[str] | None:
    """The columns that the first row names, None where it is a row like the others."""
    try:
        cells = _cells(line, separator)
    except Invalid:
        return None
    known = [names.get(cell.casefold(), "") for cell in cells]
    if not set(ends) <= set(known):
        return None
    unknown = [cell for cell, name in zip(cells, known, strict=True) if not name]
    if unknown:
        raise Invalid(
            N_("The column “%(column)s” is not known. Take it away, or call it one of: %(names)s."),
            field="rows",
            column=unknown[0] or "–",
            names=", ".join(dict.fromkeys(names.values())),
        )
    if len(set(known)) < len(known):
        raise Invalid(N_("The header names a column twice. Keep one of them."), field="rows")
    return known


def _line(number: int, line: str, separator: str, columns: Sequence[str]) -> PastedLine:
    try:
        cells = _cells(line, separator)
    except Invalid as error:
        return PastedLine(number, {}, error)
    while len(cells) > len(columns) and not cells[-1]:
        cells.pop()  # a spreadsheet copies empty cells to the right as well
    if len(cells) < 2:
        return PastedLine(number, {}, Invalid(N_("It has only one cell. Each row needs two: one asset in each.")))
    if len(cells) > len(columns):
        text = N_(
            "It has %(cells)s cells, and only %(columns)s are read. More columns need a header row that names them."
        )
        return PastedLine(number, {}, Invalid(text, cells=len(cells), columns=len(columns)))
    return PastedLine(number, dict(zip(columns, cells, strict=False)))


def _cells(line: str, separator: str) -> list[str]:
    try:
        found = next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error as error:
        raise Invalid(N_("A quotation mark is missing or misplaced.")) from error
    return [cell.strip() for cell in found]
