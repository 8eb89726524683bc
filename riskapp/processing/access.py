"""Who may write in the record, and finding what they write in.

Whoever keeps the whole record writes in all of it; a system owner, in the activities that name one of the own systems.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.accounts.authority import require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.audit.trail import Subject
from riskapp.database import db
from riskapp.errors import N_, Conflict, NotFound
from riskapp.estate.models import Asset
from riskapp.processing.models import ProcessingActivity


def may_write(actor: Actor, systems: Sequence[str]) -> bool:
    """Whether the actor may write in an activity that names these systems."""
    if actor.may_everywhere(Permission.KEEP_RECORD):
        return True
    own = actor.assets(Permission.KEEP_RECORD)
    return bool(own) and bool(own & set(db.session.scalars(select(Asset.id).where(Asset.key.in_(systems)))))


def require_keeping(actor: Actor) -> None:
    """Raise NotAllowed for whoever does not keep the whole record."""
    require(actor.may_everywhere(Permission.KEEP_RECORD), Permission.KEEP_RECORD)


def activity_to_write(session: Session, actor: Actor, number: int) -> ProcessingActivity:
    """An activity to write in. Raises NotFound or NotAllowed."""
    activity = session.get(ProcessingActivity, number)
    if activity is None:
        raise NotFound(N_("The record has no such processing activity."))
    require(may_write(actor, activity.systems), Permission.KEEP_RECORD)
    return activity


def refuse_old(stored: int, seen: int, theirs: Mapping[str, object], mine: Mapping[str, object]) -> None:
    """Raise Conflict, with both texts, where what is stored is not what the person saw."""
    if stored != seen:
        differ = [name for name in mine if mine[name] != theirs[name]]
        raise Conflict(
            N_("Somebody else changed this after you opened it. Nothing of yours is stored yet."),
            theirs={**{name: theirs[name] for name in differ}, "row_version": stored},
            mine={name: mine[name] for name in differ},
        )


def subject_of(activity: ProcessingActivity) -> Subject:
    """An activity as the audit trail names it."""
    return Subject("activity", activity.id, activity.name)
