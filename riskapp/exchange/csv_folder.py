"""A folder with the five CSV files."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from riskapp.errors import N_, Invalid
from riskapp.exchange.columns import TABLES
from riskapp.exchange.csv_text import read_csv
from riskapp.exchange.faults import Notice, Refused, shown
from riskapp.exchange.limits import FILE_BYTES
from riskapp.exchange.tables import RawTable

_Found = TypeVar("_Found")
CSV_FILES = {f"{table.name}.csv": frozenset(column.name for column in table.columns) for table in TABLES}


def read_file(path: Path) -> bytes:
    """The bytes of `path`, and no more than one over the limit. Raises Invalid where it is no file or unreadable."""
    if not path.is_file():
        raise Invalid(N_("%(path)s is neither a folder nor a file."), path=path)
    try:
        with path.open("rb") as file:
            return file.read(FILE_BYTES + 1)
    except OSError as error:
        raise Invalid(N_("%(path)s cannot be read: %(reason)s."), path=path, reason=error.strerror) from error


def the_one(found: Sequence[_Found]) -> _Found:
    """The only one of the files that bear a table's name. Raises Refused where there is none, or several."""
    if not found:
        raise Refused(N_("The file is missing: an estate has all five, and one without rows holds its header."))
    if len(found) > 1:
        raise Refused(N_("There are several files with this name: keep one of them."))
    return found[0]


class CsvFolder:
    """The tables of a folder. File names are matched without regard to case, as Windows does."""

    def __init__(self, folder: Path) -> None:
        self._files: dict[str, list[Path]] = {}
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            raise Invalid(N_("%(path)s cannot be read: %(reason)s."), path=folder, reason=error.strerror) from error
        for path in paths:
            self._files.setdefault(path.name.casefold(), []).append(path)

    def file(self, table: str) -> str:
        """The name of the CSV file of `table`."""
        return f"{table}.csv"

    def open(self, table: str) -> RawTable:
        """The cells of `table`. Raises Refused."""
        name = self.file(table)
        path = the_one(self._files.get(name, []))
        try:
            return read_csv(read_file(path), CSV_FILES[name])
        except Invalid as error:
            raise Refused.because(error) from error

    def left_out(self) -> tuple[Notice, ...]:
        """Other CSV files: one of the five may have been misnamed."""
        others = [path.name for name, paths in self._files.items() for path in paths if name not in CSV_FILES]
        text = N_("The file is not a part of an estate and was not read.")
        return tuple(Notice(shown(name), None, None, text) for name in others if name.casefold().endswith(".csv"))
