"""Finding one stored row: by its number, or by the id that files and people use."""

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.estate.models import Asset, Category, Dependency, Flow, Holding
from riskapp.estate.rows import Row, fields

Stored = TypeVar("Stored", Asset, Category, Holding, Flow, Dependency)

_MISSING = {
    Asset: N_("There is no such asset."),
    Category: N_("There is no such category."),
    Holding: N_("This entry was removed already."),
    Flow: N_("This flow was removed already."),
    Dependency: N_("This dependency was removed already."),
}


def stored(session: Session, model: type[Stored], number: int) -> Stored:
    """The row with this number. Raises NotFound."""
    found = session.get(model, number)
    if found is None:
        raise NotFound(_MISSING[model])
    return found


def asset_with_key(session: Session, key: str, field: str) -> Asset:
    """The asset with this id. Raises Invalid with `field`."""
    found = session.scalar(select(Asset).where(Asset.key == key))
    if found is None:
        raise Invalid(N_("No asset has the id %(id)s."), field=field, id=key)
    return found


def category_with_key(session: Session, key: str, field: str) -> Category:
    """The category with this id. Raises Invalid with `field`."""
    found = session.scalar(select(Category).where(Category.key == key))
    if found is None:
        raise Invalid(N_("No category has the id %(id)s."), field=field, id=key)
    return found


def refuse_if_changed(
    found: Asset | Category | Holding | Flow | Dependency, version: int, theirs: Row, mine: Row
) -> None:
    """Raise Conflict, with both texts, where the row is not the version that the person saw."""
    if found.version != version:
        raise Conflict(
            N_("Somebody else changed this after you opened it. Nothing of yours is stored yet."),
            theirs=fields(theirs),
            mine=fields(mine),
        )
