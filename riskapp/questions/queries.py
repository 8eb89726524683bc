"""Reading saved questions for pages."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from riskapp.accounts.permissions import Actor
from riskapp.database import db
from riskapp.questions.models import SavedQuestion


def questions_for(actor: Actor, *, only_changing: bool = False) -> Sequence[SavedQuestion]:
    """The actor's own questions and those that are shared, latest change first; maybe only those that suppose one."""
    query = select(SavedQuestion).options(joinedload(SavedQuestion.owner))
    query = query.where(or_(SavedQuestion.shared, SavedQuestion.owner_id == actor.id))
    if only_changing:
        query = query.where(SavedQuestion.changes != "")
    return db.session.scalars(query.order_by(SavedQuestion.changed_at.desc(), SavedQuestion.id.desc())).all()
