"""Adding, changing and removing what an activity has several of: purposes, processors, transfers."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from riskapp.accounts.authority import log
from riskapp.accounts.permissions import Actor
from riskapp.audit.vocabulary import Action
from riskapp.database import transaction
from riskapp.errors import N_, NotFound
from riskapp.processing.access import activity_to_write, refuse_old, subject_of
from riskapp.processing.models import Row
from riskapp.processing.record import Part
from riskapp.processing.rows import PARTS, frozen, told
from riskapp.processing.values import checked_part

ADDED: Mapping[str, Action] = {
    "purposes": Action.PURPOSE_ADDED,
    "processors": Action.PROCESSOR_ADDED,
    "transfers": Action.TRANSFER_ADDED,
}
CHANGED: Mapping[str, Action] = {
    "purposes": Action.PURPOSE_CHANGED,
    "processors": Action.PROCESSOR_CHANGED,
    "transfers": Action.TRANSFER_CHANGED,
}
REMOVED: Mapping[str, Action] = {
    "purposes": Action.PURPOSE_REMOVED,
    "processors": Action.PROCESSOR_REMOVED,
    "transfers": Action.TRANSFER_REMOVED,
}


def add_part(actor: Actor, activity_number: int, part: Part) -> int:
    """Add a row to an activity; returns its number. Raises Invalid with the field."""
    name = name_of(part)
    with transaction() as session:
        activity = activity_to_write(session, actor, activity_number)
        values = told(checked_part(part))
        row = PARTS[name][1](activity_id=activity.id, **values)
        session.add(row)
        session.flush()
        log(session, actor, ADDED[name], subject_of(activity), after=values)
        return row.id


def change_part(actor: Actor, activity_number: int, part: Part, row_version: int) -> None:
    """Give the row `part.number` new values. Raises Invalid with the field, or Conflict with both texts."""
    name = name_of(part)
    with transaction() as session:
        activity = activity_to_write(session, actor, activity_number)
        row = part_of(session, activity_number, name, part.number)
        stored, new = told(frozen(PARTS[name][0], row)), told(checked_part(part))
        if new == stored:
            return
        refuse_old(row.row_version, row_version, stored, new)
        for field, value in new.items():
            setattr(row, field, value)
        session.flush()
        log(session, actor, CHANGED[name], subject_of(activity), before=stored, after=new)


def remove_part(actor: Actor, activity_number: int, name: str, number: int, row_version: int) -> None:
    """Remove a row; the trail keeps what it said. Raises Conflict where it is not what the person saw."""
    with transaction() as session:
        activity = activity_to_write(session, actor, activity_number)
        row = part_of(session, activity_number, name, number)
        stored = told(frozen(PARTS[name][0], row))
        refuse_old(row.row_version, row_version, stored, dict.fromkeys(stored, ""))
        log(session, actor, REMOVED[name], subject_of(activity), before=stored)
        session.delete(row)


def name_of(part: Part) -> str:
    """What an activity calls its rows of this kind."""
    return next(name for name, (kind, _) in PARTS.items() if isinstance(part, kind))


def part_of(session: Session, activity_number: int, name: str, number: int) -> Row:
    """One row of an activity. Raises NotFound."""
    row: Row | None = session.get(PARTS[name][1], number) if name in PARTS else None
    if row is None or row.activity_id != activity_number:
        raise NotFound(N_("This entry was removed already, or was never part of this activity."))
    return row
