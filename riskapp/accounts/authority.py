"""From an account to an actor, and the one sentence that a missing right answers with."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from riskapp.accounts.models import User
from riskapp.accounts.permissions import Actor, Grant, Permission
from riskapp.audit.models import AuditEvent
from riskapp.audit.trail import Subject, record
from riskapp.audit.vocabulary import Action
from riskapp.errors import N_, NotAllowed


def actor_of(user: User) -> Actor:
    """The frozen actor that operations take, with the grants of this moment."""
    return Actor(
        id=user.id,
        name=user.name,
        grants=frozenset(Grant(grant.as_role, grant.asset_id) for grant in user.roles),
    )


def require(allowed: bool, permission: Permission) -> None:
    """Raise NotAllowed unless `allowed`."""
    if not allowed:
        raise NotAllowed(
            N_("Your roles do not let you %(act)s. Ask an administrator if you should be able to."),
            act=permission.value,
        )


def log(
    session: Session,
    actor: Actor,
    action: Action,
    subject: Subject,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> AuditEvent:
    """Write the audit event of what `actor` did, and return it."""
    return record(session, actor.id, actor.name, action, subject, before=before, after=after)
