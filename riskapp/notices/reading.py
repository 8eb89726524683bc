"""What a person has been told: how much is unread, the newest first, and marking it as read.

Reading leaves no audit event: when somebody looked at what concerns nobody else changes nothing in an assessment.
"""

from sqlalchemy import func, select, update

from riskapp.accounts.permissions import Actor
from riskapp.database import db, now, transaction
from riskapp.errors import N_, NotFound
from riskapp.notices.models import Notice

MOST = 200
"""So many are shown; older ones stay in the table."""


def unread(user_id: int | None) -> int:
    """How many notices the person has not read."""
    if user_id is None:
        return 0
    wanted = select(func.count()).select_from(Notice).where(Notice.user_id == user_id, Notice.read_at.is_(None))
    return db.session.scalar(wanted) or 0


def notices_of(actor: Actor) -> list[Notice]:
    """The newest notices of the actor, unread ones before those that are read."""
    wanted = select(Notice).where(Notice.user_id == actor.id)
    wanted = wanted.order_by(Notice.read_at.is_not(None), Notice.id.desc()).limit(MOST)
    return list(db.session.scalars(wanted))


def mark_read(actor: Actor, notice_id: int) -> Notice:
    """Mark one as read; a second time changes nothing. Raises NotFound where it is not the actor's."""
    with transaction() as session:
        notice = session.get(Notice, notice_id)
        if notice is None or notice.user_id != actor.id:
            raise NotFound(N_("There is no such notification."))
        notice.read_at = notice.read_at or now()
        return notice


def mark_all_read(actor: Actor) -> None:
    """Mark all that the actor has been told as read."""
    with transaction() as session:
        mine = (Notice.user_id == actor.id, Notice.read_at.is_(None))
        session.execute(update(Notice).where(*mine).values(read_at=now()))
