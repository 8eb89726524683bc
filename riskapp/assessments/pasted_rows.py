"""Scenarios pasted from a spreadsheet: tab-separated rows, each fault told by the number of its row."""

from collections.abc import Callable
from dataclasses import dataclass

from riskapp.assessments.tab_text import read_cells
from riskapp.errors import N_, Faulty, Invalid

COLUMNS = ("property", "asset", "cause", "event", "effect")

WORDS = {
    "confidentiality": "confidentiality",
    "konfidensialitet": "confidentiality",
    "k": "confidentiality",
    "c": "confidentiality",
    "illegitimate access": "confidentiality",
    "urettmessig tilgang": "confidentiality",
    "integrity": "integrity",
    "integritet": "integrity",
    "i": "integrity",
    "unwanted change": "integrity",
    "uønsket endring": "integrity",
    "availability": "availability",
    "tilgjengelighet": "availability",
    "t": "availability",
    "a": "availability",
    "disappearance of data": "availability",
    "disappearance": "availability",
    "tap av opplysninger": "availability",
    "design": "design",
    "the processing as intended": "design",
    "behandlingen slik den er tenkt": "design",
}
"""What people write in the first column, in both languages, and the property that it means."""

MOST = 500


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One scenario; `asset_id` is a database id, None where the cell was empty."""

    property: str
    asset_id: int | None
    cause: str
    event: str
    effect: str


def read_rows(text: str, asset_id: Callable[[str], int]) -> list[PastedRow]:
    """The rows of `text`; empty lines are skipped, and a line may end after the event.

    `asset_id` turns an id or a name into a database id, or raises Invalid. Raises Faulty with every fault by its
    row, and Invalid where there is nothing or too much.
    """
    lines = [(number, cells) for number, cells in enumerate(read_cells(text), 1) if any(cell.strip() for cell in cells)]
    if not lines:
        raise Invalid(N_("Paste at least one row."), field="rows")
    if len(lines) > MOST:
        raise Invalid(N_("Paste at most %(most)s rows at a time."), field="rows", most=MOST)
    rows, faults = [], []
    for number, cells in lines:
        try:
            rows.append(_row(cells, asset_id))
        except Invalid as error:
            faults.append(RowFault(number, error))
    if faults:
        raise Faulty(N_("Nothing was added. Put these rows right and send all of them again."), faults)
    return rows


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in one row, counted from 1 as the person sees them."""

    number: int
    error: Invalid

    def __str__(self) -> str:
        """The number and the fault, for a log or a terminal."""
        return f"{self.number}: {self.error}"


def _row(cells: list[str], asset_id: Callable[[str], int]) -> PastedRow:
    cells = [cell.strip() for cell in cells]
    if not 4 <= len(cells) <= len(COLUMNS):
        raise Invalid(
            N_("It has %(cells)s cells, with tabs between. Write property, asset, cause, event and consequence."),
            cells=len(cells),
        )
    lost, asset, cause, event = cells[:4]
    if lost.casefold() not in WORDS:
        raise Invalid(N_("“%(word)s” is not a property. Write confidentiality, integrity or availability."), word=lost)
    if not event:
        raise Invalid(N_("What happens is empty."))
    return PastedRow(
        WORDS[lost.casefold()], asset_id(asset) if asset else None, cause, event, cells[4] if len(cells) > 4 else ""
    )
