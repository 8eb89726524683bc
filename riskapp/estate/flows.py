"""Data that go from one asset to another: adding, changing and removing flows."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import transaction
from riskapp.errors import N_, Invalid
from riskapp.estate.finding import asset_with_key, category_with_key, refuse_if_changed, stored
from riskapp.estate.keys import free_key
from riskapp.estate.models import Flow, FlowCarrier, FlowCategory
from riskapp.estate.reversals import Change
from riskapp.estate.rows import fields, flow_row
from riskapp.estate.snapshots import note_change
from riskapp.estate.values import checked_flow, checked_id
from riskapp.graph import snapshot as frozen


def add_flow(actor: Actor, new: frozen.Flow) -> int:
    """Add a flow; an empty id is made from its ends. Returns its number. Raises Invalid with the field.

    Whoever may edit one of the two ends may add it.
    """
    with transaction() as session:
        change = Change()
        flow, row = place_flow(session, actor, new, change)
        event = log(session, actor, Action.FLOW_ADDED, _subject(flow, row), after=fields(row))
        change.keep(session, event)
        note_change(session)
        return flow.id


def place_flow(session: Session, actor: Actor, new: frozen.Flow, change: Change) -> tuple[Flow, frozen.Flow]:
    """Put one new flow into the estate, in the caller's transaction, who writes the event and keeps `change`.

    Returns the stored row and what it says. Raises Invalid with the field, and NotAllowed.
    """
    key = new.id if new.id.strip() else free_key(session, Flow, f"{new.source} {new.target}")
    row = checked_flow(replace(new, id=checked_id(key)))
    if session.scalar(select(Flow.id).where(Flow.key == row.id)) is not None:
        raise Invalid(N_("The id %(id)s is taken by another flow."), field="id", id=row.id)
    flow = Flow(key=row.id)
    _fill(session, flow, row)
    _require(actor, flow.source_id, flow.target_id)
    session.add(flow)
    session.flush()
    change.adds(flow)
    return flow, row


def change_flow(actor: Actor, flow_id: int, version: int, new: frozen.Flow) -> None:
    """Give a flow new values; its id stays. Raises Invalid with the field, and Conflict where it changed meanwhile."""
    with transaction() as session:
        flow = stored(session, Flow, flow_id)
        _require(actor, flow.source_id, flow.target_id)
        old = flow_row(flow)
        row = checked_flow(replace(new, id=flow.key))
        if row == old:
            return
        refuse_if_changed(flow, version, old, row)
        change = Change()
        change.sees(flow)
        # Emptied first: the places of a list are its primary key, and a new row may not meet an old one there.
        flow.categories.clear()
        flow.carriers.clear()
        session.flush()
        _fill(session, flow, row)
        flag_modified(flow, "purpose")  # a list alone would leave the flow's own row, and so its version, as it was
        _require(actor, flow.source_id, flow.target_id)
        event = log(session, actor, Action.FLOW_CHANGED, _subject(flow, row), before=fields(old), after=fields(row))
        change.keep(session, event)
        note_change(session)


def remove_flow(actor: Actor, flow_id: int, version: int) -> None:
    """Say that these data flow no longer. Raises Conflict where it is not `version` any more."""
    with transaction() as session:
        flow = stored(session, Flow, flow_id)
        _require(actor, flow.source_id, flow.target_id)
        old = flow_row(flow)
        refuse_if_changed(flow, version, old, old)
        change = Change()
        change.removes(flow)
        event = log(session, actor, Action.FLOW_REMOVED, _subject(flow, old), before=fields(old))
        session.delete(flow)
        change.keep(session, event)
        note_change(session)


def _fill(session: Session, flow: Flow, row: frozen.Flow) -> None:
    with session.no_autoflush:
        flow.source_id = asset_with_key(session, row.source, "source").id
        flow.target_id = asset_with_key(session, row.target, "target").id
        flow.access, flow.encrypted, flow.validated = row.access.value, row.encrypted, row.validated
        flow.purpose, flow.persons = row.purpose, row.persons
        flow.categories.extend(
            FlowCategory(position=place, category=category_with_key(session, key, "categories"))
            for place, key in enumerate(row.categories)
        )
        flow.carriers.extend(
            FlowCarrier(position=place, asset=asset_with_key(session, key, "via")) for place, key in enumerate(row.via)
        )


def _require(actor: Actor, source: int, target: int) -> None:
    require(actor.may_for_any(Permission.EDIT_ESTATE, [source, target]), Permission.EDIT_ESTATE)


def _subject(flow: Flow, row: frozen.Flow) -> Subject:
    return Subject("flow", flow.id, f"{row.id}: {row.source} → {row.target}")
