"""The days that concern one person: reviews, measures, conditions and acceptances; for reminders and the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from riskapp.accounts.permissions import Actor
from riskapp.assessments.models import Version
from riskapp.assessments.review_dates import reviews
from riskapp.assessments.waiting_days import RUNNING_OUT, SOON, of_acceptances, of_conditions, of_measures
from riskapp.assessments.waits import Wait
from riskapp.notices.kinds import NoticeKind


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a person: what for, of which version and place in it; `key` is the same for the same thing."""

    kind: NoticeKind
    day: date
    version: Version
    place: str
    key: str


def days_near(actor: Actor, today: date) -> Iterator[Day]:
    """The days that have passed or are near, as the first page has them, and reviews a month ahead."""
    yield from _days(actor, today, SOON, RUNNING_OUT)


def days_ahead(actor: Actor, today: date, ahead: timedelta) -> Iterator[Day]:
    """The days until so long from now, and those that have passed and still wait."""
    yield from _days(actor, today, ahead, ahead)


def _days(actor: Actor, today: date, ahead: timedelta, of_acceptance: timedelta) -> Iterator[Day]:
    for row in of_measures(actor, today, ahead):
        if row.measure is not None and isinstance(row.since, date):
            key = f"measure-{row.measure.registered_id}"
            yield Day(NoticeKind.MEASURE_DUE, row.since, row.version, f"T{row.measure.number}", key)
    for row in of_conditions(actor, today, ahead):
        if row.condition is not None and isinstance(row.since, date):
            key = f"condition-{row.condition.id}"
            yield Day(NoticeKind.CONDITION_DUE, row.since, row.version, f"K{row.condition.number}", key)
    for row in of_acceptances(actor, today, of_acceptance):
        if row.risk is not None and (row.wait is Wait.EXPIRING or row.risk.acceptances[-1].withdrawn_at is None):
            last = row.risk.acceptances[-1]
            yield Day(NoticeKind.ACCEPTANCE_ENDS, last.until, row.version, f"R{row.risk.number}", f"accept-{last.id}")
    for version, day in reviews(actor, today + ahead):
        yield Day(NoticeKind.REVIEW_DUE, day, version, "", f"review-{version.id}")
