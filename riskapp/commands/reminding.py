"""`riskapp remind`."""

import click

from riskapp.commands.opening import opened
from riskapp.jobs.daily import look_after


@click.command()
def command() -> None:
    """Tell people of measures, conditions, acceptances and reviews whose day is near or has passed, and mail them.

    `riskapp serve` does it every day by itself; a scheduler may call this where another server serves the pages.
    Nobody is told of the same thing twice, and nobody gets two mails a day.
    """
    with opened():
        told = look_after(by_hand=True)
    click.echo(f"{told} notifications written")
