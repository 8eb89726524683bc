"""What waits for a person, group by group: the first page. A further group is one more function in `SOURCES`."""

from collections.abc import Callable, Iterator
from datetime import date

from sqlalchemy import select

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import latest_query
from riskapp.assessments.changed_bases import of_changed_bases
from riskapp.assessments.models import Contributor, Version
from riskapp.assessments.put_to_me import of_remarks
from riskapp.assessments.review_dates import of_reviews
from riskapp.assessments.stale_approvals import of_stale_approvals
from riskapp.assessments.waiting_days import of_acceptances, of_conditions, of_measures
from riskapp.assessments.waiting_rounds import of_open_versions
from riskapp.assessments.waits import Wait, Waiting
from riskapp.database import db, now

MOST = 20

SOURCES: tuple[Callable[[Actor, date], Iterator[Waiting]], ...] = (
    of_remarks,
    of_open_versions,
    of_measures,
    of_conditions,
    of_acceptances,
    of_stale_approvals,
    of_changed_bases,
    of_reviews,
)
"""What finds the rows; each asks the database for all of its own at once. `Wait` says in which order they stand."""


def waiting_for(actor: Actor, today: date | None = None) -> list[Waiting]:
    """Everything that waits for the actor, ordered by why and then by how long it has waited."""
    day = today or now().date()
    found = [row for source in SOURCES for row in source(actor, day)]
    order = list(Wait)
    return sorted(found, key=lambda row: (order.index(row.wait), row.since.isoformat(), row.version.id))


def mine(actor: Actor) -> list[Version]:
    """The assessments that the actor has written in, newest change first, `MOST` at the most."""
    wrote = select(Contributor.version_id).where(Contributor.user_id == actor.id)
    return list(db.session.scalars(latest_query(actor).where(Version.id.in_(wrote)).limit(MOST)))
