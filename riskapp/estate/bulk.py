"""Writing many rows of one table at once: which are new, which differ, and both in portions past the session."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import Any

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from riskapp.estate.models import Asset, Category
from riskapp.estate.rows import Row

PORTION = 2_000

Values = dict[str, Any]


@dataclass(slots=True)
class Numbers:
    """The database numbers of assets and categories, by their ids, as far as they are stored by now.

    `state` is the number of the state of the estate that is being written.
    """

    state: int
    assets: Mapping[str, int] = field(default_factory=dict)
    categories: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def stored(cls, session: Session, state: int) -> "Numbers":
        """Read both."""
        return cls(
            state,
            dict(session.execute(select(Asset.key, Asset.id)).all()),
            dict(session.execute(select(Category.key, Category.id)).all()),
        )


@dataclass(frozen=True, slots=True)
class BulkTable:
    """How one kind of rows is stored: its table, the fields and the columns that it is known by, its columns' values.

    `parts` writes what hangs on the rows in tables of their own.
    """

    table: Table
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    values: Callable[[Any, Numbers], Values]
    parts: Callable[[Session, Sequence[tuple[int, Any]], Numbers, bool], None] | None = None

    def stored_numbers(self, session: Session) -> dict[Hashable, int]:
        """The number of every stored row, by the values of `columns`."""
        query = select(self.table.c.id, *(self.table.c[name] for name in self.columns))
        return {tuple(line[1:]): line[0] for line in session.execute(query)}

    def stored_key(self, row: Row, numbers: Numbers) -> Hashable:
        """The values of `columns` that `row` has or will have."""
        values = self.values(row, numbers)
        return tuple(values[name] for name in self.columns)


class Progress:
    """Counts rows and tells whoever asked."""

    def __init__(self, total: int, report: Callable[[int, int], None]) -> None:
        self._total = total
        self._report = report
        self._done = 0

    def count(self, rows: int) -> None:
        """Some more rows are written."""
        self._done += rows
        self._report(self._done, self._total)


class TableWriter:
    """Writes the rows of one table that are new or differ; `rows` is how many these are."""

    def __init__(self, bulk: BulkTable, before: Iterable[Row], after: Iterable[Row]) -> None:
        key = attrgetter(*bulk.fields)
        known = {key(row): row for row in before}
        self._bulk = bulk
        self._added: list[Row] = []
        self._changed: list[Row] = []
        for row in after:
            old = known.get(key(row))
            if old is None:
                self._added.append(row)
            elif old != row:
                self._changed.append(row)
        self.rows = len(self._added) + len(self._changed)

    def write(self, session: Session, state: int, progress: Progress) -> None:
        """Write them, inside the caller's transaction."""
        if not self.rows:
            return
        bulk, numbers = self._bulk, Numbers.stored(session, state)
        for portion in _portions(self._added):
            session.execute(insert(bulk.table), [{**bulk.values(row, numbers), "version": 1} for row in portion])
            progress.count(len(portion))
        found = bulk.stored_numbers(session) if self._changed or bulk.parts else {}
        for portion in _portions(self._changed):
            self._update(session, [(found[bulk.stored_key(row, numbers)], row) for row in portion], numbers)
            progress.count(len(portion))
        for rows, replacing in ((self._added, False), (self._changed, True)):
            for portion in _portions(rows if bulk.parts else ()):
                numbered = [(found[bulk.stored_key(row, numbers)], row) for row in portion]
                if bulk.parts:
                    bulk.parts(session, numbered, numbers, replacing)

    def _update(self, session: Session, rows: Sequence[tuple[int, Row]], numbers: Numbers) -> None:
        table = self._bulk.table
        lines = [{**self._bulk.values(row, numbers), "row_number": number} for number, row in rows]
        names = [name for name in lines[0] if name != "row_number"]
        change = update(table).where(table.c.id == bindparam("row_number"))
        change = change.values({**{name: bindparam(name) for name in names}, "version": table.c.version + 1})
        session.connection().execute(change, lines)


def _portions(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while portion := list(islice(remaining, PORTION)):
        yield portion
