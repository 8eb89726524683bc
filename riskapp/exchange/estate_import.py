"""From a file that was read to the stored estate: what it would change, and taking it in."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from riskapp.accounts.authority import require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.database import transaction
from riskapp.errors import N_, Conflict
from riskapp.estate.importing import import_snapshot
from riskapp.estate.snapshots import present, state_number
from riskapp.exchange.columns import TABLES
from riskapp.exchange.differences import Differences, TableDifferences, compare
from riskapp.exchange.faults import Notice
from riskapp.exchange.merging import check_groups, merge
from riskapp.exchange.reading import Reading
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Lifecycle

ROWS_LISTED = 300
"""How many added rows the audit event lists: they stand in the estate, while what was changed stands nowhere else."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, to the estate as it was in state `number`."""

    number: int
    differences: Differences
    warnings: tuple[Notice, ...]


def preview(actor: Actor, reading: Reading) -> Preview:
    """What taking `reading` in would change; changes nothing. Raises Faulty where groups would contradict."""
    require(actor.may_everywhere(Permission.IMPORT_ESTATE), Permission.IMPORT_ESTATE)
    stored = present()
    check_groups(merge(stored, reading.snapshot))
    return Preview(state_number(), compare(stored, reading.snapshot), reading.warnings)


def import_estate(
    actor: Actor,
    reading: Reading,
    *,
    retire_missing: Collection[str] = (),
    expected: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Differences:
    """Take `reading` in, all of it or nothing; assets that the file lacks and `retire_missing` names are retired.

    `expected` is the state that a preview was made of. Raises Conflict where the estate is not in that state any more,
    and Faulty where groups would contradict themselves.
    """
    require(actor.may_everywhere(Permission.IMPORT_ESTATE), Permission.IMPORT_ESTATE)
    with transaction():
        if expected is not None and expected != state_number():
            raise Conflict(
                N_("Somebody changed the estate after this preview was made. Look at the new preview first."),
                theirs={},
                mine={},
            )
        stored = present()
        differences = compare(stored, reading.snapshot)
        after = merge(stored, reading.snapshot)
        check_groups(after)
        retired = {asset.id for asset in differences["assets"].missing} & set(retire_missing)  # type: ignore[union-attr]
        import_snapshot(actor, _retiring(after, retired), _details(differences, retired), progress=progress)
        return differences


def _retiring(snapshot: Snapshot, keys: Collection[str]) -> Snapshot:
    if not keys:
        return snapshot
    assets = (replace(asset, lifecycle=Lifecycle.RETIRED) if asset.id in keys else asset for asset in snapshot.assets)
    return replace(snapshot, assets=tuple(assets))


def _details(differences: Differences, retired: Collection[str]) -> Mapping[str, object]:
    """What the audit event says: counts, every changed and retired row, and the first of the added ones."""
    details: dict[str, object] = {table.table: _table_details(table) for table in differences.tables}
    names = sorted(retired)
    details["retired"] = {"count": len(names), **({"rows": names} if names else {})}
    return details


def _table_details(table: TableDifferences) -> Mapping[str, object]:
    key = next(known.key for known in TABLES if known.name == table.table)
    added = [_key_text(tuple(getattr(row, name) for name in key)) for row in table.added]
    changed = [
        {"row": _key_text(change.key), **{name: list(pair) for name, pair in change.fields.items()}}
        for change in table.changed
    ]
    return {
        "added": len(added),
        "changed": len(changed),
        "missing": len(table.missing),
        "unchanged": table.unchanged,
        **_added(added),
        **({"changed_rows": changed} if changed else {}),
    }


def _added(rows: Sequence[object]) -> dict[str, object]:
    if not rows:
        return {}
    left_out = len(rows) - ROWS_LISTED
    return {"added_rows": rows[:ROWS_LISTED], **({"added_rows_left_out": left_out} if left_out > 0 else {})}


def _key_text(key: tuple[str | None, ...]) -> str:
    return " · ".join(part for part in key if part is not None)
