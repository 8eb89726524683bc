"""What a person does with the statement: say of one control how it is, or decide on several that nobody decided."""

from collections.abc import Sequence
from dataclasses import fields, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.applicability.models import ControlDecision
from riskapp.applicability.statement import Decision
from riskapp.applicability.values import checked, known_control
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.controls import UNDECIDED
from riskapp.database import now, transaction
from riskapp.errors import N_, Invalid
from riskapp.processing.access import refuse_old

_FIELDS = tuple(one.name for one in fields(Decision))


def decide_control(actor: Actor, number: str, decision: Decision, row_version: int) -> int:
    """Store what is said of a control; returns its new row version, 0 where there is nothing to store yet.

    Raises NotFound, Invalid with the field, or Conflict with both texts where it is not `row_version` any more.
    """
    require(actor.may_everywhere(Permission.KEEP_APPLICABILITY), Permission.KEEP_APPLICABILITY)
    known_control(number)
    with transaction() as session:
        stored = _stored(session, number)
        decision = checked(decision, number)
        old, new = decision_of(stored), decision
        if new == old:
            return stored.row_version if stored else 0
        refuse_old(stored.row_version if stored else 0, row_version, told(old), told(new))
        return _store(session, actor, number, stored, new)


def decide_several(actor: Actor, numbers: Sequence[str], decision: Decision) -> int:
    """Say the same of several controls on which nobody decided; returns how many. What else is written of them stays.

    Of `decision` the choice, its reasons and their text count. Raises NotFound, and Invalid where none is chosen,
    nothing is decided by it, or one of them is decided already: then none is changed.
    """
    require(actor.may_everywhere(Permission.KEEP_APPLICABILITY), Permission.KEEP_APPLICABILITY)
    wanted = tuple(dict.fromkeys(numbers))
    if not wanted:
        raise Invalid(N_("Choose at least one control."), field="controls")
    if decision.applicable == UNDECIDED:
        raise Invalid(N_("Choose whether they are applicable."), field="applicable")
    with transaction() as session:
        for number in wanted:
            known_control(number)
            stored = _stored(session, number)
            old = decision_of(stored)
            if old.applicable != UNDECIDED:
                raise Invalid(
                    N_("%(control)s is decided already. Take it out of the choice, or change it on its own page."),
                    field="controls",
                    control=number,
                )
            why = decision.justification or old.justification
            new = replace(old, applicable=decision.applicable, reasons=decision.reasons, justification=why)
            _store(session, actor, number, stored, checked(new, number))
    return len(wanted)


def decision_of(stored: ControlDecision | None) -> Decision:
    """A stored row as frozen data; what nobody wrote is undecided."""
    if stored is None:
        return Decision()
    values = {name: getattr(stored, name) for name in _FIELDS}
    return Decision(**{**values, "reasons": tuple(stored.reasons)})


def told(decision: Decision) -> dict[str, object]:
    """The fields by name, as the trail keeps them."""
    return {name: getattr(decision, name) for name in _FIELDS}


def _stored(session: Session, number: str) -> ControlDecision | None:
    return session.scalar(select(ControlDecision).where(ControlDecision.control == number))


def _store(session: Session, actor: Actor, number: str, stored: ControlDecision | None, new: Decision) -> int:
    old = told(decision_of(stored))
    row = stored or ControlDecision(control=number)
    for name, value in told(new).items():
        setattr(row, name, list(value) if isinstance(value, tuple) else value)
    row.saved_at = now()
    session.add(row)
    session.flush()
    log(session, actor, Action.CONTROL_DECIDED, Subject("control", number, number), before=old, after=told(new))
    return row.row_version
