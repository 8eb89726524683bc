"""A person's calendar feed: an address that holds a secret, made anew or taken back by its owner.

Calendars fetch it without signing in, so the secret opens kinds and titles of what is due, and nothing else. Only its
SHA-256 is stored, so a stolen database opens no feed.
"""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from riskapp.accounts.authority import log
from riskapp.accounts.models import User
from riskapp.accounts.permissions import Actor
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import Base, UtcDateTime, db, now, transaction
from riskapp.errors import N_, NotAllowed


class CalendarFeed(Base):
    """The feed of one person."""

    __tablename__ = "calendar_feed"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


def feed_of(actor: Actor) -> CalendarFeed | None:
    """The actor's feed, or None."""
    return db.session.get(CalendarFeed, actor.id) if actor.id is not None else None


def make_feed(actor: Actor) -> str:
    """Give the actor a feed and return its secret, which is told this once; an older one opens nothing any more."""
    if actor.id is None:
        raise NotAllowed(N_("Only a person with an account has a calendar."))
    token = secrets.token_urlsafe(32)
    with transaction() as session:
        feed = session.get(CalendarFeed, actor.id)
        if feed is None:
            session.add(CalendarFeed(user_id=actor.id, token_hash=_hash(token), made_at=now()))
        else:
            feed.token_hash, feed.made_at = _hash(token), now()
        log(session, actor, Action.CALENDAR_MADE, Subject("user", actor.id, actor.name))
    return token


def revoke_feed(actor: Actor) -> None:
    """Take the feed back; a second time changes nothing."""
    with transaction() as session:
        feed = session.get(CalendarFeed, actor.id) if actor.id is not None else None
        if feed is not None:
            session.delete(feed)
            log(session, actor, Action.CALENDAR_REVOKED, Subject("user", actor.id, actor.name))


def owner_of(token: str) -> User | None:
    """Whose feed the secret opens; None where it opens none, or the account is closed."""
    query = select(User).join(CalendarFeed, CalendarFeed.user_id == User.id)
    return db.session.scalar(query.where(CalendarFeed.token_hash == _hash(token), User.active))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
