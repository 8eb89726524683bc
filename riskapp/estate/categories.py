"""Adding and changing categories of personal data."""

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
from riskapp.estate.models import Category
from riskapp.estate.reversals import Change
from riskapp.estate.rows import category_row, fields
from riskapp.estate.snapshots import note_change
from riskapp.estate.values import checked_category, checked_id
from riskapp.graph import snapshot as frozen


def add_category(actor: Actor, new: frozen.Category) -> int:
    """Add a category; an empty id is made from the name. Returns its number. Raises Invalid with the field."""
    require(actor.may_everywhere(Permission.EDIT_ESTATE), Permission.EDIT_ESTATE)
    with transaction() as session:
        key = new.id if new.id.strip() else free_key(session, Category, new.name)
        row = checked_category(replace(new, id=checked_id(key)))
        if session.scalar(select(Category.id).where(Category.key == row.id)) is not None:
            raise Invalid(N_("The id %(id)s is taken by another category."), field="id", id=row.id)
        category = Category(key=row.id, name=row.name, sensitivity=row.sensitivity.value)
        session.add(category)
        session.flush()
        log(session, actor, Action.CATEGORY_ADDED, Subject("category", category.id, row.name), after=fields(row))
        note_change(session)
        return category.id


def change_category(actor: Actor, category_id: int, version: int, new: frozen.Category) -> None:
    """Give a category another name or sensitivity; its id stays. It concerns every system that holds such data.

    Raises Invalid with the field, and Conflict where it is not `version` any more.
    """
    require(actor.may_everywhere(Permission.EDIT_ESTATE), Permission.EDIT_ESTATE)
    with transaction() as session:
        category = stored(session, Category, category_id)
        old = category_row(category)
        row = checked_category(replace(new, id=category.key))
        if row == old:
            return
        refuse_if_changed(category, version, old, row)
        change = Change()
        change.sees(category)
        category.name, category.sensitivity = row.name, row.sensitivity.value
        event = log(
            session,
            actor,
            Action.CATEGORY_CHANGED,
            Subject("category", category.id, row.name),
            before=fields(old),
            after=fields(row),
        )
        change.keep(session, event)
        note_change(session)
