"""What an import would leave: known rows updated, new ones added, rows that the files lack kept."""

from riskapp.exchange.columns import TABLES, Row, Table
from riskapp.exchange.faults import Faults
from riskapp.exchange.groups import group_faults
from riskapp.exchange.keys import key_of
from riskapp.exchange.reading import snapshot_of
from riskapp.exchange.written import rows_of
from riskapp.graph.snapshot import Snapshot


def merge(stored: Snapshot, incoming: Snapshot) -> Snapshot:
    """The estate after an import: stored rows in their place, with the incoming values; then new rows in their order.

    Both must be valid. The result is valid too, except for its groups: see `check_groups`.
    """
    return snapshot_of({table.name: _merged(table, stored, incoming) for table in TABLES})


def _merged(table: Table, stored: Snapshot, incoming: Snapshot) -> tuple[Row, ...]:
    key = key_of(table)
    rows = {key(row): row for row in rows_of(stored, table)}
    # A key that is there keeps its place in the dictionary, a new one comes last.
    rows.update((key(row), row) for row in rows_of(incoming, table))
    return tuple(rows.values())


def check_groups(snapshot: Snapshot) -> None:
    """Raise Faulty where dependencies of one group do not fit: a stored row that stays may contradict imported ones."""
    faults = Faults()
    faults.add_of_groups(group_faults(snapshot.dependencies))
    faults.refuse_if_any()
