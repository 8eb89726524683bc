"""`riskapp staleness`."""

import click
from sqlalchemy import select

from riskapp.accounts.permissions import OPERATOR
from riskapp.assessments.models import Assessment, Staleness, Version
from riskapp.commands.opening import opened, print_json
from riskapp.database import db
from riskapp.decisions.staleness.watching import judge_all


@click.group(epilog="Example: riskapp staleness judge")
def command() -> None:
    """What changed in the estate under approved assessments. `riskapp serve` judges by itself, within a minute."""


@command.command()
@click.option("--anew", is_flag=True, help="Judge though nothing changed since the last time.")
def judge(anew: bool) -> None:
    """Judge every approval in force against the estate as it is now."""
    with opened():
        done = judge_all(OPERATOR, anew=anew)
    if done is None:
        click.echo("Nothing changed since the last time, or another process is judging.")
        return
    click.echo(
        f"state {done.number} of the estate: {done.judged} approvals judged, {done.marked} marked, "
        f"{done.cleared} cleared, in {done.seconds:.1f} s"
    )


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print everything that was found, as JSON.")
def listed(as_json: bool) -> None:
    """The approvals under which the estate changed, as they were found."""
    with opened():
        query = select(Staleness, Version).join(Version, Version.id == Staleness.version_id).join(Assessment)
        rows = [
            {
                "assessment": version.assessment_id,
                "version": version.number,
                "title": version.title,
                "gravity": one.gravity,
                "estate": one.estate_number,
                "at": one.at.isoformat(),
                **one.found,
            }
            for one, version in db.session.execute(query.order_by(Assessment.id))
        ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        count = len(row["changes"]) + row["changes_more"]
        click.echo(f"{row['assessment']:>5}  {row['gravity']}: {row['title']} ({count} changes)")
