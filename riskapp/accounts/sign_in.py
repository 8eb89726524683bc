"""Signing in and out, with sessions that the server keeps and can end."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from riskapp.accounts.authority import actor_of, log
from riskapp.accounts.models import FailedSignIn, User, WebSession
from riskapp.accounts.passwords import hash_password, matches, needs_rehash
from riskapp.accounts.permissions import Actor
from riskapp.accounts.throttle import note_failure, refuse_if_throttled
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.errors import N_, Invalid

SEEN_EVERY = timedelta(minutes=1)
SHORT = 50
"""Milliseconds that a page waits to note that somebody was seen."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that was just opened: the token goes to the browser and is kept nowhere else."""

    token: str
    actor: Actor
    language: str


def sign_in(username: str, password: str, address: str) -> SignedIn:
    """Open a session; raises Invalid with the same words whether the account or the password is wrong."""
    username = username.strip().casefold()[:80]
    refuse_if_throttled(username, address)
    user = db.session.scalar(select(User).where(User.username == username))
    stored = user.password if user is not None and user.active else ""
    if not matches(stored, password) or user is None:
        note_failure(username, address)
        raise Invalid(N_("The user name or the password is wrong."), field="password")
    return _open_session(user.id, password)


def _open_session(user_id: int, password: str) -> SignedIn:
    token = secrets.token_urlsafe(32)
    with transaction() as session:
        user = session.get_one(User, user_id)
        if needs_rehash(user.password):
            user.password = hash_password(password, user.username)
        session.execute(delete(FailedSignIn).where(FailedSignIn.username == user.username))
        session.add(WebSession(token_hash=_hash(token), user_id=user.id, created_at=now(), seen_at=now()))
        actor = actor_of(user)
        log(session, actor, Action.SIGNED_IN, Subject("user", user.id, user.name))
        return SignedIn(token, actor, user.language)


def session_user(token: str, idle: int, lifetime: int, *, seen: bool = True) -> User | None:
    """The person whose browser sends `token`, unless the session is idle or older than so many minutes.

    Unless `seen` is False, the person counts as there at this moment.
    """
    found = db.session.get(WebSession, _hash(token))
    if found is None or not found.user.active:
        return None
    if found.seen_at < now() - timedelta(minutes=idle) or found.created_at < now() - timedelta(minutes=lifetime):
        return None
    if seen and found.seen_at < now() - SEEN_EVERY:
        _note_seen(found.token_hash, now())
        found = db.session.get_one(WebSession, _hash(token))
    return found.user


def session_owner(token: str) -> int | None:
    """The account that a session belongs to or belonged to before it ran out; None where nobody knows."""
    found = db.session.get(WebSession, _hash(token))
    return None if found is None else found.user_id


def _note_seen(token_hash: str, at: datetime) -> None:
    # Not an act of the person, so it leaves no event.
    try:
        with transaction(patience=SHORT) as session:
            session.get_one(WebSession, token_hash).seen_at = at
    except OperationalError:
        # A long import is being stored: reading goes on meanwhile, and the next request notes it.
        db.session.rollback()


def sign_out(actor: Actor, token: str) -> None:
    """End the session; ending one that is gone is no fault."""
    with transaction() as session:
        session.execute(delete(WebSession).where(WebSession.token_hash == _hash(token)))
        log(session, actor, Action.SIGNED_OUT, Subject("user", actor.id, actor.name))


def end_sessions(session: Session, user_id: int, *, keep_token: str = "") -> None:
    """Sign the person out everywhere but in the browser with `keep_token`, inside the caller's transaction."""
    session.execute(delete(WebSession).where(WebSession.user_id == user_id, WebSession.token_hash != _hash(keep_token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
