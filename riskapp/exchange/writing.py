"""Writing an estate as CSV: a folder or a ZIP archive that reads back to the same estate.

UTF-8 without a BOM, commas, lines that end in CRLF, quotation marks only where RFC 4180 asks for them; the same estate
gives the same bytes. A text that begins with `=`, `+`, `-` or `@` is written as it is: these files are the data itself,
which the next program reads back, and a mark against formulas would change it. People who want to look at the estate
in a spreadsheet take the workbook, in which every text is a text and none can be a formula.
"""

import io
import re
from collections.abc import Iterable
from pathlib import Path

from riskapp.errors import N_, Invalid
from riskapp.exchange.workbook_writing import workbook
from riskapp.exchange.written import written_tables
from riskapp.exchange.zip_writing import packed
from riskapp.graph.snapshot import Snapshot

_QUOTED = re.compile(r'[",\r\n]')


def write_folder(snapshot: Snapshot, folder: Path) -> tuple[Path, ...]:
    """Write the five CSV files into `folder`, which is made where it is missing; files of those names are replaced.

    Returns their paths. Raises Faulty for texts that no file can hold, Invalid where the folder cannot be written.
    """
    files = csv_files(snapshot)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise Invalid(N_("%(path)s cannot be written: %(reason)s."), path=folder, reason=error.strerror) from error
    return tuple(folder / name for name in files)


def write_zip(snapshot: Snapshot) -> bytes:
    """A ZIP archive of the five CSV files. Raises Faulty for texts that no file can hold."""
    return packed(csv_files(snapshot).items())


def write_workbook(snapshot: Snapshot) -> bytes:
    """An XLSX workbook. Raises Faulty for texts that no file can hold, Invalid for more rows than a sheet holds."""
    return workbook(written_tables(snapshot))


def csv_files(snapshot: Snapshot) -> dict[str, bytes]:
    """The five CSV files by their names. Raises Faulty for texts that no file can hold."""
    return {
        f"{table.name}.csv": _csv([[column.name for column in table.columns], *rows])
        for table, rows in written_tables(snapshot)
    }


def _csv(rows: Iterable[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    for cells in rows:
        text.write(",".join([_quoted(cell) if _QUOTED.search(cell) else cell for cell in cells]) + "\r\n")
    return text.getvalue().encode("utf-8")


def _quoted(cell: str) -> str:
    # Written by hand, because whether csv.writer quotes a lone CR depends on the version of Python.
    return '"' + cell.replace('"', '""') + '"'
