"""Guessing passwords is slowed, by account and by address, wherever a password is asked for."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from riskapp.accounts.models import FailedSignIn
from riskapp.audit.trail import Subject, record
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.errors import N_, Invalid

WINDOW = timedelta(minutes=15)
TRIES_AT_ONE_PLACE = 8
TRIES_FOR_ACCOUNT = 100
"""From all addresses: so many that nobody locks a colleague out by hand, so few that no password is guessed."""
TRIES_FROM_ADDRESS = 40
"""For all accounts: a ward behind one address mistypes less often."""


def refuse_if_throttled(username: str, address: str) -> None:
    """Raise Invalid where there were too many wrong passwords of late for this account or from this address."""
    since = now() - WINDOW
    count = select(func.count()).select_from(FailedSignIn).where(FailedSignIn.at > since)
    for_account, from_address = FailedSignIn.username == username, FailedSignIn.address == address
    tried = (
        (TRIES_AT_ONE_PLACE, (for_account, from_address)),
        (TRIES_FOR_ACCOUNT, (for_account,)),
        (TRIES_FROM_ADDRESS, (from_address,)),
    )
    if any((db.session.scalar(count.where(*which)) or 0) >= most for most, which in tried):
        raise Invalid(
            N_("Too many failed tries. Wait %(minutes)s minutes and try again."),
            minutes=int(WINDOW.total_seconds() // 60),
        )


def note_failure(username: str, address: str) -> None:
    """Count a wrong password, and leave an event."""
    with transaction() as session:
        session.execute(delete(FailedSignIn).where(FailedSignIn.at < now() - WINDOW))
        session.add(FailedSignIn(username=username, address=address, at=now()))
        record(
            session,
            None,
            username,
            Action.SIGN_IN_FAILED,
            Subject("user", username, username),
            after={"address": address},
        )
