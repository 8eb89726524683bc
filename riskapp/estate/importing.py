"""Taking a whole estate in: what differs from the stored one is written in bulk, all of it or nothing."""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import transaction
from riskapp.estate.bulk import Progress, TableWriter
from riskapp.estate.bulk_rows import ASSETS, CATEGORIES, DEPENDENCIES, FLOWS, HOLDINGS
from riskapp.estate.snapshots import note_change, present
from riskapp.graph import snapshot as frozen

Report = Callable[[int, int], None]


def import_snapshot(
    actor: Actor, after: frozen.Snapshot, details: Mapping[str, object], *, progress: Report | None = None
) -> None:
    """Make the stored estate `after`, which must be valid and hold every stored row, in the stored order, first.

    `details` says in the one audit event what changed. `progress` hears of rows written and rows to write.
    """
    require(actor.may_everywhere(Permission.IMPORT_ESTATE), Permission.IMPORT_ESTATE)
    with transaction() as session:
        before = present()
        if after == before:
            return
        number = note_change(session)
        _write(session, before, after, number, progress or _silent)
        session.expire_all()  # the rows were written past the session's own copies
        log(session, actor, Action.ESTATE_IMPORTED, Subject("estate", number), after=details)


def _write(session: Session, before: frozen.Snapshot, after: frozen.Snapshot, number: int, report: Report) -> None:
    plans = [
        TableWriter(CATEGORIES, before.categories, after.categories),
        TableWriter(ASSETS, before.assets, after.assets),
        TableWriter(HOLDINGS, before.holdings, after.holdings),
        TableWriter(FLOWS, before.flows, after.flows),
        TableWriter(DEPENDENCIES, before.dependencies, after.dependencies),
    ]
    progress = Progress(sum(plan.rows for plan in plans), report)
    for plan in plans:
        plan.write(session, number, progress)


def _silent(done: int, total: int) -> None:
    """Nobody asked how far it has come."""
