"""Giving each new event its place in the chain, at the very end of its transaction.

At the end, because there is one chain: on PostgreSQL whoever seals holds a lock, and a transaction that went on to
change rows while it holds it could wait for one that waits for the lock.
"""

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import event, func, select, text
from sqlalchemy.orm import Session

from riskapp.audit.models import AuditEvent, AuditSalt, AuditSeal
from riskapp.proof.hashing import COMMITTED, NOTHING_BEFORE, Row, commitment, digest

_UNSEALED = "riskapp_unsealed"
_LOCK = 7_475_713
"""The advisory lock of the trail on PostgreSQL; SQLite has one writer anyhow."""


def seal_at_the_end(session: Session, written: AuditEvent) -> None:
    """Give the event its place in the chain when the transaction is about to commit."""
    session.info.setdefault(_UNSEALED, []).append(written)


@event.listens_for(Session, "before_commit")
def seal_what_is_new(session: Session) -> None:
    """Seal the events that this transaction has written, and all older ones where none is sealed yet."""
    if session.info.get(_UNSEALED):
        session.flush()
        lock(session)
        last = session.scalar(select(AuditSeal).order_by(AuditSeal.number.desc()).limit(1))
        written = select(AuditEvent).order_by(AuditEvent.id)
        if last is not None:
            written = written.where(AuditEvent.id.in_([one.id for one in session.info[_UNSEALED]]))
        _seal(session, session.scalars(written).all(), last)
        session.info[_UNSEALED] = []


@event.listens_for(Session, "after_rollback")
def forget_what_is_gone(session: Session) -> None:
    """What was rolled back was never written."""
    session.info[_UNSEALED] = []


def lock(session: Session) -> None:
    """Be the only one who writes in the chain until the transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _seal(session: Session, events: Sequence[AuditEvent], last: AuditSeal | None) -> None:
    number, previous = (0, NOTHING_BEFORE) if last is None else (last.number, last.digest)
    for one in events:
        number += 1
        salts = {name: secrets.token_hex(16) for name in COMMITTED}
        commitments = {name: commitment(salts[name], getattr(one, name)) for name in COMMITTED}
        seal = AuditSeal(number=number, event_id=one.id, commitments=commitments, previous=previous)
        seal.digest = previous = digest(hashed(one, seal))
        session.add_all((seal, AuditSalt(event_id=one.id, salts=salts)))


def hashed(one: Any, seal: Any) -> Row:
    """The names and values of an event that are hashed: of it and its seal, or of a row with the columns of both."""
    return {
        "number": seal.number,
        "event": seal.event_id,
        "at": f"{one.at:%Y-%m-%dT%H:%M:%SZ}",
        "actor": one.actor_id,
        "action": one.action,
        "subject_kind": one.subject_kind,
        "commitments": seal.commitments,
        "previous": seal.previous,
    }


def rows(session: Session, *, after: int = 0) -> Iterable[Row]:
    """Every sealed event with a number above `after`, in order, as `riskapp.proof` reads them.

    Columns only: a trail has a hundred thousand events, and as many objects would take most of the time.
    """
    events, seals = AuditEvent.__table__.c, AuditSeal.__table__.c
    query = (
        select(*(column for column in events if column.name != "id"), *seals, AuditSalt.salts)
        .join(AuditEvent, AuditEvent.id == AuditSeal.event_id)
        .outerjoin(AuditSalt, AuditSalt.event_id == AuditSeal.event_id)
        .where(AuditSeal.number > after)
        .order_by(AuditSeal.number)
        .execution_options(yield_per=1000)
    )
    for row in session.execute(query.select_from(AuditSeal)):
        values = {name: getattr(row, name) for name in COMMITTED}
        yield {**hashed(row, row), "digest": row.digest, "values": values, "salts": row.salts or {}}


def unsealed(session: Session) -> int:
    """How many events have no place in the chain."""
    sealed = select(AuditSeal.event_id)
    count = select(func.count()).select_from(AuditEvent).where(AuditEvent.id.not_in(sealed))
    return session.scalar(count) or 0
