"""Who may read a version, who advises or decides on it, and who wrote it: whom to tell, and whom one may name."""

from collections.abc import Iterator

from sqlalchemy import select

from riskapp.accounts.authority import actor_of
from riskapp.accounts.models import User
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import scoped_ids
from riskapp.assessments.models import Version
from riskapp.database import db


def readers(version: Version) -> list[User]:
    """The people with an open account who may read the version, by name."""
    return list(_holding(Permission.VIEW_ASSESSMENTS, version))


def who_may(version: Version, permission: Permission) -> list[int]:
    """The accounts that may do this to every system of the version and did not write in it."""
    wrote = authors(version)
    return [user.id for user in _holding(permission, version, every=True) if user.id not in wrote]


def open_accounts() -> list[Actor]:
    """The people with an open account, read once for whoever asks of many versions."""
    return [actor_of(user) for user in db.session.scalars(select(User).where(User.active).order_by(User.id))]


def authors(version: Version) -> frozenset[int]:
    """The accounts that wrote in the version."""
    wrote = {one.user_id for one in version.contributors}
    return frozenset(wrote | ({version.created_by} if version.created_by is not None else set()))


def _holding(permission: Permission, version: Version, *, every: bool = False) -> Iterator[User]:
    assets = scoped_ids(version)
    for user in db.session.scalars(select(User).where(User.active).order_by(User.name, User.id)):
        actor = actor_of(user)
        if actor.may_for_all(permission, assets) if every else actor.may_for_any(permission, assets):
            yield user
