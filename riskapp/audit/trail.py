"""Writing one event of the trail, inside the transaction of the change that it tells of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy.orm import Session

from riskapp.audit.models import AuditEvent
from riskapp.audit.sealing import seal_at_the_end
from riskapp.audit.vocabulary import Action
from riskapp.database import WRITES, now


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about: the kind and id of a row, and the name that people know it by."""

    kind: str
    id: object
    label: str = ""

    @classmethod
    def of(cls, event: AuditEvent) -> "Subject":
        """What an event that is written already is about."""
        return cls(event.subject_kind, event.subject_id, event.subject_label)


def record(
    session: Session,
    actor_id: int | None,
    actor_name: str,
    action: Action,
    subject: Subject,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> AuditEvent:
    """Add an event to `session`; where both sides are given, only the fields that differ are kept.

    Raises RuntimeError outside a transaction: an event on its own would tell of something that never happened.
    """
    if not session.info.get(WRITES):
        raise RuntimeError("an audit event is written in the transaction of its change")
    if before is not None and after is not None:
        changed = [name for name in after if before.get(name) != after[name]]
        before = {name: before.get(name) for name in changed}
        after = {name: after[name] for name in changed}
    event = AuditEvent(
        at=now(),
        actor_id=actor_id,
        actor_name=actor_name,
        action=action.value,
        subject_kind=subject.kind,
        subject_id=str(subject.id),
        subject_label=subject.label,
        before=_plain(before),
        after=_plain(after),
    )
    session.add(event)
    seal_at_the_end(session, event)
    return event


def _plain(values: Mapping[str, object] | None) -> dict[str, Any] | None:
    return None if values is None else {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list | set | frozenset):
        items = [_plain_value(item) for item in value]
        return sorted(items, key=str) if isinstance(value, set | frozenset) else items
    if isinstance(value, Mapping):
        return {str(name): _plain_value(item) for name, item in value.items()}
    return value
