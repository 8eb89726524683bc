"""What administrators do with accounts, and what a person does with his or her own."""

from collections.abc import Sequence

from sqlalchemy import select

from riskapp.accounts.authority import log, require
from riskapp.accounts.models import RoleGrant, User
from riskapp.accounts.passwords import hash_password, matches
from riskapp.accounts.permissions import Actor, Permission, Role
from riskapp.accounts.sign_in import end_sessions
from riskapp.accounts.throttle import note_failure, refuse_if_throttled
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.settings import LANGUAGES

_LONGEST_USERNAME = 80
_LONGEST_NAME = 200


def add_user(
    actor: Actor, username: str, name: str, password: str, *, language: str = "nb", roles: Sequence[Role] = ()
) -> int:
    """Add an account with roles for all systems; returns its id. Raises Invalid for a bad name or password."""
    require(actor.may(Permission.MANAGE_USERS), Permission.MANAGE_USERS)
    username = username.strip().casefold()
    if not 0 < len(username) <= _LONGEST_USERNAME or " " in username or not username.isprintable():
        raise Invalid(N_("A user name is one word of at most 80 characters."), field="username")
    if not name.strip():
        raise Invalid(N_("Write the person's name."), field="name")
    if len(name.strip()) > _LONGEST_NAME or not name.isprintable():
        raise Invalid(N_("A name is one line of at most %(most)s characters."), field="name", most=_LONGEST_NAME)
    with transaction() as session:
        if session.scalar(select(User.id).where(User.username == username)) is not None:
            raise Invalid(N_("The user name %(name)s is taken."), field="username", name=username)
        user = User(
            username=username,
            name=name.strip(),
            password=hash_password(password, username),
            language=_known_language(language),
            created_at=now(),
            roles=[RoleGrant(role=role.value, asset_id=None) for role in dict.fromkeys(roles)],
        )
        session.add(user)
        session.flush()
        log(
            session,
            actor,
            Action.USER_ADDED,
            Subject("user", user.id, user.name),
            after={"username": username, "name": user.name, "roles": [role.value for role in roles]},
        )
        return user.id


def grant_role(actor: Actor, user_id: int, role: Role, asset_id: int | None = None) -> None:
    """Give a person a role, for one asset or for all. Giving it twice changes nothing.

    Raises Invalid for an administrator of one asset: accounts belong to no system.
    """
    require(actor.may(Permission.MANAGE_USERS), Permission.MANAGE_USERS)
    if role is Role.ADMINISTRATOR and asset_id is not None:
        raise Invalid(N_("An administrator answers for all systems. Leave the system empty."), field="asset")
    with transaction() as session:
        user = _user(user_id)
        if any(grant.role == role.value and grant.asset_id == asset_id for grant in user.roles):
            return
        user.roles.append(RoleGrant(role=role.value, asset_id=asset_id))
        log(
            session,
            actor,
            Action.ROLE_GRANTED,
            Subject("user", user.id, user.name),
            after={"role": role.value, "asset": asset_id},
        )


def withdraw_role(actor: Actor, grant_id: int) -> None:
    """Take a role away again; the last administrator stays, or nobody could ever give one back."""
    require(actor.may(Permission.MANAGE_USERS), Permission.MANAGE_USERS)
    with transaction() as session:
        grant = session.get(RoleGrant, grant_id)
        if grant is None:
            raise NotFound(N_("That role was withdrawn already."))
        if grant.role == Role.ADMINISTRATOR.value and not _administrators() - {grant.user_id}:
            raise Invalid(N_("This is the last administrator. Give the role to somebody else first."))
        user = grant.user
        log(
            session,
            actor,
            Action.ROLE_WITHDRAWN,
            Subject("user", user.id, user.name),
            before={"role": grant.role, "asset": grant.asset_id},
        )
        user.roles.remove(grant)


def reset_password(actor: Actor, user_id: int, password: str) -> None:
    """Set a new password for somebody and end all of that person's sessions."""
    require(actor.may(Permission.MANAGE_USERS), Permission.MANAGE_USERS)
    with transaction() as session:
        user = _user(user_id)
        user.password = hash_password(password, user.username)
        end_sessions(session, user.id)
        log(session, actor, Action.PASSWORD_RESET, Subject("user", user.id, user.name))


def set_active(actor: Actor, user_id: int, active: bool, version: int) -> None:
    """Close or reopen an account; closing it ends its sessions. Raises Conflict where it changed meanwhile."""
    require(actor.may(Permission.MANAGE_USERS), Permission.MANAGE_USERS)
    if user_id == actor.id and not active:
        raise Invalid(N_("You cannot close your own account."))
    with transaction() as session:
        user = _user(user_id)
        if user.version != version:
            raise Conflict(
                N_("Somebody else changed this account a moment ago."),
                theirs={"active": user.active},
                mine={"active": active},
            )
        log(
            session,
            actor,
            Action.USER_CHANGED,
            Subject("user", user.id, user.name),
            before={"active": user.active},
            after={"active": active},
        )
        user.active = active
        if not active:
            end_sessions(session, user.id)


def change_own_password(actor: Actor, old: str, new: str, *, address: str, keep_token: str = "") -> None:
    """Change one's own password; every browser of this person but the one with `keep_token` is signed out.

    Raises Invalid where `old` is wrong, or was too often of late, as in `sign_in`: a session left open is no key.
    """
    user = _user(actor.id or 0)
    refuse_if_throttled(user.username, address)
    if not matches(user.password, old):
        note_failure(user.username, address)
        raise Invalid(N_("The present password is wrong."), field="old")
    with transaction() as session:
        user = _user(actor.id or 0)
        user.password = hash_password(new, user.username)
        end_sessions(session, user.id, keep_token=keep_token)
        log(session, actor, Action.PASSWORD_CHANGED, Subject("user", user.id, user.name))


def choose_language(actor: Actor, language: str) -> None:
    """Keep the language that a person reads in."""
    with transaction() as session:
        user = _user(actor.id or 0)
        log(
            session,
            actor,
            Action.LANGUAGE_CHOSEN,
            Subject("user", user.id, user.name),
            before={"language": user.language},
            after={"language": _known_language(language)},
        )
        user.language = language


def user_named(username: str) -> User:
    """The account with this user name; raises NotFound."""
    user = db.session.scalar(select(User).where(User.username == username.strip().casefold()))
    if user is None:
        raise NotFound(N_("There is no user %(name)s. riskapp users lists all."), name=username)
    return user


def _user(user_id: int) -> User:
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound(N_("There is no such account."))
    return user


def _administrators() -> set[int]:
    """Who can give roles back: open accounts with the role for all systems."""
    query = (
        select(RoleGrant.user_id)
        .join(User)
        .where(RoleGrant.role == Role.ADMINISTRATOR.value, RoleGrant.asset_id.is_(None), User.active)
    )
    return set(db.session.scalars(query))


def _known_language(language: str) -> str:
    if language not in LANGUAGES:
        raise Invalid(N_("Choose nb or en."), field="language")
    return language
