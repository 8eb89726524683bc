"""Searching the trail: newest first, paged by event id, so that page two stays page two while events come."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, or_, select
from sqlalchemy.orm import selectinload

from riskapp.audit.models import AuditEvent, TrailCheckpoint
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from riskapp.errors import N_, NotFound

PAGE = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; an empty field looks for anything. Times are aware, from `since` to just before `until`.

    `text` is found in the subject's name, in the ids and in the values before and after.
    """

    text: str = ""
    person: str = ""
    action: Action | None = None
    subject_kind: str = ""
    subject_id: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One page of events, newest first; `older` and `newer` are the ids to page on from, None at either end."""

    events: Sequence[AuditEvent]
    older: int | None
    newer: int | None


def search(wanted: Wanted, *, before: int | None = None, after: int | None = None, size: int = PAGE) -> TrailPage:
    """The events that match: the newest, those older than event `before`, or those next newer than event `after`."""
    query = select(AuditEvent).where(*_conditions(wanted))
    if after is not None:
        return _newer(query.where(AuditEvent.id > after).order_by(AuditEvent.id), size)
    if before is not None:
        query = query.where(AuditEvent.id < before)
    found = list(db.session.scalars(query.order_by(AuditEvent.id.desc()).limit(size + 1)))
    shown = found[:size]
    first = shown[0].id if shown else None
    return TrailPage(shown, shown[-1].id if len(found) > size else None, first if before is not None else None)


def _newer(query: Any, size: int) -> TrailPage:
    found = list(db.session.scalars(query.limit(size + 1)))
    newest = found[size - 1].id if len(found) > size else None
    return TrailPage(found[:size][::-1], found[0].id if found else None, newest)


def event(event_id: int) -> AuditEvent:
    """One event; raises NotFound."""
    found = db.session.get(AuditEvent, event_id)
    if found is None:
        raise NotFound(N_("The trail has no event %(id)s."), id=event_id)
    return found


def people() -> Sequence[str]:
    """Everybody who is named in the trail, in alphabetical order."""
    return db.session.scalars(select(AuditEvent.actor_name).distinct().order_by(AuditEvent.actor_name)).all()


def subject_kinds() -> Sequence[str]:
    """The kinds of thing that the trail speaks of so far."""
    return db.session.scalars(select(AuditEvent.subject_kind).distinct().order_by(AuditEvent.subject_kind)).all()


def checkpoints(most: int = 20) -> Sequence[TrailCheckpoint]:
    """The newest checkpoints with their copies, newest first."""
    query = select(TrailCheckpoint).options(selectinload(TrailCheckpoint.copies))
    return db.session.scalars(query.order_by(TrailCheckpoint.size.desc()).limit(most)).all()


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [_contains(wanted.text)] if wanted.text.strip() else []
    for column, value in (
        (AuditEvent.actor_name, wanted.person),
        (AuditEvent.action, wanted.action.value if wanted.action else ""),
        (AuditEvent.subject_kind, wanted.subject_kind),
        (AuditEvent.subject_id, wanted.subject_id),
    ):
        if value:
            found.append(column == value)
    if wanted.since is not None:
        found.append(AuditEvent.at >= wanted.since)
    if wanted.until is not None:
        found.append(AuditEvent.at < wanted.until)
    return found


def _contains(text: str) -> ColumnElement[bool]:
    text = text.strip()
    stored = json.dumps(text)[1:-1]  # JSON columns hold letters beyond ASCII as \uXXXX
    return or_(
        AuditEvent.subject_label.icontains(text, autoescape=True),
        AuditEvent.subject_id.icontains(text, autoescape=True),
        cast(AuditEvent.before, Text).icontains(stored, autoescape=True),
        cast(AuditEvent.after, Text).icontains(stored, autoescape=True),
    )
