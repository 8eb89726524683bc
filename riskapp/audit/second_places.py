"""Sending copies of checkpoints to where whoever bends the database has no hand, and keeping what came back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from riskapp.audit.models import CheckpointCopy, TrailCheckpoint
from riskapp.audit.sending import to_file, to_log_server
from riskapp.database import db, now, transaction

FILE, SYSLOG, STAMP, STAMPED_FILE = "file", "syslog", "time-stamp service", "file, time stamp"

_PATIENCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SecondPlaces:
    """Where copies go: a file that only grows (None: none), and a log server as udp://host:514 or tcp://host:601.

    `stamp` asks a time-stamp service to attest a note and returns its answer (RFC 3161); it raises ValueError with the
    reason where there is none. None: no service.
    """

    file: Path | None = None
    syslog: str = ""
    stamp: Callable[[bytes], bytes] | None = None

    def names(self) -> list[str]:
        """The places that are set, for each new checkpoint."""
        set_ = ((FILE, self.file), (SYSLOG, self.syslog), (STAMP, self.stamp))
        return [name for name, wanted in set_ if wanted]


def send_waiting(places: SecondPlaces) -> list[CheckpointCopy]:
    """Send every copy that waits, the oldest first; returns those that still wait, each with why.

    Only the newest checkpoint is sent to the time-stamp service: whoever attests it attests what was before it.
    A copy that was sent in the moment in which the machine stopped is sent twice: it says the same.
    """
    if places.stamp:
        for number in _waiting_for(STAMP)[-1:]:
            _send(number, places)
    for number in [*_waiting_for(FILE, SYSLOG), *_waiting_for(STAMPED_FILE)]:
        _send(number, places)
    return waiting_copies()


def waiting_copies() -> list[CheckpointCopy]:
    """Copies that did not get to their place yet."""
    query = select(CheckpointCopy).where(CheckpointCopy.sent_at.is_(None)).order_by(CheckpointCopy.size)
    return list(db.session.scalars(query))


def overdue_copies() -> list[CheckpointCopy]:
    """Those of them that failed, or that nobody tried for minutes."""
    fresh = now() - _PATIENCE
    made = select(TrailCheckpoint.size).where(TrailCheckpoint.at > fresh)
    sizes = set(db.session.scalars(made))
    return [copy for copy in waiting_copies() if copy.tries or copy.size not in sizes]


def _waiting_for(*names: str) -> list[int]:
    waiting = select(CheckpointCopy.id).where(CheckpointCopy.sent_at.is_(None), CheckpointCopy.place.in_(names))
    return list(db.session.scalars(waiting.order_by(CheckpointCopy.size, CheckpointCopy.id)))


def _send(number: int, places: SecondPlaces) -> None:
    """Send one copy. Nothing is held while the place is asked, so that nobody who writes waits for it."""
    place, size, note = db.session.execute(
        select(CheckpointCopy.place, CheckpointCopy.size, TrailCheckpoint.note)
        .join(TrailCheckpoint, TrailCheckpoint.size == CheckpointCopy.size)
        .where(CheckpointCopy.id == number)
    ).one()
    token = _stamp_of(db.session(), size)
    db.session.rollback()
    answer, fault = _try_to_send(place, note, token, places)
    with transaction() as session:
        copy = session.get(CheckpointCopy, number)
        if copy is None or copy.sent_at is not None:  # another process was quicker
            return
        copy.tries, copy.fault = copy.tries + 1, fault
        if not fault:
            copy.sent_at, copy.answer = now(), answer
            if place == STAMP:
                _after_stamping(session, copy, places)


def _after_stamping(session: Session, copy: CheckpointCopy, places: SecondPlaces) -> None:
    """Older checkpoints need no time stamp of their own any more; the file gets this one."""
    waiting = CheckpointCopy.sent_at.is_(None) & (CheckpointCopy.place == STAMP)
    session.execute(delete(CheckpointCopy).where(waiting, CheckpointCopy.size < copy.size))
    if places.file:
        session.add(CheckpointCopy(size=copy.size, place=STAMPED_FILE))


def _stamp_of(session: Session, size: int) -> bytes:
    return (
        session.scalar(
            select(CheckpointCopy.answer).where(CheckpointCopy.size == size, CheckpointCopy.answer.is_not(None))
        )
        or b""
    )


def _try_to_send(place: str, note: str, token: bytes, places: SecondPlaces) -> tuple[bytes | None, str]:
    """What came back, and why it could not be sent, or nothing."""
    try:
        if place in (FILE, STAMPED_FILE) and places.file:
            to_file(places.file, note, token if place == STAMPED_FILE else b"")
        elif place == SYSLOG and places.syslog:
            to_log_server(places.syslog, note)
        elif place == STAMP and places.stamp:
            return places.stamp(note.encode()), ""
        else:
            return None, "this place is no longer set"
    except (OSError, ValueError) as fault:
        return None, str(fault) or type(fault).__name__
    return None, ""
