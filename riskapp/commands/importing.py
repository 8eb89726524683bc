"""`riskapp import`."""

import sys
from pathlib import Path

import click

from riskapp.commands.opening import acting, actor_named, opened, print_json
from riskapp.exchange.differences import Differences
from riskapp.exchange.estate_import import import_estate, preview
from riskapp.exchange.reading import read


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the differences as JSON.")
@acting
def command(path: Path, dry_run: bool, as_json: bool, username: str | None) -> None:
    """Take in the estate files at PATH: a folder of CSV files, a ZIP of them, or an XLSX workbook.

    Known rows are updated, new ones added, rows that the files lack are listed and stay. All or nothing: with a
    single fault nothing changes, and the first fault is told with file, row and column.
    """
    reading = read(path)
    for warning in reading.warnings:
        click.echo(f"note: {warning}", err=True)
    with opened():
        actor = actor_named(username)
        if dry_run:
            differences = preview(actor, reading).differences
        else:
            with click.progressbar(length=100, label="Storing", file=sys.stderr) as bar:
                differences = import_estate(
                    actor,
                    reading,
                    progress=lambda done, total: bar.update(max(0, 100 * done // max(total, 1) - bar.pos)),
                )
    if as_json:
        print_json(differences.as_data())
    else:
        _summarise(differences, dry_run=dry_run)


def _summarise(differences: Differences, *, dry_run: bool) -> None:
    click.echo("would change:" if dry_run else "changed:")
    for table in differences.tables:
        click.echo(
            f"  {table.table:13} {len(table.added):7} new  {len(table.changed):7} changed"
            f"  {len(table.missing):7} not in the files (they stay)  {table.unchanged:7} as before"
        )
