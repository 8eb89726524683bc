"""Signing with what is there: at once with time stamps where a service answers, else noted down to be tried again."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from riskapp.decisions.surroundings import organisation_key, timestamp_url, trust
from riskapp.errors import RiskappError, Unready
from riskapp.reports.levels import Level
from riskapp.reports.models import SIGNED_FILES, SignedFile, WaitingStamp
from riskapp.reports.signature import Signatory, sign_in_order
from riskapp.reports.stamping import lift

_FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A signed file with the level that it was found to have; `waits` says why more was wanted and not reached."""

    pdf: bytes
    level: Level
    waits: str = ""

    @property
    def sha256(self) -> str:
        """The fingerprint of the file."""
        return hashlib.sha256(self.pdf).hexdigest()


def sealed(pdf: bytes, signers: Sequence[Signatory], at: datetime) -> Sealed:
    """`pdf` signed for `signers` in their order, PAdES B-LTA where a time-stamp service is set and answers, else B-B.

    Both are looked at after signing. Raises Unready where the key cannot be used, Invalid where `pdf` cannot be signed.
    """
    key, url = organisation_key(), timestamp_url()
    signed = sign_in_order(pdf, key, signers, at=at, stamped=bool(url))
    if not url:
        return Sealed(signed, Level.B_B)
    try:
        return Sealed(lift(signed, url, key, trust()), Level.B_LTA)
    except Unready as fault:
        return Sealed(signed, Level.B_B, reason_of(fault))


def note_waiting(session: Session, file: SignedFile, done: Sealed, at: datetime) -> None:
    """Keep in the queue what waits for its time stamps; `file` is stored, with its id."""
    if not done.waits:
        return
    waiting = WaitingStamp(since=at, tries=1, tried_at=at, next_at=at + wait_after(1), error=done.waits)
    setattr(waiting, SIGNED_FILES[type(file)], file.id)
    session.add(waiting)


def reason_of(fault: RiskappError) -> str:
    """Why there is no time stamp, as the queue keeps it: a sentence to translate, and its detail on the next line."""
    why, detail = fault.values.get("why"), fault.values.get("detail")
    return f"{why}\n{detail}" if why else str(fault)


def wait_after(tries: int) -> timedelta:
    """How long to wait before the next try: twice as long each time, six hours at most."""
    return min(_FIRST_WAIT * 2 ** min(tries - 1, 10), LONGEST_WAIT)
