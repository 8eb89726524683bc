"""Who else has an assessment open, and where: shown to its readers while it is so, and forgotten within minutes.

Being there leaves no audit event: it changes nothing, and who looked at what and when is not ours to keep.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from riskapp.accounts.models import User
from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import readable_version
from riskapp.assessments.models import Presence
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import db, now, transaction

BEAT = timedelta(seconds=20)
"""So often a page that is seen says that it is."""
GONE = timedelta(seconds=60)
"""After so long without a word somebody is no longer there: two lost words are forgiven."""
FORGOTTEN = timedelta(minutes=10)
REVIEW = "review"
STEP = "step:"
LIVE = "live"
GRIDS = ("grid:risk", "grid:measure")
_ROW = re.compile(r"[RTNW][1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody who is there: the name and the place."""

    name: str
    place: str


def note_presence(actor: Actor, assessment_id: int, place: str, *, leaving: bool = False) -> list[Here]:
    """Note that the actor has a page open, or left it; returns who else is there. Raises NotFound.

    A place that is none becomes the assessment as a whole.
    """
    version = readable_version(actor, assessment_id)
    known = {f"{STEP}{one.id}" for one in load_questionnaire(version.assessment.kind).steps} | {REVIEW, LIVE, *GRIDS}
    place = place if place in known or _ROW.fullmatch(place) else ""
    if actor.id is not None:
        with transaction() as session:
            session.execute(delete(Presence).where(Presence.seen_at < now() - FORGOTTEN))
            if leaving:
                mine = (Presence.assessment_id == assessment_id, Presence.user_id == actor.id)
                session.execute(delete(Presence).where(*mine))
            else:
                _put(assessment_id, actor.id, place)
    return others_here(actor, assessment_id)


def others_here(actor: Actor, assessment_id: int) -> list[Here]:
    """Who else is there, by name; for a reader of the assessment, which the caller has made sure of."""
    wanted = select(User.name, Presence.place).join(Presence, Presence.user_id == User.id)
    wanted = wanted.where(Presence.assessment_id == assessment_id, Presence.seen_at >= now() - GONE)
    rows = db.session.execute(wanted.where(User.id != actor.id).order_by(User.name, User.id))
    return [Here(name, place) for name, place in rows]


def _put(assessment_id: int, user_id: int, place: str) -> None:
    """One row a person, whichever of several windows speaks first."""
    insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    values = {"place": place, "seen_at": now()}
    keys = {"assessment_id": assessment_id, "user_id": user_id}
    row = insert(Presence).values(**keys, **values)
    db.session.execute(row.on_conflict_do_update(index_elements=list(keys), set_=values))
