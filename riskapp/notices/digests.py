"""The daily mail of each person: one a day with what is new, kept until it is sent, whatever the mail server does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from sqlalchemy import ColumnElement, ForeignKey, Text, UniqueConstraint, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from riskapp.accounts.authority import require
from riskapp.accounts.models import User
from riskapp.accounts.permissions import Actor, Permission
from riskapp.database import Base, UtcDateTime, db, now, transaction
from riskapp.notices.addresses import MailAddress
from riskapp.notices.models import Notice

FIRST_PAUSE = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(hours=12)


class Digest(Base):
    """One mail. `upto` is the newest notice that it tells of; `error` what the mail server said the last time."""

    __tablename__ = "digest"
    __table_args__ = (UniqueConstraint("user_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    day: Mapped[date]
    upto: Mapped[int]
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime)
    error: Mapped[str] = mapped_column(Text, default="")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits to be sent: how many, how many were refused before, and the last refusal."""

    waiting: int
    refused: int
    error: str


Writer = Callable[[User, Sequence[Notice]], Letter]


def queue_digests(actor: Actor, day: date, write: Writer) -> int:
    """Put one mail in the queue for each person with an address and news; returns how many.

    News are unread notices that no earlier mail told of. A second time on the same day adds nothing. Raises NotAllowed.
    """
    require(actor.may(Permission.MANAGE_USERS), Permission.MANAGE_USERS)
    people = select(User).join(MailAddress, MailAddress.user_id == User.id).where(User.active)
    return sum(_queue(user, day, write) for user in db.session.scalars(people).all())


def send_waiting(send: Callable[[str, Letter], None], at: datetime | None = None) -> int:
    """Send what is due through `send`, which raises OSError where it cannot; returns how many were sent.

    Where the mail server cannot be reached nothing more is tried in this turn: each try would wait for it anew.

    Each mail is taken first, so that no other process sends it too; one that is refused is tried again later, more
    seldom each time, and never given up. Where a process dies between sending and noting it, the mail comes twice.
    """
    at, sent = at or now(), 0
    for number in db.session.scalars(select(Digest.id).where(_due(at)).order_by(Digest.id)).all():
        taken = _take(number, at)
        if taken is None:
            continue
        fault = _try(number, taken, send, at)
        sent += fault is None
        if fault is not None and not _is_of_this_letter(fault):
            break
    return sent


def _due(at: datetime) -> ColumnElement[bool]:
    """Not sent, and its time has come; one that is put off for longer than ever is of a clock that went wrong."""
    its_time = (Digest.next_try_at <= at) | (Digest.next_try_at > at + LONGEST_PAUSE)
    return Digest.sent_at.is_(None) & its_time


def _is_of_this_letter(fault: OSError) -> bool:
    """Whether the server answered and refused this one, so that the next may be taken."""
    return isinstance(fault, (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError))


def backlog() -> Backlog:
    """What is not sent yet."""
    waiting = select(func.count()).select_from(Digest).where(Digest.sent_at.is_(None))
    refused = db.session.scalar(waiting.where(Digest.error != "")) or 0
    last = select(Digest.error).where(Digest.sent_at.is_(None), Digest.error != "").order_by(Digest.id.desc()).limit(1)
    return Backlog(db.session.scalar(waiting) or 0, refused, db.session.scalar(last) or "")


def _queue(user: User, day: date, write: Writer) -> int:
    last = select(func.max(Digest.upto)).where(Digest.user_id == user.id)
    seen = db.session.scalar(last) or 0
    news = select(Notice).where(Notice.user_id == user.id, Notice.read_at.is_(None), Notice.id > seen)
    found = list(db.session.scalars(news.order_by(Notice.id)))
    if not found:
        return 0
    letter, upto, user_id = write(user, found), found[-1].id, user.id
    with transaction() as session:
        if session.scalar(select(Digest.id).where(Digest.user_id == user_id, Digest.day == day)) is not None:
            return 0
        row = Digest(user_id=user_id, day=day, upto=upto, subject=letter.subject, text=letter.text, next_try_at=now())
        session.add(row)
    return 1


def _take(number: int, at: datetime) -> tuple[str, Letter] | None:
    """The address and the mail, held for a while; None where another process has it or nobody wants it any more."""
    with transaction() as session:
        held = update(Digest).where(Digest.id == number, _due(at))
        if not session.execute(held.values(next_try_at=at + FIRST_PAUSE)).rowcount:  # type: ignore[attr-defined]
            return None
        found = session.get_one(Digest, number, populate_existing=True)
        user, address = session.get(User, found.user_id), session.get(MailAddress, found.user_id)
        if user is None or not user.active or address is None:
            session.execute(delete(Digest).where(Digest.id == number))
            return None
        return address.address, Letter(found.subject, found.text)


def _try(number: int, taken: tuple[str, Letter], send: Callable[[str, Letter], None], at: datetime) -> OSError | None:
    """Send one and note what came of it; returns why it was not sent."""
    values: dict[str, object] = {"sent_at": at, "error": ""}
    fault: OSError | None = None
    try:
        send(*taken)
    except OSError as error:
        fault = error
        tries = (db.session.scalar(select(Digest.tries).where(Digest.id == number)) or 0) + 1
        pause = min(FIRST_PAUSE * 2 ** min(tries - 1, 10), LONGEST_PAUSE)
        values = {"tries": tries, "next_try_at": at + pause, "error": str(error)[:500] or type(error).__name__}
    with transaction() as session:
        session.execute(update(Digest).where(Digest.id == number).values(values))
    return fault
