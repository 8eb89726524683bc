"""Who can own a risk: the people with an account who may accept one for a version's systems."""

from sqlalchemy import select

from riskapp.accounts.authority import actor_of
from riskapp.accounts.models import User
from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import scoped_ids
from riskapp.assessments.models import Version
from riskapp.database import db


def possible_owners(version: Version, asset_id: int | None = None) -> list[User]:
    """Active people who may accept a risk of the asset, or of all of the scope where it names none, by name."""
    assets = scoped_ids(version) if asset_id is None else frozenset([asset_id])
    people = db.session.scalars(select(User).where(User.active.is_(True)).order_by(User.name))
    return [
        user
        for user in people
        if any(actor_of(user).may_for_all(act, assets) for act in (Permission.ACCEPT_RISK, Permission.DECIDE))
    ]
