"""Which estate a question is about: files, or the database of the instance."""

from pathlib import Path

import click

from riskapp.accounts.authority import require
from riskapp.accounts.permissions import Permission
from riskapp.commands.opening import actor_named, opened
from riskapp.estate.snapshots import present
from riskapp.exchange.reading import read
from riskapp.graph.snapshot import Snapshot

from_files = click.option(
    "--estate",
    "folder",
    metavar="FOLDER",
    type=click.Path(exists=True, path_type=Path),
    help="Read estate files (folder, ZIP or XLSX) instead of the instance's database.",
)


def estate_of(folder: Path | None, username: str | None) -> Snapshot:
    """The estate in `folder`, with notes on standard error, or the one in the database."""
    if folder is not None:
        reading = read(folder)
        for warning in reading.warnings:
            click.echo(f"note: {warning}", err=True)
        return reading.snapshot
    with opened():
        actor = actor_named(username)
        require(actor.may(Permission.VIEW_ESTATE), Permission.VIEW_ESTATE)
        return present()
