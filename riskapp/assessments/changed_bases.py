"""New versions of bases, for the teams of their heirs: until each change is taken over or declined."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased, selectinload

from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import latest_query, scoped_ids
from riskapp.assessments.base_news import news_of
from riskapp.assessments.models import Assessment, Heir, Version
from riskapp.assessments.states import State
from riskapp.assessments.waits import Wait, Waiting, since, wrote
from riskapp.database import db


def concerns(actor: Actor, heir: Version) -> bool:
    """Whether a change of its base is the actor's to judge: who wrote in the heir, or may decide on it."""
    return wrote(actor, heir) or actor.may_for_all(Permission.DECIDE, scoped_ids(heir))


def of_changed_bases(actor: Actor, today: date) -> Iterator[Waiting]:
    """Each heir of whose base a newer version is approved, as long as somebody has to judge what it changes."""
    old, new = aliased(Version), aliased(Version)
    newer = exists().where(
        new.assessment_id == old.assessment_id, new.number > old.number, new.state == State.APPROVED.value
    )
    behind = (
        select(Heir.version_id)
        .join(old, old.id == Heir.base_version_id)
        .join(Assessment, Assessment.id == old.assessment_id)
        .where(Heir.follows.is_(True), Assessment.shared != "", newer)
    )
    query = latest_query(actor).where(Version.id.in_(behind))
    for heir in db.session.scalars(query.options(selectinload(Version.scope), selectinload(Version.contributors))):
        news = news_of(heir) if concerns(actor, heir) else None
        if news is not None and news.open:
            yield Waiting(Wait.BASE, heir, since(news.base), changes=len(news.open))
