"""`riskapp users`: add, role, reset."""

import sys
from typing import Any

import click
from sqlalchemy import select

from riskapp.accounts import operations
from riskapp.accounts.authority import require
from riskapp.accounts.models import User
from riskapp.accounts.permissions import Permission, Role
from riskapp.commands.opening import acting, actor_named, opened, print_json
from riskapp.database import db
from riskapp.errors import N_, Invalid, NotFound
from riskapp.estate.models import Asset

ROLES = click.Choice([role.value for role in Role])
PASSWORD = click.option(
    "--password-stdin", "from_stdin", is_flag=True, help="Read the password from standard input instead of asking."
)


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@acting
@click.pass_context
def command(context: click.Context, as_json: bool, username: str | None) -> None:
    """List the people with their roles, or add people, give roles, set passwords.

    Without a command of its own it lists.
    """
    if context.invoked_subcommand is not None:
        return
    with opened():
        require(actor_named(username).may(Permission.MANAGE_USERS), Permission.MANAGE_USERS)
        people: list[dict[str, Any]] = [
            {
                "username": user.username,
                "name": user.name,
                "active": user.active,
                "roles": [{"role": grant.role, "asset": _key(grant.asset_id)} for grant in user.roles],
            }
            for user in db.session.scalars(select(User).order_by(User.username))
        ]
    if as_json:
        print_json(people)
        return
    for person in people:
        roles = ", ".join(r["role"] + (f" for {r['asset']}" if r["asset"] else "") for r in person["roles"])
        click.echo(f"{person['username']:16} {person['name']:28} {roles}{'' if person['active'] else ' (closed)'}")


@command.command("add", epilog='Example: riskapp users add maja --name "Maja Lie" --role "project member"')
@click.argument("account")
@click.option("--name", required=True, help="The person's name.")
@click.option("--language", type=click.Choice(["nb", "en"]), default="nb", show_default=True, help="What to read in.")
@click.option("--role", "roles", multiple=True, type=ROLES, help="A role for all systems; may be repeated.")
@PASSWORD
@acting
def add(account: str, name: str, language: str, roles: tuple[str, ...], from_stdin: bool, username: str | None) -> None:
    """Add the account ACCOUNT; its first password is asked for."""
    with opened():
        operations.add_user(
            actor_named(username),
            account,
            name,
            _password(from_stdin=from_stdin),
            language=language,
            roles=[Role(role) for role in roles],
        )
    click.echo(f"added {account}", err=True)


@command.command("role", epilog='Example: riskapp users role maja "system owner" --asset lab')
@click.argument("account")
@click.argument("role", type=ROLES, metavar="ROLE")
@click.option("--asset", metavar="ID", help="For this asset only; without it, for all.")
@acting
def give_role(account: str, role: str, asset: str | None, username: str | None) -> None:
    """Give ACCOUNT a ROLE.

    For all systems, or for one. riskapp users add --help lists the roles.
    """
    with opened():
        user = operations.user_named(account)
        operations.grant_role(actor_named(username), user.id, Role(role), _asset_id(asset))
    click.echo(f"{account} is now {role}{f' for {asset}' if asset else ''}", err=True)


@command.command("reset")
@click.argument("account")
@PASSWORD
@acting
def reset(account: str, from_stdin: bool, username: str | None) -> None:
    """Set a new password for ACCOUNT and sign the person out everywhere."""
    with opened():
        user = operations.user_named(account)
        operations.reset_password(actor_named(username), user.id, _password(from_stdin=from_stdin))
    click.echo(f"the password of {account} is set", err=True)


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return _text(sys.stdin.readline().rstrip("\n"))
    if not sys.stdin.isatty():
        raise Invalid(N_("There is no terminal to ask for the password at: give it with --password-stdin."))
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


def _text(password: str) -> str:
    try:
        password.encode()
    except UnicodeEncodeError as error:
        raise Invalid(N_("The password on standard input is not UTF-8 text.")) from error
    return password


def _asset_id(key: str | None) -> int | None:
    if key is None:
        return None
    found = db.session.scalar(select(Asset.id).where(Asset.key == key))
    if found is None:
        raise NotFound(N_("No asset has the id %(id)s."), id=key)
    return found


def _key(asset_id: int | None) -> str | None:
    return None if asset_id is None else db.session.get_one(Asset, asset_id).key
