"""Adding, changing and retiring assets."""

from dataclasses import replace

from sqlalchemy import select

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import transaction
from riskapp.errors import N_, Invalid
from riskapp.estate.finding import refuse_if_changed, stored
from riskapp.estate.keys import free_key
from riskapp.estate.models import Asset
from riskapp.estate.reversals import Change
from riskapp.estate.rows import ASSET_COLUMNS, asset_row, fields
from riskapp.estate.snapshots import note_change
from riskapp.estate.values import checked_asset, checked_id
from riskapp.graph import snapshot as frozen
from riskapp.graph.vocabulary import Lifecycle


def add_asset(actor: Actor, new: frozen.Asset) -> int:
    """Add an asset; an empty id is made from the name. Returns its number. Raises Invalid with the field."""
    require(actor.may_everywhere(Permission.EDIT_ESTATE), Permission.EDIT_ESTATE)
    with transaction() as session:
        key = new.id if new.id.strip() else free_key(session, Asset, new.name)
        row = checked_asset(replace(new, id=checked_id(key)))
        if session.scalar(select(Asset.id).where(Asset.key == row.id)) is not None:
            raise Invalid(N_("The id %(id)s is taken by another asset."), field="id", id=row.id)
        asset = Asset(key=row.id, state=note_change(session))
        _fill(asset, row)
        session.add(asset)
        session.flush()
        log(session, actor, Action.ASSET_ADDED, Subject("asset", asset.id, row.name), after=fields(row))
        return asset.id


def change_asset(actor: Actor, asset_id: int, version: int, new: frozen.Asset) -> None:
    """Give an asset new values; its id stays, because files know it by that.

    Raises Invalid with the field, and Conflict where it is not `version` any more.
    """
    require(actor.may_for_any(Permission.EDIT_ESTATE, [asset_id]), Permission.EDIT_ESTATE)
    with transaction() as session:
        asset = stored(session, Asset, asset_id)
        old = asset_row(asset)
        row = checked_asset(replace(new, id=asset.key))
        if row == old:
            return
        refuse_if_changed(asset, version, old, row)
        retired = row.lifecycle is Lifecycle.RETIRED and old.lifecycle is not Lifecycle.RETIRED
        change = Change()
        change.sees(asset)
        asset.state = note_change(session)
        _fill(asset, row)
        event = log(
            session,
            actor,
            Action.ASSET_RETIRED if retired else Action.ASSET_CHANGED,
            Subject("asset", asset.id, row.name),
            before=fields(old),
            after=fields(row),
        )
        change.keep(session, event)


def retire_asset(actor: Actor, asset_id: int, version: int) -> None:
    """Take an asset out of use: it stays on file, with all that was said of it, and takes no part any more."""
    with transaction() as session:
        present = asset_row(stored(session, Asset, asset_id))
        change_asset(actor, asset_id, version, replace(present, lifecycle=Lifecycle.RETIRED))


def _fill(asset: Asset, row: frozen.Asset) -> None:
    for name in ASSET_COLUMNS:
        setattr(asset, name, getattr(row, name))
    asset.kind, asset.lifecycle = row.kind.value, row.lifecycle.value
