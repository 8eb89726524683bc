"""Reading a version through: what it said then is kept, so that the next time shows what is new."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from riskapp.accounts.authority import log
from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import may_read, subject_of
from riskapp.assessments.changes import SAID, Change, changes_between
from riskapp.assessments.content import content_of
from riskapp.assessments.models import Reading, Version
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.errors import N_, NotFound


@dataclass(frozen=True, slots=True)
class SinceLastReading:
    """When the reader read it, and what differs from what it said then."""

    at: datetime
    changes: tuple[Change, ...]


def read_through(actor: Actor, version_id: int) -> None:
    """Note that the actor has read the version as it is now. Raises NotFound where it is not open to the actor."""
    with transaction() as session:
        version = session.get(Version, version_id)
        if version is None or not may_read(actor, version):
            raise NotFound(N_("There is no such assessment, or it is not open to you."))
        if note_reading(session, actor, version):
            log(session, actor, Action.READ_THROUGH, subject_of(version), after={"version": version.number})


def note_reading(session: Session, actor: Actor, version: Version) -> bool:
    """Keep what the version says now as read by the actor, in the caller's transaction; False for the operator."""
    if actor.id is None:
        return False
    content = content_of(version)
    said = {name: content[name] for name in SAID}
    reading = session.get(Reading, (version.id, actor.id))
    if reading is None:
        session.add(Reading(version_id=version.id, user_id=actor.id, at=now(), said=said))
    else:
        reading.at, reading.said = now(), said
    return True


def since_last_reading(actor: Actor, version: Version) -> SinceLastReading | None:
    """What changed since the actor read the version; None where the actor never did."""
    reading = db.session.get(Reading, (version.id, actor.id)) if actor.id is not None else None
    if reading is None:
        return None
    return SinceLastReading(reading.at, changes_between(reading.said, content_of(version)))
