"""The daily reminder, review dates and the days of the calendar: who is told of what, and never twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from riskapp.accounts.permissions import OPERATOR, Actor, Role
from riskapp.assessments.models import Version
from riskapp.assessments.review_dates import highest_left, review_of
from riskapp.assessments.waiting import waiting_for
from riskapp.assessments.waits import Wait
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from riskapp.decisions.advising import advise
from riskapp.decisions.conditions import ConditionText
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.reviews.days import days_ahead
from riskapp.decisions.reviews.reminding import remind
from riskapp.decisions.submitting import submit
from riskapp.decisions.surroundings import today
from riskapp.errors import NotAllowed
from riskapp.jobs.daily import REMIND, look_after
from riskapp.notices.daily import take_day
from riskapp.notices.models import Notice
from tests.decisions.examples import SCENARIO, People, accepted, advised, make_people, make_ward, measure, version_of

BOTH_DATABASES = True


@pytest.fixture
def people(app: Flask, person: Callable[..., Actor]) -> People:
    """Everybody."""
    return make_people(person)


@pytest.fixture
def approved(people: People) -> Version:
    """An approved assessment with a measure, a condition and an acceptance."""
    left = replace(SCENARIO, likelihood_after=2, consequence_after=3)
    control = measure(due=today() + timedelta(days=40))
    version = advised(people, "ros", [make_ward().lab], scenario=left, control=control)
    accepted(people, version, days=90)
    condition = ConditionText("Test it", "Somebody else", today() + timedelta(days=50))
    approve(people.owner, version.id, "We go on.", conditions=[condition])
    db.session.expire_all()
    return version


def told(actor: Actor) -> list[tuple[str, str, date | None]]:
    query = select(Notice).where(Notice.user_id == actor.id, Notice.key.is_not(None)).order_by(Notice.id)
    return [(one.kind, one.place, one.day) for one in db.session.scalars(query)]


def test_each_day_is_told_when_it_is_near_and_once_more_when_it_has_passed(people: People, approved: Version) -> None:
    due, condition, until = (today() + timedelta(days=days) for days in (40, 50, 90))
    assert remind(OPERATOR, today()) == 0
    near = due - timedelta(days=30)
    assert remind(OPERATOR, near) > 0
    assert told(people.member) == [("measure due", "T1", due)]
    assert remind(OPERATOR, near) == 0 == remind(OPERATOR, near + timedelta(days=1))
    remind(OPERATOR, condition)
    assert told(people.member)[1:] == [("measure due", "T1", due), ("condition due", "K1", condition)]
    assert told(people.risk_owner) == [("acceptance ends", "R1", until)]
    remind(OPERATOR, until + timedelta(days=1))
    assert told(people.risk_owner) == [("acceptance ends", "R1", until)] * 2
    assert told(people.auditor) == [] == told(people.privacy)
    events = [one for one in db.session.scalars(select(AuditEvent)) if one.action == Action.REMINDED]
    assert events and all(one.after and one.after["notices"] > 0 for one in events)


def test_the_review_is_a_matter_of_the_level_that_is_left(people: People, approved: Version) -> None:
    level = highest_left(approved)
    assert level is not None and level.tone == "medium"
    day = review_of(approved)
    assert day is not None and abs((day - today()).days - 730) <= 2
    assert [one.wait for one in waiting_for(people.owner, day - timedelta(days=1)) if one.wait is Wait.REVIEW] == []
    rows = [one for one in waiting_for(people.owner, day) if one.wait is Wait.REVIEW]
    assert [(one.version, one.since) for one in rows] == [(approved, day)]
    remind(OPERATOR, day - timedelta(days=30))
    assert ("review due", "", day) in told(people.member)
    start_version(people.member, approved.assessment_id)
    db.session.expire_all()
    assert [one for one in waiting_for(people.owner, day) if one.wait is Wait.REVIEW] == []


def test_a_review_is_still_due_after_a_newer_version_was_rejected(people: People, approved: Version) -> None:
    day = review_of(approved)
    assert day is not None
    start_version(people.member, approved.assessment_id)
    draft = version_of(approved.assessment_id)
    submit(people.member, draft.id)
    advise(people.security, draft.id, "supports", "Fine")
    reject(people.owner, draft.id, "Not like this")
    db.session.expire_all()
    rows = [one.version.number for one in waiting_for(people.owner, day) if one.wait is Wait.REVIEW]
    assert rows == [1]
    start_version(people.member, approved.assessment_id)
    db.session.expire_all()
    assert [one for one in waiting_for(people.owner, day) if one.wait is Wait.REVIEW] == [], "somebody is at it"


def test_a_calendar_has_all_of_these_days_long_before(people: People, approved: Version) -> None:
    found = {one.kind.value: one.day for one in days_ahead(people.member, today(), timedelta(days=1200))}
    assert found["measure due"] == today() + timedelta(days=40)
    assert found["condition due"] == today() + timedelta(days=50) and "review due" in found
    found = {one.kind.value: one.day for one in days_ahead(people.risk_owner, today(), timedelta(days=1200))}
    assert found["acceptance ends"] == today() + timedelta(days=90)


def test_only_who_looks_after_accounts_lets_it_run(people: People) -> None:
    with pytest.raises(NotAllowed):
        remind(people.owner, today())


def test_one_process_takes_the_day_and_the_next_day_is_another(app: Flask) -> None:
    assert take_day("x", today()) and not take_day("x", today())
    assert take_day("x", today() + timedelta(days=1)) and take_day("y", today())


def test_the_background_reminds_once_a_day(people: People, approved: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    near = today() + timedelta(days=10)
    monkeypatch.setattr("riskapp.jobs.daily.today", lambda: near)
    member = people.member
    look_after()
    assert len(told(member)) == 1
    assert not take_day(REMIND, near)


def test_somebody_without_rights_any_more_is_not_told(
    people: People, approved: Version, person: Callable[..., Actor]
) -> None:
    stranger = person("stranger", Role.ADMINISTRATOR)
    remind(OPERATOR, today() + timedelta(days=800))
    assert told(stranger) == []
