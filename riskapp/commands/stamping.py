"""`riskapp timestamp`."""

import sys

import click

from riskapp.commands.opening import opened
from riskapp.commands.refusing import one_line
from riskapp.decisions.reports.time_stamps import how_many_wait, stamp_waiting


@click.command(epilog="Example: riskapp timestamp && echo none waits")
def command() -> None:
    """Try again each signed report that waits for its time stamps, a line each; the server does so by itself, too.

    Exit status 0 where none waits any more, else 1.
    """
    with opened():
        for one in stamp_waiting(all_of_them=True):
            click.echo(
                one_line(f"{one.file_name}: {one.error or 'has its time stamps, PAdES B-LTA'}"), err=bool(one.error)
            )
        left = how_many_wait()
    if left:
        click.echo(f"{left} signed files wait for their time stamps.", err=True)
    sys.exit(1 if left else 0)
