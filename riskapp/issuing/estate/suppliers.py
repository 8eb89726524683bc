"""Suppliers and what they reach: what they deliver, what stops with all of it, and whose data could be seen there."""

from typing import Any

from riskapp.explorer.directory import directory_of
from riskapp.explorer.supplied import Supplied, supplied, suppliers
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind

MOST = 60
"""Suppliers whose reach is told, those that deliver most first."""
NAMED = 12

Row = dict[str, Any]


def suppliers_told(snapshot: Snapshot) -> Row:
    """`rows` for the MOST that deliver most, and how many more there are."""
    found = sorted(suppliers(snapshot), key=lambda one: (-one.assets, one.name.casefold(), one.key))
    rows = [_row(supplied(snapshot, one.key), snapshot) for one in found[:MOST]]
    return {"rows": rows, "more": max(0, len(found) - MOST)}


def _row(one: Supplied, snapshot: Snapshot) -> Row:
    directory = directory_of(snapshot)
    down = [row for row in one.outage.assets if row.first_failure is not None]
    stopped = [row for row in down if directory.assets[row.id].kind is Kind.PROCESS]
    stopped.sort(key=lambda row: (row.first_failure or 0, row.id))
    return {
        "id": one.supplier.key,
        "name": one.supplier.name,
        "kinds": [[kind.value, count] for kind, count in one.kinds],
        "stopped": len(down),
        "processes": [[directory.name(row.id), row.first_failure] for row in stopped[:NAMED]],
        "processes_more": max(0, len(stopped) - NAMED),
        "at_least": one.leak.at_least,
        "at_most": one.leak.at_most,
        "unknown": one.leak.unknown,
    }
