"""Writing a workbook (ECMA-376): five sheets with a frozen, bold header; numbers as numbers, everything else as text.

Texts are string cells, so that none is ever a formula. Written without a library, because the same estate must give
the same bytes, and because texts such as `_x000D_` must come back as they are.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol
from xml.sax.saxutils import escape

from openpyxl.utils.cell import get_column_letter

from riskapp.errors import N_, Invalid
from riskapp.exchange.columns import Column
from riskapp.exchange.zip_writing import packed

_SHEET_ROWS = 1_048_576
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# What XML cannot hold or would change, and what looks like the escape for it: ECMA-376 part 1, 22.9.2.19.
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_SPECIAL = re.compile("[&<>\x00-\x1f\ufffe\uffff]|_x")


class Headed(Protocol):
    """What becomes a sheet: its name, and what each column is called and holds."""

    @property
    def name(self) -> str:
        """The sheet's name."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in order."""


def workbook(tables: Sequence[tuple[Headed, list[list[str]]]]) -> bytes:
    """The workbook of tables whose rows are texts. Raises Invalid where a table has more rows than a sheet can hold."""
    return packed((name, (_HEAD + text).encode("utf-8")) for name, text in _parts(tables))


def _parts(tables: Sequence[tuple[Headed, list[list[str]]]]) -> Iterator[tuple[str, str]]:
    """Name and text of each part, one after the other: a sheet of a whole trust takes tens of megabytes."""
    yield from {
        "[Content_Types].xml": _content_types(len(tables)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook([table.name for table, _ in tables]),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(tables) + 1)), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
    }.items()
    for number, (table, rows) in enumerate(tables, start=1):
        yield f"xl/worksheets/sheet{number}.xml", _sheet(table, rows)


def _content_types(sheets: int) -> str:
    overrides = [("workbook", "sheet.main"), ("styles", "styles")]
    overrides += [(f"worksheets/sheet{number}", "worksheet") for number in range(1, sheets + 1)]
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPES}.{type_}+xml"/>' for part, type_ in overrides
        )
        + "</Types>"
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    relations = (
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{type_}" Target="{target}"/>'
        for number, (type_, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def _workbook(names: Sequence[str]) -> str:
    sheets = (f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(names, start=1))
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{"".join(sheets)}</sheets></workbook>'


# Style 0 is plain, style 1 the header's. Style 2 formats a cell as text, so that what is typed there stays as typed.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _sheet(table: Headed, rows: list[list[str]]) -> str:
    if len(rows) + 1 > _SHEET_ROWS:
        raise Invalid(
            N_("A sheet cannot hold the %(rows)s rows of %(table)s: export CSV files instead."),
            rows=len(rows),
            table=table.name,
        )
    letters = [get_column_letter(place) for place in range(1, len(table.columns) + 1)]
    numbers = [column.holds.is_number for column in table.columns]
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{14 if number else 24}" style="{0 if number else 2}" customWidth="1"/>'
        for i, number in enumerate(numbers, start=1)
    )
    parts = [
        (
            f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f"<cols>{columns}</cols><sheetData>"
        ),
        _row(1, [_text(f"{letter}1", column.name, 1) for letter, column in zip(letters, table.columns, strict=True)]),
    ]
    for place, cells in enumerate(rows, start=2):
        filled = [
            f'<c r="{letter}{place}"><v>{cell}</v></c>' if number else _text(f"{letter}{place}", cell, 2)
            for letter, number, cell in zip(letters, numbers, cells, strict=True)
            if cell
        ]
        parts.append(_row(place, filled))
    parts.append("</sheetData></worksheet>")
    return "".join(parts)


def _row(place: int, cells: Sequence[str]) -> str:
    return f'<row r="{place}">{"".join(cells)}</row>'


def _text(place: str, text: str, style: int) -> str:
    if _SPECIAL.search(text):
        text = escape(_ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
