"""`riskapp assessments`."""

from typing import Any

import click

from riskapp.accounts.authority import require
from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import latest_query
from riskapp.commands.opening import acting, actor_named, opened, print_json
from riskapp.database import db


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@acting
def command(as_json: bool, username: str | None) -> None:
    """List the assessments: id, kind, title, scope, state and version."""
    with opened():
        actor = actor_named(username)
        require(actor.may(Permission.VIEW_ASSESSMENTS), Permission.VIEW_ASSESSMENTS)
        rows: list[dict[str, Any]] = [
            {
                "id": version.assessment_id,
                "kind": version.assessment.kind,
                "title": version.title,
                "scope": [one.asset.key for one in version.scope],
                "state": version.state,
                "version": version.number,
            }
            for version in db.session.scalars(latest_query(actor))
        ]
    rows.sort(key=lambda row: row["id"])
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(
            f"{row['id']:>5}  {row['kind']:4}  {row['state']:10} v{row['version']:<3} {row['title']}"
            f"  ({', '.join(row['scope'])})"
        )
