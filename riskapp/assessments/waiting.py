"""What waits for a person, in the order in which it hurts: to decide, accept, advise, answer; overdue; expiring."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.acceptance import may_accept, rule_for, standing
from riskapp.assessments.access import latest_query, may_read, may_write, scoped_ids
from riskapp.assessments.models import Acceptance, Condition, Contributor, Measure, Risk, Version
from riskapp.assessments.progress import Progress
from riskapp.assessments.queries import progress_of_version
from riskapp.assessments.states import State, who_advises
from riskapp.catalogues.scale_file import load_scales
from riskapp.database import db, now

SOON = timedelta(days=30)
OPEN = (State.DRAFT, State.SENT_BACK, State.IN_REVIEW, State.ADVISED)
MOST = 20


class Wait(StrEnum):
    """Why something waits, in the order in which the page shows it."""

    DECIDE = "to decide"
    ACCEPT = "to accept"
    ADVISE = "to advise"
    ANSWER = "to answer"
    OVERDUE = "overdue"
    EXPIRING = "expiring"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row: why, which version, since or until when, and the risk, measure, condition or progress that it is of."""

    wait: Wait
    version: Version
    since: datetime | date
    risk: Risk | None = None
    measure: Measure | None = None
    condition: Condition | None = None
    progress: Progress | None = None


def waiting_for(actor: Actor, today: date | None = None) -> list[Waiting]:
    """Everything that waits for the actor, ordered by why and then by how long it has waited."""
    today = today or now().date()
    query = (
        latest_query(actor)
        .where(Version.state.in_([state.value for state in OPEN]))
        .options(selectinload(Version.scope), selectinload(Version.contributors), selectinload(Version.transitions))
    )
    found = [row for version in db.session.scalars(query) for row in _of_version(actor, version, today)]
    found += [*_overdue(actor, today), *_unmet(actor, today), *_expiring(actor, today)]
    order = list(Wait)
    return sorted(found, key=lambda row: (order.index(row.wait), row.since.isoformat(), row.version.id))


def mine(actor: Actor) -> list[Version]:
    """The assessments that the actor has written in, newest change first, `MOST` at the most."""
    wrote = select(Contributor.version_id).where(Contributor.user_id == actor.id)
    return list(db.session.scalars(latest_query(actor).where(Version.id.in_(wrote)).limit(MOST)))


def since(version: Version) -> datetime:
    """When the version came to the state that it is in."""
    return version.transitions[-1].at if version.transitions else version.created_at


def wrote(actor: Actor, version: Version) -> bool:
    """Whether the actor has written in the version, and therefore does not decide on it."""
    return actor.id is not None and (
        actor.id == version.created_by or any(one.user_id == actor.id for one in version.contributors)
    )


def _of_version(actor: Actor, version: Version, today: date) -> Iterator[Waiting]:
    assets, state = scoped_ids(version), State(version.state)
    if wrote(actor, version):
        if may_write(actor, version):
            yield Waiting(Wait.ANSWER, version, since(version), progress=progress_of_version(version))
        return
    if state is State.IN_REVIEW and actor.may_for_any(who_advises(version.assessment.kind), assets):
        yield Waiting(Wait.ADVISE, version, since(version))
    if state is State.ADVISED and actor.may_for_all(Permission.DECIDE, assets):
        yield Waiting(Wait.DECIDE, version, since(version))
    if state in (State.IN_REVIEW, State.ADVISED):
        yield from _to_accept(actor, version, today)


def _to_accept(actor: Actor, version: Version, today: date) -> Iterator[Waiting]:
    scales = load_scales(version.assessment.kind)
    for risk in version.risks:
        rule = rule_for(scales, risk)
        if rule and standing(risk, today) is None and may_accept(actor, rule, risk, version):
            yield Waiting(Wait.ACCEPT, version, since(version), risk=risk)


def _overdue(actor: Actor, today: date) -> Iterator[Waiting]:
    late = select(Measure.version_id).where(Measure.due < today, Measure.status != "in place")
    query = latest_query(actor).where(Version.id.in_(late), Version.state != State.REJECTED.value)
    for version in db.session.scalars(query):
        if not (wrote(actor, version) or actor.may_for_any(Permission.DECIDE, scoped_ids(version))):
            continue
        for measure in version.measures:
            if measure.due is not None and measure.due < today and measure.status != "in place":
                yield Waiting(Wait.OVERDUE, version, measure.due, measure=measure)


def _unmet(actor: Actor, today: date) -> Iterator[Waiting]:
    """Conditions of any approval whose date has passed, for whoever wrote it or decides; a newer version ends none."""
    late = select(Condition.version_id).where(Condition.due < today, Condition.met_at.is_(None))
    for version in db.session.scalars(select(Version).where(Version.id.in_(late))):
        if not may_read(actor, version):
            continue
        if wrote(actor, version) or actor.may_for_any(Permission.DECIDE, scoped_ids(version)):
            for one in version.conditions:
                if one.due < today and one.met_at is None:
                    yield Waiting(Wait.OVERDUE, version, one.due, condition=one)


def _expiring(actor: Actor, today: date) -> Iterator[Waiting]:
    soon = select(Risk.version_id).join(Acceptance).where(Acceptance.until <= today + SOON)
    for version in db.session.scalars(latest_query(actor).where(Version.id.in_(soon))):
        if State(version.state) is not State.APPROVED:
            continue
        for risk in version.risks:
            held = [one for one in risk.acceptances if one.withdrawn_at is None]
            if held and held[-1].until <= today + SOON and _answers_for(actor, version, risk, held[-1]):
                yield Waiting(Wait.EXPIRING, version, held[-1].until, risk=risk)


def _answers_for(actor: Actor, version: Version, risk: Risk, held: Acceptance) -> bool:
    rule = rule_for(load_scales(version.assessment.kind), risk)
    return held.user_id == actor.id or (rule is not None and may_accept(actor, rule, risk, version))
