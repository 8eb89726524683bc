"""What waits because its day has passed or is near: measures, conditions of an approval, acceptances."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased, selectinload

from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.acceptance import may_accept, rule_for, standing
from riskapp.assessments.access import may_read, scoped_ids
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Acceptance, Condition, Measure, RegisteredMeasure, Risk, Version
from riskapp.assessments.registered import IN_PLACE
from riskapp.assessments.states import State
from riskapp.assessments.waits import Wait, Waiting, wrote
from riskapp.database import db

SOON = timedelta(days=30)
"""So long before its day a measure or a condition is shown."""
RUNNING_OUT = timedelta(days=60)
"""So long before it ends an acceptance is shown: renewing it may take a meeting."""


def of_measures(actor: Actor, today: date, ahead: timedelta = SOON) -> Iterator[Waiting]:
    """Measures whose day has passed or is near, as the register has them: they go on after a decision."""
    late = select(Measure.version_id).join(Measure.registered)
    late = late.where(RegisteredMeasure.due <= today + ahead, RegisteredMeasure.status != IN_PLACE)
    query = _with_people(select(Version).where(Version.id.in_(late), latest_that_counts()))
    for version in db.session.scalars(query.options(selectinload(Version.measures).selectinload(Measure.registered))):
        for measure in version.measures if may_read(actor, version) else ():
            one = measure.registered
            if one is None or one.due is None or one.status == IN_PLACE or one.due > today + ahead:
                continue
            if _answers_for(actor, version, one.owner):
                yield Waiting(_by(one.due, today), version, one.due, measure=measure)


def of_conditions(actor: Actor, today: date, ahead: timedelta = SOON) -> Iterator[Waiting]:
    """Conditions of any approval that are not met and whose day has passed or is near; a newer version ends none."""
    late = select(Condition.version_id).where(Condition.due <= today + ahead, Condition.met_at.is_(None))
    query = _with_people(select(Version).where(Version.id.in_(late)))
    for version in db.session.scalars(query.options(selectinload(Version.conditions))):
        for one in version.conditions if may_read(actor, version) else ():
            near = one.due <= today + ahead and one.met_at is None
            if near and _answers_for(actor, version, one.owner):
                yield Waiting(_by(one.due, today), version, one.due, condition=one)


def of_acceptances(actor: Actor, today: date, ahead: timedelta = RUNNING_OUT) -> Iterator[Waiting]:
    """Acceptances in force that run out soon, and risks that are open again: theirs ran out or was withdrawn."""
    soon = select(Risk.version_id).join(Acceptance)
    soon = soon.where(or_(Acceptance.until <= today + ahead, Acceptance.withdrawn_at.is_not(None)))
    query = _with_people(select(Version).where(Version.id.in_(soon), in_force()))
    for version in db.session.scalars(query.options(selectinload(Version.risks).selectinload(Risk.acceptances))):
        for risk in version.risks if may_read(actor, version) else ():
            if risk.acceptances and bears(actor, version, risk, risk.acceptances[-1]):
                yield from acceptances_of(version, risk, today, ahead)


def bears(actor: Actor, version: Version, risk: Risk, held: Acceptance) -> bool:
    """Whether the actor gave the acceptance, or could give the next one."""
    rule = rule_for(scales_of(version), risk)
    return held.user_id == actor.id or (rule is not None and may_accept(actor, rule, risk, version))


def acceptances_of(version: Version, risk: Risk, today: date, ahead: timedelta) -> Iterator[Waiting]:
    """Whether what was accepted is open again, or runs out soon; nothing of a risk that nobody has accepted."""
    if not risk.acceptances:
        return
    held, last = standing(risk, today), risk.acceptances[-1]
    if held is None:
        yield Waiting(Wait.REOPENED, version, last.withdrawn_at or last.until, risk=risk)
    elif held.until <= today + ahead:
        yield Waiting(Wait.EXPIRING, version, held.until, risk=risk)


def _by(due: date, today: date) -> Wait:
    return Wait.OVERDUE if due < today else Wait.DUE


def _answers_for(actor: Actor, version: Version, owner: str) -> bool:
    """Whether the actor is named as the owner, wrote the version, or decides for one of its systems."""
    named = owner.strip().casefold() == actor.name.casefold()
    return named or wrote(actor, version) or actor.may_for_any(Permission.DECIDE, scoped_ids(version))


def _with_people(query: Select[Version]) -> Select[Version]:
    return query.options(selectinload(Version.scope), selectinload(Version.contributors))


def latest_that_counts() -> ColumnElement[bool]:
    """Not rejected, and no later version of the same assessment that is not: a rejected one replaces none."""
    later = aliased(Version)
    newer = exists().where(
        later.assessment_id == Version.assessment_id,
        later.number > Version.number,
        later.state != State.REJECTED.value,
    )
    return and_(Version.state != State.REJECTED.value, ~newer)


def in_force() -> ColumnElement[bool]:
    """Approved, and no later version of the same assessment is."""
    later = aliased(Version)
    newer = exists().where(
        later.assessment_id == Version.assessment_id,
        later.number > Version.number,
        later.state == State.APPROVED.value,
    )
    return and_(Version.state == State.APPROVED.value, ~newer)
