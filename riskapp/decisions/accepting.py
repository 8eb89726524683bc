"""Accepting a residual risk: a named owner bears one scenario, as it stands, until a date (ISO/IEC 27001 6.1.3 f)."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.acceptance import PERMISSIONS
from riskapp.assessments.acceptance_criteria import Content, Standing, check_until, risk_as_it_is, scope_of, standing
from riskapp.assessments.acceptance_lines import Line, line_in, line_of_level
from riskapp.assessments.access import scoped_ids
from riskapp.assessments.answers import clean
from riskapp.assessments.models import Acceptance, Risk, Version
from riskapp.assessments.risks import subject_of_risk
from riskapp.assessments.states import State
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.decisions.authority import refuse_author, require_person
from riskapp.decisions.in_force import content_today, in_force
from riskapp.decisions.stepping import locked_version
from riskapp.decisions.surroundings import today
from riskapp.errors import N_, Invalid, NotAllowed, NotFound

OPEN_STATES = (State.IN_REVIEW.value, State.ADVISED.value)


def accept_risk(actor: Actor, risk_id: int, until: date | None, reason: str) -> int:
    """Bear a scenario's residual risk until a day, with a reason; returns the acceptance's id.

    What is accepted is kept as it was, measures included, so that a later change makes the acceptance stale. While an
    approved version is in force, one that ran out or was withdrawn can be given anew. Where the scenario names a risk
    owner it is for that person, or for whoever may decide on the system.
    Raises Invalid with the field (`until`, `reason`), NotAllowed for an author or without the right for its level.
    """
    user_id = require_person(actor)
    with transaction() as session:
        risk, version = _risk(session, actor, risk_id)
        refuse_author(actor, version)
        content = content_today(version)
        then = risk_as_it_is(content, risk.number)
        if then["risk"]["level_after"] is None:
            raise Invalid(N_("What is left of R%(number)s after the measures is not judged yet."), number=risk.number)
        line = line_in(content, then["risk"]) or line_of_level(content, then["risk"]["level_after"])
        _require_right(actor, line, assets_of(risk, version))
        _require_owner(actor, risk, version)
        _refuse_second(content, risk.number)
        reason = clean(reason, "reason").strip()
        if not reason:
            raise Invalid(N_("Write why you can bear this risk. The reason stands in the report."), field="reason")
        until = check_until(until, today(), line.days)
        acceptance = Acceptance(
            user_id=user_id,
            owner_name=actor.name,
            at=now(),
            until=until,
            reason=reason,
            risk_then={
                **then,
                "line": {"roles": list(line.roles), "days": line.days},
                "scope": scope_of(content, then["risk"]),
            },
            treatment_before=risk.treatment,
        )
        risk.acceptances.append(acceptance)
        session.flush()
        log(
            session,
            actor,
            Action.RISK_ACCEPTED,
            subject_of_risk(risk),
            after={"accepted_by": actor.name, "until": until, "reason": reason, "fingerprint": then["fingerprint"]},
        )
        return acceptance.id


def withdraw_acceptance(actor: Actor, acceptance_id: int, reason: str = "") -> None:
    """Take back an acceptance: its owner, or whoever else could have given it. The risk is then treated as before.

    After the decision this needs a reason: what was approved rested on it. Raises Invalid with `reason`.
    """
    require_person(actor)
    with transaction() as session:
        acceptance = session.get(Acceptance, acceptance_id)
        if acceptance is None:
            raise NotFound(N_("There is no such acceptance."))
        risk, version = _risk(session, actor, acceptance.risk_id)
        if acceptance.user_id != actor.id and not may_accept_any(actor, risk, version):
            require(False, Permission.ACCEPT_RISK)
        if acceptance.withdrawn_at is not None:
            raise Invalid(N_("This acceptance was withdrawn already."))
        reason = clean(reason, "reason").strip()
        if version.frozen_form is not None and not reason:
            raise Invalid(N_("Write why it no longer holds. Whoever treats the risk reads it."), field="reason")
        acceptance.withdrawn_at, acceptance.withdrawn_by, acceptance.withdrawn_reason = now(), actor.name, reason
        log(
            session,
            actor,
            Action.ACCEPTANCE_WITHDRAWN,
            subject_of_risk(risk),
            before={"accepted_by": acceptance.owner_name, "until": acceptance.until, "reason": acceptance.reason},
            after={"accepted_by": None, "until": None, "reason": reason, "treatment": acceptance.treatment_before},
        )


def assets_of(risk: Risk, version: Version) -> frozenset[int]:
    """The assets that somebody must answer for to accept the risk: its own, or all of the scope where it names none."""
    return frozenset([risk.asset_id]) if risk.asset_id is not None else scoped_ids(version)


def may_accept(actor: Actor, roles: Iterable[str], assets: Iterable[int]) -> bool:
    """Whether the actor holds one of the roles for all these assets."""
    wanted = frozenset(assets)
    return any(actor.may_for_all(PERMISSIONS[role], wanted) for role in roles)


def may_accept_any(actor: Actor, risk: Risk, version: Version) -> bool:
    """Whether the actor could accept this risk at some level."""
    return may_accept(actor, PERMISSIONS, assets_of(risk, version))


def _require_right(actor: Actor, line: Line, assets: frozenset[int]) -> None:
    if not line.roles:
        raise NotAllowed(N_("Nobody may accept a risk of this level. It needs more measures."))
    if may_accept(actor, line.roles, assets):
        return
    require(actor.may_for_all(Permission.ACCEPT_RISK, assets), Permission.ACCEPT_RISK)
    raise NotAllowed(N_("A risk of this level is accepted by the system owner, for a short time only."))


def _require_owner(actor: Actor, risk: Risk, version: Version) -> None:
    if risk.owner is None or risk.owner_id == actor.id:
        return
    if not actor.may_for_all(Permission.DECIDE, assets_of(risk, version)):
        raise NotAllowed(
            N_("%(name)s is named as the owner of R%(number)s and accepts it, or whoever decides on the system."),
            name=risk.owner.name,
            number=risk.number,
        )


def _refuse_second(content: Content, number: int) -> None:
    """One person bears a risk: a second acceptance beside one that holds would leave two answers to "who?"."""
    risk = next(one for one in content["risks"] if one["number"] == number)
    for one in risk["acceptances"]:
        if standing(content, risk, one, today()) is Standing.HOLDS:
            raise Invalid(
                N_("%(name)s bears R%(number)s already, until %(until)s. Withdraw that acceptance first."),
                name=one["owner"],
                number=number,
                until=date.fromisoformat(one["until"]),
            )


def _risk(session: Session, actor: Actor, risk_id: int) -> tuple[Risk, Version]:
    version_id = db.session.scalar(select(Risk.version_id).where(Risk.id == risk_id))
    if version_id is None:
        raise NotFound(N_("That scenario was removed."))
    version = locked_version(session, actor, version_id, None)
    if version.state not in OPEN_STATES and not in_force(version):
        raise Invalid(
            N_("Risks are accepted in an assessment that is in review, advised or in force; this one is %(state)s."),
            state=version.state,
        )
    return session.get_one(Risk, risk_id), version
