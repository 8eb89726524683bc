"""Which asset stores which category of data, about how many persons: adding, changing and removing."""

from dataclasses import replace

from sqlalchemy import select

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import transaction
from riskapp.errors import N_, Invalid
from riskapp.estate.finding import asset_with_key, category_with_key, refuse_if_changed, stored
from riskapp.estate.models import Asset, Holding
from riskapp.estate.reversals import Change
from riskapp.estate.rows import fields, holding_row
from riskapp.estate.snapshots import note_change
from riskapp.estate.values import checked_persons
from riskapp.graph import snapshot as frozen


def add_holding(actor: Actor, new: frozen.Holding) -> int:
    """Say that an asset stores a category. Returns the number of the entry. Raises Invalid with the field."""
    with transaction() as session:
        asset = asset_with_key(session, new.asset, "asset")
        require(actor.may_for_any(Permission.EDIT_ESTATE, [asset.id]), Permission.EDIT_ESTATE)
        category = category_with_key(session, new.category, "category")
        same = select(Holding.id).where(Holding.asset_id == asset.id, Holding.category_id == category.id)
        if session.scalar(same) is not None:
            raise Invalid(
                N_("%(asset)s holds this category already. Change that entry instead."),
                field="category",
                asset=asset.name,
            )
        holding = Holding(asset_id=asset.id, category_id=category.id, persons=checked_persons(new.persons))
        session.add(holding)
        session.flush()
        change = Change()
        change.adds(holding)
        change.keep(session, log(session, actor, Action.HOLDING_ADDED, _subject(asset), after=fields(new)))
        note_change(session)
        return holding.id


def change_holding(actor: Actor, holding_id: int, version: int, persons: int) -> None:
    """Give another number of persons. Raises Invalid, and Conflict where it is not `version` any more."""
    with transaction() as session:
        holding = stored(session, Holding, holding_id)
        require(actor.may_for_any(Permission.EDIT_ESTATE, [holding.asset_id]), Permission.EDIT_ESTATE)
        old = holding_row(holding)
        new = replace(old, persons=checked_persons(persons))
        if new == old:
            return
        refuse_if_changed(holding, version, old, new)
        change, subject = Change(), _subject(holding.asset)
        change.sees(holding)
        holding.persons = new.persons
        event = log(session, actor, Action.HOLDING_CHANGED, subject, before=_named(old), after=_named(new))
        change.keep(session, event)
        note_change(session)


def remove_holding(actor: Actor, holding_id: int, version: int) -> None:
    """Say that the asset stores this category no longer. Raises Conflict where it is not `version` any more."""
    with transaction() as session:
        holding = stored(session, Holding, holding_id)
        require(actor.may_for_any(Permission.EDIT_ESTATE, [holding.asset_id]), Permission.EDIT_ESTATE)
        old = holding_row(holding)
        refuse_if_changed(holding, version, old, old)
        change = Change()
        change.removes(holding)
        event = log(session, actor, Action.HOLDING_REMOVED, _subject(holding.asset), before=fields(old))
        session.delete(holding)
        change.keep(session, event)
        note_change(session)


def _subject(asset: Asset) -> Subject:
    # A holding is part of what is known of its asset, and stands in that asset's history.
    return Subject("asset", asset.id, asset.name)


def _named(row: frozen.Holding) -> dict[str, object]:
    # The trail keeps only fields that differ, so the number says which category it belongs to.
    return {f"{row.category}: persons": row.persons}
