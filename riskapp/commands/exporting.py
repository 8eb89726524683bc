"""`riskapp export`."""

from pathlib import Path

import click

from riskapp.accounts.authority import require
from riskapp.accounts.permissions import Permission
from riskapp.commands.opening import acting, actor_named, opened
from riskapp.commands.paths import NamedPath
from riskapp.errors import N_, Invalid
from riskapp.estate.snapshots import present
from riskapp.exchange.csv_folder import CSV_FILES
from riskapp.exchange.writing import write_folder


@click.command(epilog="Example: riskapp export backup/estate")
@click.argument("folder", type=NamedPath(file_okay=False))
@acting
def command(folder: Path, username: str | None) -> None:
    """Write the estate into FOLDER as five CSV files that read back to the same estate.

    FOLDER is made where it is missing. Its assets.csv, categories.csv, dependencies.csv, flows.csv and holdings.csv
    are replaced; everything else in it stays.
    """
    _refuse_what_is_no_file(folder)
    with opened():
        actor = actor_named(username)
        require(actor.may(Permission.VIEW_ESTATE), Permission.VIEW_ESTATE)
        for path in write_folder(present(), folder):
            click.echo(str(path))


def _refuse_what_is_no_file(folder: Path) -> None:
    """Look before anything is written: through a link, a file elsewhere would be replaced."""
    for path in (folder / name for name in sorted(CSV_FILES)):
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise Invalid(
                N_("%(path)s is a link or no ordinary file, and is not replaced. Export into another folder."),
                path=path,
            )
