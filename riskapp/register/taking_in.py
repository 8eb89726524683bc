"""Taking rows of a workbook in: through the operations of a table that is edited, all of the file or nothing of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import writing
from riskapp.assessments.grid_rows import GridRefused, GridRow, GridSaved
from riskapp.assessments.measure_grid import save_measures
from riskapp.assessments.risk_grid import save_risks
from riskapp.database import transaction
from riskapp.errors import N_, Faulty, RiskappError

RISKS, MEASURES = "risks", "measures"

_SAVE: Mapping[str, Callable[[Actor, int, Sequence[GridRow]], GridSaved]] = {
    RISKS: save_risks,
    MEASURES: save_measures,
}
"""In this order, so that a measure may treat a risk that the same file brings."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row that says something new. `line` is its row in the sheet; `number` is None for what is added.

    `seen` is the row version that the file was written from; `values` are the fields that differ, by name.
    """

    sheet: str
    line: int
    version_id: int
    number: int | None
    seen: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row is not taken in."""

    sheet: str
    line: int
    error: RiskappError

    def __str__(self) -> str:
        """The place and the fault, for a log or a terminal."""
        return f"{self.sheet} {self.line}: {self.error}"


class NotTaken(Faulty):
    """Nothing of the file was stored; `faults` are all `Refusal`."""

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """What is wrong, by row."""
        return tuple(one for one in self.faults if isinstance(one, Refusal))


class _Rehearsed(Exception):
    """Everything went well, and nothing of it shall stay."""


def take_in(actor: Actor, rows: Sequence[Incoming]) -> GridSaved:
    """Store the rows in one transaction, with the event of each.

    Raises NotTaken with every row that does not fit, that others changed, or that the actor may not write.
    """
    added = changed = 0
    refusals: list[Refusal] = []
    with transaction():
        for sheet, save in _SAVE.items():
            for version_id, own in _by_version(rows, sheet).items():
                grid = [GridRow(place, one.number, one.seen, one.values) for place, one in enumerate(own)]
                try:
                    with writing(actor, version_id) as write:
                        write.before_many()
                    saved = save(actor, version_id, grid)
                except GridRefused as refused:
                    refusals += [Refusal(sheet, own[one.place].line, one.error) for one in refused.refusals]
                except RiskappError as error:
                    refusals += [Refusal(sheet, one.line, error) for one in own]
                else:
                    added, changed = added + saved.added, changed + saved.changed
        if refusals:
            raise NotTaken(N_("Nothing was taken in. Put these rows right and send the file again."), refusals)
    return GridSaved(added, changed)


def rehearse(actor: Actor, rows: Sequence[Incoming]) -> tuple[Refusal, ...]:
    """What would be refused: everything is done as it will be, and undone. A transaction of its own."""
    try:
        with transaction():
            take_in(actor, rows)
            raise _Rehearsed
    except _Rehearsed:
        return ()
    except NotTaken as refused:
        return refused.refusals


def _by_version(rows: Sequence[Incoming], sheet: str) -> dict[int, list[Incoming]]:
    found: dict[int, list[Incoming]] = {}
    for one in rows:
        if one.sheet == sheet:
            found.setdefault(one.version_id, []).append(one)
    return found
