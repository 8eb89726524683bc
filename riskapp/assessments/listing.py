"""The list of assessments, narrowed by kind, state and words, one page at a time."""

from collections.abc import Collection
from dataclasses import dataclass

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import latest_query, may_write
from riskapp.assessments.models import Assessment, Measure, Risk, ScopedAsset, Version
from riskapp.assessments.states import State, editable
from riskapp.database import db
from riskapp.estate.models import Asset

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to; an empty text leaves it open. `asset` is an id that people use.

    `among` are ids of assessments; None: all of them.
    """

    kind: str = ""
    state: str = ""
    text: str = ""
    asset: str = ""
    among: Collection[int] | None = None


def list_assessments(actor: Actor, by: Narrowing, page: int = 1) -> Pagination:
    """The latest versions that the actor may read, newest change first, with what the table shows already loaded."""
    query = latest_query(actor).options(
        selectinload(Version.scope).selectinload(ScopedAsset.asset),
        selectinload(Version.transitions),
        selectinload(Version.answers),
        selectinload(Version.participants),
        selectinload(Version.measures),
        selectinload(Version.risks).selectinload(Risk.treated_by),
    )
    if by.kind:
        query = query.where(Assessment.kind == by.kind)
    if by.state:
        query = query.where(Version.state == by.state)
    if by.text:
        named = select(ScopedAsset.version_id).join(Asset).where(Asset.name.icontains(by.text, autoescape=True))
        query = query.where(or_(Version.title.icontains(by.text, autoescape=True), Version.id.in_(named)))
    if by.asset:
        scoped = select(ScopedAsset.version_id).join(Asset).where(Asset.key == by.asset)
        query = query.where(Version.id.in_(scoped))
    if by.among is not None:
        query = query.where(Assessment.id.in_(by.among))
    return db.paginate(query, page=page, per_page=A_PAGE, error_out=False)


def titled(actor: Actor, text: str, most: int) -> list[Version]:
    """The assessments with `text` in their title, for the search box."""
    query = latest_query(actor).where(Version.title.icontains(text, autoescape=True)).limit(most)
    return list(db.session.scalars(query))


def open_for(actor: Actor) -> list[Version]:
    """The versions that the actor may write in now, newest change first, with their scenarios and measures loaded."""
    writable = [state.value for state in State if editable(state.value)]
    query = latest_query(actor).where(Version.state.in_(writable))
    systems = selectinload(Version.scope).selectinload(ScopedAsset.asset)
    query = query.options(systems, selectinload(Version.risks), selectinload(Version.measures))
    return [version for version in db.session.scalars(query) if may_write(actor, version)]


@dataclass(frozen=True, slots=True)
class Writable:
    """A version with those of its scenarios and measures that are looked for."""

    version: Version
    risks: tuple[Risk, ...]
    measures: tuple[Measure, ...]


def writable(actor: Actor, text: str = "") -> list[Writable]:
    """The versions of `open_for` with each scenario and measure that has every word of `text`.

    The title and the systems of its assessment count as words of it; what has none is left out.
    """
    found = [_having(version, text.casefold().split()) for version in open_for(actor)]
    return [one for one in found if one.risks or one.measures]


def _having(version: Version, words: list[str]) -> Writable:
    about = "\n".join((version.title, *(scoped.asset.name for scoped in version.scope)))

    def has(*own: str) -> bool:
        shown = "\n".join((about, *own)).casefold()
        return all(word in shown for word in words)

    risks = tuple(one for one in version.risks if has(f"R{one.number}", one.event, one.threat, one.cause))
    return Writable(version, risks, tuple(one for one in version.measures if has(f"T{one.number}", one.text)))
