"""What an asset needs to do its work: adding, changing and removing dependencies, alone or in groups."""

from dataclasses import replace

from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import transaction
from riskapp.estate.dependency_groups import (
    agree,
    others_of_group,
    refuse_leaving_too_few,
    refuse_too_few,
    refuse_twice,
)
from riskapp.estate.finding import asset_with_key, refuse_if_changed, stored
from riskapp.estate.models import Asset, Dependency
from riskapp.estate.reversals import Change
from riskapp.estate.rows import dependency_row, fields
from riskapp.estate.snapshots import note_change
from riskapp.estate.values import checked_dependency
from riskapp.graph import snapshot as frozen


def add_dependency(actor: Actor, new: frozen.Dependency) -> tuple[int, int]:
    """Say that an asset needs another. Where its group is there already, the whole group takes over what `new` says.

    Returns its number and how many other rows of the group changed. Raises Invalid with the field.
    """
    with transaction() as session:
        change = Change()
        dependency, row, changed = place_dependency(session, actor, new, change)
        said = {**fields(row), **_also(changed)}
        event = log(session, actor, Action.DEPENDENCY_ADDED, _subject(dependency.dependent), after=said)
        change.keep(session, event)
        note_change(session)
        return dependency.id, changed


def place_dependency(
    session: Session, actor: Actor, new: frozen.Dependency, change: Change, *, coming: int = 0
) -> tuple[Dependency, frozen.Dependency, int]:
    """Put one new dependency into the estate, in the caller's transaction, who writes the event and keeps `change`.

    `coming` rows of the same group follow at once, so that it may need that many more. Returns the stored row, what it
    says, and how many other rows of the group changed. Raises Invalid with the field, and NotAllowed.
    """
    row = checked_dependency(new)
    dependent = asset_with_key(session, row.dependent, "dependent")
    require(actor.may_for_any(Permission.EDIT_ESTATE, [dependent.id]), Permission.EDIT_ESTATE)
    provider = asset_with_key(session, row.provider, "provider")
    refuse_twice(session, dependent.id, provider.id, row, None)
    others = others_of_group(session, dependent.id, row.group)
    refuse_too_few(row, len(others) + 1 + coming)
    change.sees(*others)
    dependency = Dependency(dependent_id=dependent.id, provider_id=provider.id)
    _fill(dependency, row)
    changed = agree(others, row)
    session.add(dependency)
    session.flush()
    change.adds(dependency)
    return dependency, row, changed


def change_dependency(actor: Actor, dependency_id: int, version: int, new: frozen.Dependency) -> int:
    """Give a dependency new values; who needs it stays. Its whole group takes over needed, tolerance and strength.

    Returns how many other rows changed with it. Raises Invalid with the field, and Conflict where it is not `version`.
    """
    with transaction() as session:
        dependency = stored(session, Dependency, dependency_id)
        require(actor.may_for_any(Permission.EDIT_ESTATE, [dependency.dependent_id]), Permission.EDIT_ESTATE)
        old = dependency_row(dependency)
        row = checked_dependency(replace(new, dependent=old.dependent), old.group)
        if row == old:
            return 0
        refuse_if_changed(dependency, version, old, row)
        change = Change()
        changed = _change(session, dependency, old, row, change)
        event = log(
            session,
            actor,
            Action.DEPENDENCY_CHANGED,
            _subject(dependency.dependent),
            before=_named(old, old),
            after={**_named(old, row), **_also(changed)},
        )
        change.keep(session, event)
        note_change(session)
        return changed


def _change(
    session: Session, dependency: Dependency, old: frozen.Dependency, row: frozen.Dependency, change: Change
) -> int:
    provider = asset_with_key(session, row.provider, "provider")
    refuse_twice(session, dependency.dependent_id, provider.id, row, dependency.id)
    others = others_of_group(session, dependency.dependent_id, row.group, dependency.id)
    refuse_too_few(row, len(others) + 1)
    if old.group != row.group:
        refuse_leaving_too_few(others_of_group(session, dependency.dependent_id, old.group, dependency.id))
    change.sees(dependency, *others)
    dependency.provider_id = provider.id
    _fill(dependency, row)
    return agree(others, row)


def remove_dependency(actor: Actor, dependency_id: int, version: int) -> None:
    """Say that the asset needs the other no longer.

    Raises Invalid where its group would have too few left, and Conflict where it is not `version` any more.
    """
    with transaction() as session:
        dependency = stored(session, Dependency, dependency_id)
        require(actor.may_for_any(Permission.EDIT_ESTATE, [dependency.dependent_id]), Permission.EDIT_ESTATE)
        old = dependency_row(dependency)
        refuse_if_changed(dependency, version, old, old)
        refuse_leaving_too_few(others_of_group(session, dependency.dependent_id, old.group, dependency.id))
        change = Change()
        change.removes(dependency)
        event = log(session, actor, Action.DEPENDENCY_REMOVED, _subject(dependency.dependent), before=fields(old))
        session.delete(dependency)
        change.keep(session, event)
        note_change(session)


def _fill(dependency: Dependency, row: frozen.Dependency) -> None:
    dependency.kind, dependency.group_name = row.kind.value, row.group
    dependency.needed, dependency.tolerance, dependency.strength = row.needed, row.tolerance, row.strength.value


def _subject(dependent: Asset) -> Subject:
    # What an asset needs is part of what is known of it, and stands in its history.
    return Subject("asset", dependent.id, dependent.name)


def _named(old: frozen.Dependency, row: frozen.Dependency) -> dict[str, object]:
    # The trail keeps only fields that differ, so each of them says which dependency it belongs to.
    return {f"{old.provider} ({old.kind.value}): {name}": value for name, value in fields(row).items()}


def _also(changed: int) -> dict[str, object]:
    return {"other_rows_of_group": changed} if changed else {}
