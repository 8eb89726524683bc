"""Taking a person's name out of the trail (GDPR Art. 17), while its chain and its checkpoints go on to hold.

What is hashed is a commitment to each value; a value that names the person goes, and its salt with it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Text, cast, or_, select
from sqlalchemy.orm import Session

from riskapp.audit.models import AuditEvent, AuditSalt, AuditSeal
from riskapp.audit.vocabulary import Action
from riskapp.errors import N_, Invalid
from riskapp.proof.hashing import COMMITTED

_LEAST = 3
_NOTHING = {"actor_name": "", "subject_id": "", "subject_label": "", "before": None, "after": None}


@dataclass(frozen=True, slots=True)
class Mention:
    """A value of an event that names the person: the event's number in the chain, and the field."""

    number: int
    field: str


def checked_name(name: str) -> str:
    """The name without stray blanks; raises Invalid (`name`) where it is too short to be one."""
    wanted = " ".join(name.split())
    if len(wanted) < _LEAST:
        raise Invalid(N_("Write the whole name as the trail has it."), field="name")
    return wanted


def checked_reason(reason: str, name: str) -> str:
    """The reason, which stays in the trail; raises Invalid (`reason`) where it is missing or names the person."""
    why = reason.strip()
    if not why:
        raise Invalid(N_("Write why this is erased; the reason stands in the trail."), field="reason")
    if name.casefold() in why.casefold():
        raise Invalid(N_("The reason stays in the trail: write it without the name."), field="reason")
    return why


def mentions(session: Session, name: str) -> list[Mention]:
    """Where the trail names `name`, in order."""
    return [Mention(seal.number, field) for event, seal in _found(session, name) for field in _in(event, name)]


def take_from_trail(session: Session, name: str) -> list[Mention]:
    """Empty every value that names `name`, with its salt, in the caller's transaction; returns what was taken."""
    return [mention for event, seal in _found(session, name) for mention in _take(session, event, seal, name)]


def _found(session: Session, name: str) -> list[tuple[AuditEvent, AuditSeal]]:
    stored = json.dumps(name)[1:-1]  # JSON columns hold letters beyond ASCII as \uXXXX
    named = or_(
        *(getattr(AuditEvent, field).contains(name, autoescape=True) for field in COMMITTED[:3]),
        *(cast(getattr(AuditEvent, field), Text).contains(stored, autoescape=True) for field in COMMITTED[3:]),
    )
    query = select(AuditEvent, AuditSeal).join(AuditSeal, AuditSeal.event_id == AuditEvent.id).where(named)
    return [(event, seal) for event, seal in session.execute(query.order_by(AuditSeal.number))]


def _in(event: AuditEvent, name: str) -> Iterator[str]:
    """The fields that name the person; what an erasing told stays, for the check needs it."""
    for field in COMMITTED:
        value = getattr(event, field)
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        if name in text and event.action != Action.VALUES_ERASED:
            yield field


def _take(session: Session, event: AuditEvent, seal: AuditSeal, name: str) -> Iterator[Mention]:
    salt = session.get_one(AuditSalt, event.id)
    for field in list(_in(event, name)):
        setattr(event, field, _NOTHING[field])
        salt.salts = {one: value for one, value in salt.salts.items() if one != field}
        yield Mention(seal.number, field)
