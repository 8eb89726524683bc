"""Approvals under which the estate changed, for whoever may confirm that they still hold."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import may_read, scoped_ids
from riskapp.assessments.models import Staleness, Version
from riskapp.assessments.waiting_days import in_force
from riskapp.assessments.waits import Wait, Waiting
from riskapp.database import db
from riskapp.staleness.gravity import Gravity


def of_stale_approvals(actor: Actor, today: date) -> Iterator[Waiting]:
    """Each approval in force under which more than words changed, since it was found; wording waits for nobody."""
    query = (
        select(Version, Staleness.at)
        .join(Staleness, Staleness.version_id == Version.id)
        .where(Staleness.gravity != Gravity.WORDING, in_force())
        .options(selectinload(Version.scope))
    )
    for version, found_at in db.session.execute(query):
        if may_read(actor, version) and actor.may_for_all(Permission.DECIDE, scoped_ids(version)):
            yield Waiting(Wait.STALE, version, found_at)
