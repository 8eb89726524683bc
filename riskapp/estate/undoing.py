"""Undoing one's own last change of the estate, as long as the rows still are what that change made of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.audit.models import AuditEvent
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.errors import N_, Conflict, Invalid
from riskapp.estate.models import Asset, Category, Dependency, Flow, Holding
from riskapp.estate.reversals import KEPT, Reversal, Row, fill, values_of
from riskapp.estate.reversing import refuse_contradictions, refuse_taken
from riskapp.estate.snapshots import note_change

REVERSIBLE = frozenset(
    {
        *(Action.ASSET_CHANGED, Action.ASSET_RETIRED, Action.CATEGORY_CHANGED, Action.LINKS_ADDED),
        *(Action.HOLDING_ADDED, Action.HOLDING_CHANGED, Action.HOLDING_REMOVED),
        *(Action.FLOW_ADDED, Action.FLOW_CHANGED, Action.FLOW_REMOVED),
        *(Action.DEPENDENCY_ADDED, Action.DEPENDENCY_CHANGED, Action.DEPENDENCY_REMOVED),
    }
)
_FINAL = {
    Action.ASSET_ADDED: N_("Your last change added an asset. Assets are never deleted: change it, or retire it."),
    Action.CATEGORY_ADDED: N_("Your last change added a category. Categories are never deleted: change it instead."),
    Action.ESTATE_IMPORTED: N_(
        "Your last change was an import, which cannot be undone. Import a file that says what is right."
    ),
    Action.CHANGE_UNDONE: N_("Your last change is undone already."),
}
"""What cannot be undone, and why."""

_TABLES: dict[str, type[Row]] = {
    "asset": Asset,
    "category": Category,
    "holding": Holding,
    "flow": Flow,
    "dependency": Dependency,
}


def last_change(actor: Actor) -> AuditEvent | None:
    """The event of the actor's last change of the estate, where undoing it can be tried; None where it cannot."""
    event = _last_event(db.session(), actor)
    return event if event is not None and event.action in REVERSIBLE else None


def undo_last_change(actor: Actor, event_id: int | None = None) -> AuditEvent:
    """Give every row that the actor's last change altered the values that it had before. Returns the undone event.

    `event_id` is the change that the person saw offered. Raises Invalid where there is nothing to undo, Conflict where
    somebody changed one of the rows, or the person something else, since then, and NotAllowed.
    """
    require(actor.may(Permission.EDIT_ESTATE), Permission.EDIT_ESTATE)
    with transaction() as session:
        state = note_change(session)  # first, because whoever changes the estate waits here for the other to end
        event = _to_undo(session, actor, event_id)
        kept = session.get(Reversal, event.id)
        if kept is None:
            raise Invalid(N_("What was there before this change was not kept, so it cannot be undone."))
        found = [(part, _as_left(session, actor, part)) for part in kept.rows]
        # Last things first, so that what was added goes before anything takes its place.
        for part, row in reversed(found):
            _reverse(session, part, row, state)
        session.flush()
        refuse_contradictions(session, [values["dependent_id"] for values in _said(kept.rows, Dependency)])
        _log(session, actor, event)
        return event


def _last_event(session: Session, actor: Actor) -> AuditEvent | None:
    acts = [action.value for action in (*REVERSIBLE, *_FINAL)]
    query = select(AuditEvent).where(
        AuditEvent.actor_id == actor.id, AuditEvent.action.in_(acts), AuditEvent.at >= now() - KEPT
    )
    return session.scalar(query.order_by(AuditEvent.id.desc()).limit(1))


def _to_undo(session: Session, actor: Actor, event_id: int | None) -> AuditEvent:
    event = _last_event(session, actor)
    if event is None:
        raise Invalid(N_("You changed nothing in the estate during the last day, so there is nothing to undo."))
    if event.action not in REVERSIBLE:
        raise Invalid(_FINAL[Action(event.action)])
    if event_id not in (None, event.id):
        raise Conflict(
            N_("You changed something else after that. Only your last change can be undone."), theirs={}, mine={}
        )
    return event


def _as_left(session: Session, actor: Actor, part: dict[str, Any]) -> Row | None:
    """The row as the change left it, None for one that it removed. Raises Conflict where it is not so any more."""
    for values in (part["before"], part["after"]):
        if values is not None:
            _require(actor, part, values)
    if part["after"] is None:
        refuse_taken(session, _TABLES[part["table"]], part["before"])
        return None
    row: Any = session.get(_TABLES[part["table"]], part["number"], populate_existing=True)
    if row is None or values_of(row) != part["after"]:
        raise Conflict(
            N_("Somebody changed this after you did, so it cannot be undone any more. Change it by hand."),
            theirs={},
            mine={},
        )
    return row


def _require(actor: Actor, part: dict[str, Any], values: dict[str, Any]) -> None:
    """The right that the change itself needed."""
    ends = {
        "asset": [part["number"]],
        "holding": [values.get("asset_id")],
        "flow": [values.get("source_id"), values.get("target_id")],
        "dependency": [values.get("dependent_id")],
    }.get(part["table"])
    allowed = actor.may_everywhere(Permission.EDIT_ESTATE)
    if ends is not None:
        allowed = actor.may_for_any(Permission.EDIT_ESTATE, ends)
    require(allowed, Permission.EDIT_ESTATE)


def _reverse(session: Session, part: dict[str, Any], row: Row | None, state: int) -> None:
    before = part["before"]
    if row is not None and before is None:
        session.delete(row)
        session.flush()
        return
    if row is None:
        model = _TABLES[part["table"]]
        row = model()
        if session.get(model, part["number"]) is None:  # else somebody's new row has the number by now
            row.id = part["number"]
    with session.no_autoflush:
        fill(session, row, before)
    if isinstance(row, Asset):
        row.state = state
    session.add(row)
    session.flush()


def _said(rows: Sequence[dict[str, Any]], model: type[Row]) -> list[dict[str, Any]]:
    parts = [part for part in rows if part["table"] == model.__tablename__]
    return [values for part in parts for values in (part["before"], part["after"]) if values is not None]


def _log(session: Session, actor: Actor, event: AuditEvent) -> None:
    """Write an event that tells the undone one backwards, of the same subject, and names it."""
    old, new = event.after or {}, event.before or {}
    names = list(dict.fromkeys([*old, *new]))
    log(
        session,
        actor,
        Action.CHANGE_UNDONE,
        Subject.of(event),
        before={name: old.get(name) for name in names},
        after={**{name: new.get(name) for name in names}, "undone": event.id},
    )
