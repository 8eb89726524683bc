"""The queue of signed files that wait for their time stamps: each is tried again until its file with them is stored."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from riskapp.accounts.authority import log
from riskapp.accounts.permissions import OPERATOR
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.decisions.reports.sealing import LONGEST_WAIT, reason_of, wait_after
from riskapp.decisions.surroundings import organisation_key, timestamp_url, trust
from riskapp.errors import N_, RiskappError, Unready
from riskapp.reports.levels import Level
from riskapp.reports.models import SIGNED_FILES, SignedFile, StampedFile, WaitingStamp
from riskapp.reports.stamping import lift


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one file; `error` is empty where its time stamps are there now."""

    file_name: str
    error: str = ""


def how_many_wait() -> int:
    """The length of the queue."""
    return db.session.scalar(select(func.count()).select_from(WaitingStamp)) or 0


def stamp_waiting(*, all_of_them: bool = False) -> Sequence[Tried]:
    """Try again each file whose time has come, or all; stores those that reach B-LTA, and notes what went wrong.

    The first that the service does not answer ends the turn: the others wait for the next.

    Several processes may do so at once: each file is taken by one. Raises Unready where no service is set.
    """
    if not timestamp_url():
        raise Unready(N_("No time-stamp service is set: name one in RISKAPP_TIMESTAMP_URL."))
    tried: dict[int, Tried] = {}
    while (number := _next(tried, all_of_them=all_of_them)) is not None:
        name, fault = _tried(number)
        tried[number] = Tried(name, "" if fault is None else str(fault))
        if isinstance(fault, Unready):
            break  # a service that does not answer would be waited for once more with each
    return list(tried.values())


def _next(tried: Collection[int], *, all_of_them: bool) -> int | None:
    """The next row that is ours to try, put off first, so that nobody else takes it meanwhile."""
    at = now()
    query = select(WaitingStamp).where(WaitingStamp.id.not_in(tried)).order_by(WaitingStamp.id).limit(1)
    if not all_of_them:
        # One that is put off for longer than ever is of a clock that went wrong.
        query = query.where((WaitingStamp.next_at <= at) | (WaitingStamp.next_at > at + LONGEST_WAIT))
    with transaction() as session:
        row = session.scalar(query.with_for_update(skip_locked=True))
        if row is None:
            return None
        row.tries += 1
        row.tried_at = at
        row.next_at = at + wait_after(row.tries)
        return row.id


def _tried(number: int) -> tuple[str, RiskappError | None]:
    """The file's name, and why it has no time stamps yet."""
    row = db.session.get_one(WaitingStamp, number)
    file = _file_of(db.session(), row)
    pdf, name = file.pdf, file.file_name
    db.session.rollback()  # nothing is held while the service is asked
    try:
        lifted = lift(pdf, timestamp_url(), organisation_key(), trust())
    except RiskappError as fault:
        with transaction() as session:
            session.get_one(WaitingStamp, number).error = reason_of(fault)
        return name, fault
    _store(number, lifted)
    return name, None


def _file_of(session: Session, row: WaitingStamp) -> SignedFile:
    model, column = next((one, name) for one, name in SIGNED_FILES.items() if getattr(row, name) is not None)
    found = session.get_one(model, getattr(row, column), options=[undefer(model.pdf)])
    assert isinstance(found, SignedFile)
    return found


def _store(number: int, lifted: bytes) -> None:
    with transaction() as session:
        row = session.get(WaitingStamp, number)
        if row is None:  # somebody else was quicker
            return
        file = _file_of(session, row)
        stamped = StampedFile(
            **{name: getattr(row, name) for name in SIGNED_FILES.values()},
            sha256=hashlib.sha256(lifted).hexdigest(),
            level=Level.B_LTA.value,
            stamped_at=now(),
            pdf=lifted,
        )
        session.add(stamped)
        session.delete(row)
        told: dict[str, object] = {"sha256": stamped.sha256, "level": stamped.level, "signed_sha256": file.sha256}
        log(session, OPERATOR, Action.REPORT_STAMPED, Subject("report", file.id, file.file_name), after=told)
