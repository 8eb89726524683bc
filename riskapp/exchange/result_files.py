"""An answer of the graph as a file for others: CSV, an Excel workbook, or JSON, nothing folded.

A workbook and JSON tell the question too; CSV is rows alone, because what reads it takes any line for a row. The forms
are told in docs/answers.md.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from riskapp.exchange.columns import Column, Holds
from riskapp.exchange.workbook_writing import workbook

Cell = str | int | None

Told = Mapping[str, str | int | Sequence[str] | None]
"""The question by the names of its parts: what was asked, of which estate, which rows were chosen."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Format(StrEnum):
    """How the file is written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"

    @property
    def mimetype(self) -> str:
        """What a browser is told that it gets."""
        return {
            Format.CSV: "text/csv",
            Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format.JSON: "application/json",
        }[self]


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Rows under columns; a column of `numbers` holds whole numbers or None, the others texts."""

    name: str
    columns: tuple[str, ...]
    numbers: frozenset[str]
    rows: Sequence[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    columns: tuple[Column, ...]


_QUESTION = _Sheet("question", (Column("what", Holds.TEXT), Column("value", Holds.TEXT)))


def result_file(table: ResultTable, written: Format, question: Told) -> bytes:
    """The table as a file. Raises Invalid where a sheet cannot hold so many rows."""
    if written is Format.JSON:
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        return (json.dumps({"question": question, "rows": rows}, ensure_ascii=False, indent=1) + "\n").encode()
    if written is Format.CSV:
        return _csv(table)
    columns = tuple(Column(name, Holds.NUMBER if name in table.numbers else Holds.TEXT) for name in table.columns)
    rows_sheet = _Sheet(table.name, columns), [[_text(cell) for cell in row] for row in table.rows]
    return workbook([rows_sheet, (_QUESTION, _lines(question))])


def _lines(question: Told) -> list[list[str]]:
    """A line for each part of the question, and for each of a part's several values."""
    return [
        [name, _text(one)]
        for name, value in question.items()
        for one in ([value] if value is None or isinstance(value, (str, int)) else value)
    ]


def _csv(table: ResultTable) -> bytes:
    """Comma-separated (RFC 4180) in UTF-8 with a mark, by which spreadsheets know it.

    A text that a spreadsheet would take for a formula has an apostrophe in front (OWASP, CSV injection): the file is
    to be looked at, and is never read back.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_safe(cell) if isinstance(cell, str) else _text(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
