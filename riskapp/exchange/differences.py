"""What an import would change: rows added, rows changed field by field, and stored rows that the files lack."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from riskapp.exchange.columns import TABLES, Row, Table
from riskapp.exchange.keys import Key, key_of
from riskapp.exchange.written import rows_of
from riskapp.graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Change:
    """A known row with other values: `fields` gives (old, new) for each column that differs, in the written order."""

    key: Key
    fields: Mapping[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class TableDifferences:
    """One table's differences, in the order of the files; `missing` rows are stored, not in the files, and stay."""

    table: str
    added: tuple[Row, ...]
    changed: tuple[Change, ...]
    missing: tuple[Row, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class Differences:
    """The differences of all five tables, in their order."""

    tables: tuple[TableDifferences, ...]

    def __getitem__(self, name: str) -> TableDifferences:
        """The differences of the table called `name`. Raises KeyError."""
        for table in self.tables:
            if table.table == name:
                return table
        raise KeyError(name)

    @property
    def writes_nothing(self) -> bool:
        """Whether the import would neither add nor change a row."""
        return not any(table.added or table.changed for table in self.tables)

    def as_data(self) -> dict[str, dict[str, object]]:
        """The same as plain data for JSON, by table: whole rows added, changes, and the keys of missing rows."""
        return {table.table: _as_data(table) for table in self.tables}


def _as_data(differences: TableDifferences) -> dict[str, object]:
    key = key_of(next(table for table in TABLES if table.name == differences.table))
    return {
        "added": [asdict(row) for row in differences.added],
        "changed": [{"key": list(change.key), "fields": dict(change.fields)} for change in differences.changed],
        "missing": [list(key(row)) for row in differences.missing],
        "unchanged": differences.unchanged,
    }


def compare(stored: Snapshot, incoming: Snapshot) -> Differences:
    """How `incoming` differs from `stored`, row by row.

    Rows are known again by id; holdings by asset and category; dependencies by dependent, provider, kind and group.
    """
    return Differences(tuple(_compared(table, stored, incoming) for table in TABLES))


def _compared(table: Table, stored: Snapshot, incoming: Snapshot) -> TableDifferences:
    key = key_of(table)
    known = {key(row): row for row in rows_of(stored, table)}
    added: list[Row] = []
    changed: list[Change] = []
    unchanged = 0
    for row in rows_of(incoming, table):
        old = known.pop(key(row), None)
        if old is None:
            added.append(row)
        elif old == row:
            unchanged += 1
        else:
            changed.append(Change(key(row), _fields(table, old, row)))
    return TableDifferences(table.name, tuple(added), tuple(changed), tuple(known.values()), unchanged)


def _fields(table: Table, old: Row, new: Row) -> dict[str, tuple[object, object]]:
    pairs = ((column.name, getattr(old, column.name), getattr(new, column.name)) for column in table.columns)
    return {name: (before, after) for name, before, after in pairs if before != after}
