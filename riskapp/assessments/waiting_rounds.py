"""What of an open version waits for somebody: to answer, to advise, to decide, risks to accept, measures to weigh."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import selectinload

from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.acceptance import may_accept, owns, rule_for, standing
from riskapp.assessments.acceptance_criteria import still_fits
from riskapp.assessments.access import latest_query, may_write, scoped_ids
from riskapp.assessments.content import content_of
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Version
from riskapp.assessments.queries import progress_of_version
from riskapp.assessments.safety import WORSE
from riskapp.assessments.states import State, who_advises
from riskapp.assessments.trade_offs import Weighed, asks_for_trade_off, weighed
from riskapp.assessments.waits import Wait, Waiting, since, wrote
from riskapp.database import db

OPEN = (State.DRAFT, State.SENT_BACK, State.IN_REVIEW, State.ADVISED)


def of_open_versions(actor: Actor, today: date) -> Iterator[Waiting]:
    """Everything that waits for the actor in versions that are not decided."""
    query = (
        latest_query(actor)
        .where(Version.state.in_([state.value for state in OPEN]))
        .options(selectinload(Version.scope), selectinload(Version.contributors), selectinload(Version.transitions))
    )
    for version in db.session.scalars(query):
        yield from _of_version(actor, version, today)


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
        yield from _to_weigh(actor, version)


def _to_accept(actor: Actor, version: Version, today: date) -> Iterator[Waiting]:
    scales = scales_of(version)
    content = content_of(version) if any(risk.acceptances for risk in version.risks) else None
    rows = {one["number"]: one for one in content["risks"]} if content else {}
    for risk in version.risks:
        rule, held = rule_for(scales, risk), standing(risk, today)
        if held is not None and content and not still_fits(content, rows[risk.number], held.risk_then):
            held = None  # it was accepted as it was before
        if rule and held is None and may_accept(actor, rule, risk, version) and owns(actor, risk, version):
            yield Waiting(Wait.ACCEPT, version, since(version), risk=risk)


def _to_weigh(actor: Actor, version: Version) -> Iterator[Waiting]:
    """Measures that make care worse, for whoever decides for all of the scope."""
    worse = [one for one in version.measures if one.safety_effect == WORSE]
    if not worse or not actor.may_for_all(Permission.DECIDE, scoped_ids(version)):
        return
    content = content_of(version)
    rows = {one["number"]: one for one in content["measures"]}
    for measure in worse:
        row = rows[measure.number]
        if asks_for_trade_off(content, row) and weighed(content, row) is not Weighed.HOLDS:
            yield Waiting(Wait.TRADE_OFF, version, since(version), measure=measure)
