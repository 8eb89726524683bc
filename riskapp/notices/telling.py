"""Telling people of something, in the transaction of what they are told of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.database import WRITES, now
from riskapp.notices.kinds import NoticeKind
from riskapp.notices.models import Notice


@dataclass(frozen=True, slots=True)
class Told:
    """What people are told: why, of which assessment and place in it, by whom, and the day that it is about.

    With a `key` nobody is told of it twice, whenever it is tried again.
    """

    kind: NoticeKind
    assessment_id: int
    place: str = ""
    by: str = ""
    day: date | None = None
    key: str | None = None


def tell(session: Session, told: Told, people: Iterable[int | None]) -> int:
    """Tell each of `people` (account ids; None is the operator, who has no account); returns how many were told.

    Raises RuntimeError outside a transaction: nobody is told of what is not stored.
    """
    if not session.info.get(WRITES):
        raise RuntimeError("people are told in the transaction of what they are told of")
    wanted = dict.fromkeys(one for one in people if one is not None)
    if told.key is not None:
        known = select(Notice.user_id).where(Notice.key == told.key)
        wanted = dict.fromkeys(one for one in wanted if one not in set(session.scalars(known)))
    for one in wanted:
        session.add(
            Notice(
                user_id=one,
                kind=told.kind.value,
                assessment_id=told.assessment_id,
                place=told.place,
                by=told.by,
                day=told.day,
                at=now(),
                key=told.key,
            )
        )
    return len(wanted)
