"""Who owns the systems of a scope: compared beside the rows of a slice, because a name must be able to go (ADR 20)."""

from collections.abc import Iterable, Mapping

from riskapp.graph.snapshot import Snapshot
from riskapp.staleness.comparing import Change, What
from riskapp.staleness.row_texts import Table, row_texts

OWNER = "owner"
Owners = Mapping[str, str]
"""The owner of a system by the id of the system; empty where nobody owns it."""


def owners_of(snapshot: Snapshot, scope: Iterable[str]) -> dict[str, str]:
    """Those of the systems of the scope that are there. A report prints the owners of no others."""
    known = row_texts(snapshot).assets
    return {key: known[key].owner for key in sorted(set(scope)) if key in known}


def owner_changes(then: Owners, now: Owners) -> tuple[Change, ...]:
    """Each system whose owner is another; one that only one side knows of is told as a row, or cannot be told."""
    both = sorted(then.keys() & now.keys())
    return tuple(
        Change(Table.ASSET, (key,), What.CHANGED, OWNER, then[key], now[key]) for key in both if then[key] != now[key]
    )
