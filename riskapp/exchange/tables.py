"""A table as it stands in a file, before anything in it is understood: a header and rows of cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol, Self

from riskapp.exchange.faults import Notice


class Nature(Enum):
    """What a spreadsheet cell is where it is neither text nor a number."""

    DATE = auto()
    TRUTH = auto()
    ERROR = auto()
    UNCALCULATED = auto()
    BROKEN = auto()


class OddCell(str):
    """A spreadsheet cell that is neither text nor a number; as a string, what a person would see in it."""

    __slots__ = ("nature",)
    nature: Nature

    def __new__(cls, text: str, nature: Nature) -> Self:
        """Make a cell that shows `text`."""
        cell = super().__new__(cls, text)
        cell.nature = nature
        return cell


Cells = list[str]


@dataclass(frozen=True)
class RawTable:
    """The cells of one file or sheet: `header` is row 1, and `rows` gives (row number, cells) for the rest, once.

    Reading `rows` raises Refused, with its row, where the file cannot be read further.
    """

    header: Cells
    rows: Iterator[tuple[int, Cells]]


class Source(Protocol):
    """Where the five tables come from: a folder, a ZIP archive or a workbook."""

    def file(self, table: str) -> str:
        """The name under which people know `table` there: "assets.csv", or the sheet "assets"."""

    def open(self, table: str) -> RawTable:
        """The cells of `table`. Raises Refused where it is missing, too large or unreadable."""

    def left_out(self) -> tuple[Notice, ...]:
        """What lies there beside the five tables and is not read."""
