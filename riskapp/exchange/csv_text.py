"""CSV bytes to cells: the encoding, the separator, the quoting (RFC 4180), and the limits of a row."""

import csv
import io
from codecs import getincrementaldecoder
from collections.abc import Iterator

from riskapp.errors import N_
from riskapp.exchange.faults import Refused
from riskapp.exchange.limits import FILE_BYTES, MEBIBYTE, ROW_CHARACTERS
from riskapp.exchange.tables import Cells, RawTable

_PIECE = 1024 * 1024
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def too_large() -> Refused:
    """The refusal of a file beyond the limit."""
    return Refused(
        N_("The file is larger than %(limit)s MiB: divide the estate, or leave out what is not needed."),
        limit=FILE_BYTES // MEBIBYTE,
    )


def read_csv(data: bytes, known_columns: frozenset[str]) -> RawTable:
    """The table in `data`; `known_columns` tell a comma from a `;` as the separator. Raises Refused."""
    if len(data) > FILE_BYTES:
        raise too_large()
    _check_text(data)
    records = _records(data, _separator(data, known_columns))
    _, header = next(records, (1, []))
    return RawTable(header, records)


def _check_text(data: bytes) -> None:
    if not data or data.isspace():
        raise Refused(N_("The file is empty: it needs at least its header row."))
    if data.startswith(_UTF_16):
        raise Refused(_NOT_UTF_8)
    if (place := data.find(b"\0")) >= 0:
        raise Refused(
            N_("The file holds a NUL byte, so it is no text: save it as CSV with the encoding UTF-8."),
            row=_line(data, place),
        )
    # Piece by piece: one rare letter would make four bytes of every character of the whole.
    decoder = getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _PIECE):
        try:
            decoder.decode(data[start : start + _PIECE], final=start + _PIECE >= len(data))
        except UnicodeDecodeError as error:
            # What the piece before left over stands before this one.
            place = start + error.start - (len(error.object) - len(data[start : start + _PIECE]))
            raise Refused(_NOT_UTF_8, row=_line(data, place)) from error


_NOT_UTF_8 = N_("The file is not UTF-8: in the spreadsheet, choose to save it as CSV UTF-8.")


def _line(data: bytes, place: int) -> int:
    """The line of a byte: its row too, unless a cell above it holds a line break."""
    return data.count(b"\n", 0, place) + 1


def _separator(data: bytes, known_columns: frozenset[str]) -> str:
    """Whichever of `,` and `;` makes more known columns of the header."""

    def understood(separator: str) -> int:
        try:
            _, header = next(_records(data, separator), (1, []))
        except Refused:
            # Quoted names look broken to the wrong separator; what looks broken to both is told when it is read.
            return 0
        return sum(cell.strip().casefold() in known_columns for cell in header)

    return max((",", ";"), key=understood)


class _Lines(Iterator[str]):
    """The lines of a file, for as long as one record does not swallow too many: a quote that is never closed would."""

    def __init__(self, data: bytes) -> None:
        # Not StringIO, which takes four bytes for each character.
        self._lines = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
        self.taken = 0

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken += len(line)
        if self.taken > ROW_CHARACTERS:
            raise Refused(
                N_("The row is longer than %(limit)s characters: a quotation mark is probably missing."),
                limit=ROW_CHARACTERS,
            )
        return line


def _records(data: bytes, separator: str) -> Iterator[tuple[int, Cells]]:
    lines = _Lines(data)
    # strict, because the lenient parser silently joins what follows a closing quote to the cell.
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        lines.taken = 0
        try:
            cells = next(reader)
        except StopIteration:
            return
        except Refused as refusal:
            refusal.row = number
            raise
        except csv.Error as error:
            raise Refused(
                N_("The row is no CSV: a quotation mark is missing or misplaced, or a cell is far too long."),
                row=number,
            ) from error
        yield number, cells
