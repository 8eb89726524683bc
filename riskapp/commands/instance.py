"""`riskapp init`."""

import click

from riskapp.commands.preparing import prepare
from riskapp.settings import Settings


@click.command(epilog='Example: riskapp init --organisation "Your Hospital Trust"')
@click.option("--organisation", metavar="NAME", help="The hospital trust's name, on pages, reports and in the key.")
@click.option("--new-secret", is_flag=True, help="Make secret.key anew, because it is lost or known to others.")
def command(organisation: str | None, new_secret: bool) -> None:
    """Make the instance, or bring it to this version: folder, keys, secret and database.

    Safe to repeat: what is there stays as it is. Only --new-secret replaces something: stop riskapp first; afterwards
    everybody is still signed in, but forms on pages that are open must be sent again.
    """
    settings = Settings.from_environment()
    made = prepare(settings, organisation, new_secret=new_secret)
    for line in made or [f"nothing: {settings.instance} is ready"]:
        click.echo(f"made {line}", err=True)
