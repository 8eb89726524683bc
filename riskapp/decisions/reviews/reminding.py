"""The daily reminder: each person is told of a day when it comes near, and once more when it has passed."""

from datetime import date

from sqlalchemy import select

from riskapp.accounts.authority import actor_of, log, require
from riskapp.accounts.models import Organisation, User
from riskapp.accounts.permissions import Actor, Permission
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, transaction
from riskapp.decisions.reviews.days import Day, days_near
from riskapp.notices.telling import Told, tell


def remind(actor: Actor, today: date) -> int:
    """Tell everybody of the days that concern them; returns how many notices were written.

    Run as often as one likes: nobody is told of the same thing twice, and a day on which it did not run is made up for
    by the next. Raises NotAllowed for whoever does not look after accounts.
    """
    require(actor.may(Permission.MANAGE_USERS), Permission.MANAGE_USERS)
    told = sum(_remind(user, today) for user in db.session.scalars(select(User).where(User.active)).all())
    if told:
        with transaction() as session:
            organisation = session.get(Organisation, 1)
            subject = Subject("organisation", 1, organisation.name if organisation else "")
            log(session, actor, Action.REMINDED, subject, after={"notices": told})
    return told


def _remind(user: User, today: date) -> int:
    """Of one person: what is found is read first, so that the write is short."""
    user_id = user.id
    found = [_told(day, today) for day in days_near(actor_of(user), today)]
    if not found:
        return 0
    with transaction() as session:
        return sum(tell(session, one, [user_id]) for one in found)


def _told(day: Day, today: date) -> Told:
    stage = "passed" if day.day < today else "near"
    key = f"{day.key}-{day.day.isoformat()}-{stage}"
    return Told(day.kind, day.version.assessment_id, day.place, day=day.day, key=key)
