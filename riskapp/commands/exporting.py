"""`riskapp export`."""

from pathlib import Path

import click

from riskapp.accounts.authority import require
from riskapp.accounts.permissions import Permission
from riskapp.commands.opening import acting, actor_named, opened
from riskapp.estate.snapshots import present
from riskapp.exchange.writing import write_folder


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@acting
def command(folder: Path, username: str | None) -> None:
    """Write the estate into FOLDER as five CSV files that read back to the same estate."""
    with opened():
        actor = actor_named(username)
        require(actor.may(Permission.VIEW_ESTATE), Permission.VIEW_ESTATE)
        for path in write_folder(present(), folder):
            click.echo(str(path))
