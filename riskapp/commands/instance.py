"""`riskapp init`."""

import click

from riskapp.commands.preparing import prepare
from riskapp.settings import Settings


@click.command(epilog='Example: riskapp init --organisation "Your Hospital Trust"')
@click.option("--organisation", metavar="NAME", help="The hospital trust's name, on pages, reports and in the key.")
def command(organisation: str | None) -> None:
    """Make the instance, or bring it to this version: folder, keys, secret and database.

    Safe to repeat: what is there stays as it is.
    """
    settings = Settings.from_environment()
    made = prepare(settings, organisation)
    for line in made or [f"nothing: {settings.instance} is ready"]:
        click.echo(f"made {line}", err=True)
