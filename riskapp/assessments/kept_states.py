"""Keeping a version's content as it stands: at a step, on each new day of work, before it is set back, and by hand."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import about_to_write, about_to_write_many, writing
from riskapp.assessments.answers import clean
from riskapp.assessments.content import canonical, content_of, fingerprint
from riskapp.assessments.kept_people import keep_people, with_names
from riskapp.assessments.models import ContentSnapshot, Version
from riskapp.assessments.person_places import ROW_PLACES, with_people
from riskapp.assessments.persons import Salts, as_text, committed, kept_form, written
from riskapp.assessments.plain import Content
from riskapp.assessments.signed_content import signed_part
from riskapp.assessments.states import editable
from riskapp.assessments.stored_rows import Rows, rows_of
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now
from riskapp.errors import N_, Invalid

LONGEST_NAME = 120


class Why(StrEnum):
    """Why a content was kept."""

    NEW_DAY = "new day"
    BY_HAND = "kept by hand"
    BEFORE_MANY = "before many"
    BEFORE_RESTORE = "before restore"
    SUBMITTED = "submitted"
    ADVISED = "advised"
    SENT_BACK = "sent back"


def keep(
    session: Session, actor: Actor, version: Version, why: Why, name: str = "", content: Content | None = None
) -> ContentSnapshot:
    """Keep what the version says now, or `content`, in the caller's transaction; only the signed part is kept.

    Names of people are kept beside it, those of the rows too.
    """
    said = kept_form(signed_part(content_of(version) if content is None else content))
    rows = committed(with_people(rows_of(version), ROW_PLACES), Salts()) if editable(version.state) else None
    kept = ContentSnapshot(
        version_id=version.id,
        at=now(),
        user_id=actor.id,
        by_name=actor.name,
        why=why.value,
        name=name,
        content=canonical(said).decode(),
        content_hash=fingerprint(said),
        rows=written(rows),
    )
    session.add(kept)
    keep_people(session, kept.content_hash, said, rows)
    session.flush()
    return kept


def keep_by_hand(actor: Actor, version_id: int, name: str) -> int:
    """Keep a draft as it is under a name; returns the id of what was kept. Raises Invalid (`name`), NotAllowed."""
    name = " ".join(clean(name, "name").split())
    if not name:
        raise Invalid(N_("Give this state a name, such as “before the workshop”."), field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid(N_("Keep the name within %(most)s characters."), field="name", most=LONGEST_NAME)
    with writing(actor, version_id) as write:
        kept = keep(write.session, actor, write.version, Why.BY_HAND, name)
        write.log(Action.STATE_KEPT, after={"name": name, "content_hash": kept.content_hash})
        return kept.id


def kept_states(version: Version) -> Sequence[ContentSnapshot]:
    """What was kept of a version, newest first, without the contents themselves."""
    query = select(ContentSnapshot).where(ContentSnapshot.version_id == version.id)
    return db.session.scalars(query.order_by(ContentSnapshot.id.desc())).all()


def latest_kept(version: Version, why: Why) -> ContentSnapshot | None:
    """The newest content that was kept for this reason."""
    query = select(ContentSnapshot).where(ContentSnapshot.version_id == version.id, ContentSnapshot.why == why.value)
    return db.session.scalar(query.order_by(ContentSnapshot.id.desc()).limit(1))


def content_kept(kept: ContentSnapshot) -> Content:
    """What was kept, as plain data with its names."""
    said = json.loads(kept.content)
    found: Content = with_names(db.session(), kept.content_hash, said, said["language"])
    return found


def rows_kept(kept: ContentSnapshot) -> Rows | None:
    """The values that a draft is set back with, with their names; None where it was no draft."""
    language = db.session.get_one(Version, kept.version_id).language
    found: Rows | None = with_names(db.session(), kept.content_hash, kept.rows, language)
    return found


@about_to_write.connect
def keep_each_day(actor: Actor, *, session: Session, version: Version) -> None:
    """Before the first change of a day, keep what the day before left; the draft's first day has nothing before it."""
    if _day(version.changed_at) < _day(now()):
        last = session.scalar(
            select(ContentSnapshot.at)
            .where(ContentSnapshot.version_id == version.id)
            .order_by(ContentSnapshot.id.desc())
            .limit(1)
        )
        if last is None or last < version.changed_at:
            keep(session, actor, version, Why.NEW_DAY)


@about_to_write_many.connect
def keep_before_many(actor: Actor, *, session: Session, version: Version) -> None:
    """Before rows are pasted, read from a workbook or moved to other criteria; not twice over the same content."""
    query = select(ContentSnapshot).where(ContentSnapshot.version_id == version.id)
    last = session.scalar(query.order_by(ContentSnapshot.id.desc()).limit(1))
    content = content_of(version)
    if last is None or content_kept(last) != as_text(signed_part(content)):
        keep(session, actor, version, Why.BEFORE_MANY, content=content)


def _day(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(current_app.extensions["riskapp.settings"].timezone)).date()
