"""Weighing two risks: whoever decides says whether a measure that makes care worse is carried out, or left."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import scoped_ids
from riskapp.assessments.answers import clean
from riskapp.assessments.content import content_of
from riskapp.assessments.measures import subject_of_measure
from riskapp.assessments.models import Measure, TradeOff, Version
from riskapp.assessments.safety import WORSE
from riskapp.assessments.states import State
from riskapp.assessments.trade_offs import CHOICES, both_sides
from riskapp.audit.vocabulary import Action
from riskapp.database import now, transaction
from riskapp.decisions.authority import (
    gave_the_advice,
    refuse_adviser,
    refuse_author,
    require_person,
    role_of,
    wrote_in,
)
from riskapp.decisions.stepping import locked_version
from riskapp.errors import N_, Conflict, Invalid, NotFound

OPEN_STATES = (State.IN_REVIEW.value, State.ADVISED.value)


def may_weigh(actor: Actor, version: Version) -> bool:
    """Whether the choice is open to the actor now: who decides for all of the scope, and wrote none of it."""
    return (
        version.state in OPEN_STATES
        and actor.id is not None
        and not wrote_in(actor, version)
        and not gave_the_advice(actor, version)
        and actor.may_for_all(Permission.DECIDE, scoped_ids(version))
    )


def decide_trade_off(actor: Actor, measure_id: int, chosen: str, reason: str, seen: str | None = None) -> int:
    """Carry a measure out although it makes care worse, or leave it; returns the choice's id.

    Both sides are kept as they stand, so that a later change makes the choice stale. `seen` is the fingerprint of what
    the actor had on the screen. Raises Invalid with the field (`chosen`, `reason`), NotAllowed for an author or
    without the right for all of the scope, Conflict where a side was changed meanwhile.
    """
    user_id = require_person(actor)
    with transaction() as session:
        version = _open_version(session, actor, measure_id)
        measure = session.get_one(Measure, measure_id)
        assets = scoped_ids(version)
        require(actor.may_for_all(Permission.DECIDE, assets), Permission.DECIDE)
        refuse_author(actor, version)
        refuse_adviser(actor, version)
        then = both_sides(content_of(version), measure.number)
        _refuse_half(measure, has_care=then["care"] is not None)
        if seen is not None and seen != then["fingerprint"]:
            text = N_("Somebody changed one of the two sides after you opened the page. Look at them again first.")
            raise Conflict(text, theirs={}, mine={"chosen": chosen, "reason": reason})
        if chosen not in CHOICES:
            raise Invalid(N_("Choose whether it is carried out or left."), field="chosen")
        why = clean(reason, "reason").strip()
        if not why:
            raise Invalid(N_("Write why. The reason stands in the report beside both risks."), field="reason")
        role = role_of(actor, Permission.DECIDE, assets)
        row = TradeOff(
            chosen=chosen, reason=why, then=then, at=now(), user_id=user_id, by_name=actor.name, by_role=role
        )
        measure.trade_offs.append(row)
        session.flush()
        told: dict[str, object] = {"chosen": chosen, "reason": why, "weighed": then["fingerprint"]}
        log(session, actor, Action.TRADE_OFF_DECIDED, subject_of_measure(measure), after=told)
        return row.id


def _open_version(session: Session, actor: Actor, measure_id: int) -> Version:
    version_id = session.scalar(select(Measure.version_id).where(Measure.id == measure_id))
    if version_id is None:
        raise NotFound(N_("That measure was removed."))
    version = locked_version(session, actor, version_id, None)
    if version.state not in OPEN_STATES:
        raise Invalid(
            N_("The two risks are weighed while an assessment is in review or advised; this one is %(state)s."),
            state=version.state,
        )
    return version


def _refuse_half(measure: Measure, *, has_care: bool) -> None:
    if measure.safety_effect != WORSE:
        raise Invalid(N_("T%(number)s does not make care worse, so there is nothing to weigh."), number=measure.number)
    if not has_care:
        raise Invalid(
            N_(
                "T%(number)s does not say which scenario it brings to care, so there are no two risks to weigh. Send "
                "the assessment back to have it described."
            ),
            number=measure.number,
        )
