"""Rows of a table that is edited as a whole: what is sent, what came of it, and what is wrong with each row."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from riskapp.assessments.field_saving import Sent
from riskapp.errors import N_, Conflict, Faulty, Invalid, NotFound


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row that somebody touched. `place` is where it stands in the table that was sent.

    `number` is that of a stored row, None for a new one; `seen` the row version that its writer had on the screen;
    `values` the fields that are written, by name: others stay as they are stored. `marks` are those of what the writer
    had before the eyes in these fields; None where only the row version is known.
    """

    place: int
    number: int | None
    seen: int
    values: Mapping[str, Any]
    remove: bool = False
    marks: Mapping[str, str] | None = None

    @property
    def sent(self) -> Sent:
        """The row as what a form carried."""
        return Sent(tuple(self.values), self.seen, self.marks)


@dataclass(frozen=True, slots=True)
class RowRefusal:
    """What is wrong with one row: a field that does not fit, a row that others changed, or one that is gone."""

    place: int
    error: Invalid | Conflict | NotFound

    def __str__(self) -> str:
        """The row, counted from 1, and the fault, for a log or a terminal."""
        return f"{self.place + 1}: {self.error}"


class GridRefused(Faulty):
    """Nothing was stored; `faults` are all `RowRefusal`."""

    @property
    def refusals(self) -> tuple[RowRefusal, ...]:
        """What is wrong, by row."""
        return tuple(one for one in self.faults if isinstance(one, RowRefusal))


@dataclass(frozen=True, slots=True)
class GridSaved:
    """How many rows were stored; a row that says what was stored already is none of them."""

    added: int = 0
    changed: int = 0
    removed: int = 0


@dataclass
class Gathered:
    """The faults of the rows, gathered so that a person is told all of them at once."""

    refusals: list[RowRefusal] = field(default_factory=list)

    @contextmanager
    def of(self, row: GridRow) -> Iterator[None]:
        """Keep what this row is refused for; the operations refuse before they change anything."""
        try:
            yield
        except (Invalid, Conflict, NotFound) as error:
            self.refusals.append(RowRefusal(row.place, error))

    def raise_if_any(self) -> None:
        """Raise GridRefused, in the order of the rows, where a row was refused."""
        if self.refusals:
            ordered = sorted(self.refusals, key=lambda one: one.place)
            raise GridRefused(N_("Nothing was saved. Put these cells right and save again."), ordered)


def by_act(rows: Sequence[GridRow]) -> tuple[list[GridRow], list[GridRow], list[GridRow]]:
    """The rows to change, to add and to remove; a new one that shall not stay is none of them.

    Removing comes last, so that no new row takes a number over.
    """
    stored = [row for row in rows if row.number is not None]
    return (
        [row for row in stored if not row.remove],
        [row for row in rows if row.number is None and not row.remove],
        [row for row in stored if row.remove],
    )
