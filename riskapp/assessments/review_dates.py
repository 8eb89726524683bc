"""When an assessment in force is to be reviewed: from the day it was approved and the highest risk that it leaves."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import may_read, scoped_ids
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Version
from riskapp.assessments.risk import level_after
from riskapp.assessments.risks import judgement_of
from riskapp.assessments.states import Act, State
from riskapp.assessments.waiting_days import in_force
from riskapp.assessments.waits import Wait, Waiting, wrote
from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.review import review_day
from riskapp.database import db


def review_of(version: Version) -> date | None:
    """The day on which it is to be reviewed; None where it is not approved."""
    if version.state != State.APPROVED.value:
        return None
    approved = [one.at for one in version.transitions if one.act == Act.APPROVE.value]
    return review_after(version, approved[-1]) if approved else None


def review_after(version: Version, approved: datetime) -> date:
    """The day on which it is to be reviewed if it is approved at this moment."""
    return review_day(approved.date(), highest_left(version))


def highest_left(version: Version) -> RiskLevel | None:
    """The gravest level that its risks leave; None where none is judged."""
    scales = scales_of(version)
    levels = [level_after(scales, judgement_of(risk)) for risk in version.risks]
    return max((one for one in levels if one is not None), key=lambda one: one.gravity, default=None)


def reviews(actor: Actor, until: date) -> Iterator[tuple[Version, date]]:
    """The versions in force that the actor wrote or decides on, whose review is on `until` or before, with its day."""
    query = (
        select(Version)
        .where(in_force())
        .options(
            selectinload(Version.scope),
            selectinload(Version.contributors),
            selectinload(Version.transitions),
            selectinload(Version.risks),
        )
    )
    for version in db.session.scalars(query):
        if not may_read(actor, version):
            continue
        if wrote(actor, version) or actor.may_for_any(Permission.DECIDE, scoped_ids(version)):
            day = review_of(version)
            if day is not None and day <= until:
                yield version, day


def of_reviews(actor: Actor, today: date) -> Iterator[Waiting]:
    """For the first page: approved assessments whose day has come and that have no open newer version.

    A newer one that was rejected replaces nothing, so the review is due all the same.
    """
    for version, day in reviews(actor, today):
        later = [one for one in version.assessment.versions if one.number > version.number]
        if all(one.state == State.REJECTED.value for one in later):
            yield Waiting(Wait.REVIEW, version, day)


REMINDED_BEFORE = timedelta(days=30)
"""So long before its review somebody is reminded of it."""
