"""`riskapp import`."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from riskapp.commands.opening import acting, actor_named, opened, print_json
from riskapp.errors import N_, Faulty, Invalid
from riskapp.exchange.columns import TABLES
from riskapp.exchange.differences import Differences
from riskapp.exchange.estate_import import import_estate, preview
from riskapp.exchange.faults import Fault, stopped
from riskapp.exchange.keys import key_of
from riskapp.exchange.reading import read

SHOWN = 20
"""So many rows of each kind a dry run names; --json has them all."""


@click.command(epilog="Example: riskapp import estate.xlsx --dry-run")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the differences as JSON.")
@acting
def command(path: Path, dry_run: bool, as_json: bool, username: str | None) -> None:
    """Take in the estate files at PATH: a folder of CSV files, a ZIP of them, or an XLSX workbook.

    Known rows are updated, new ones added, rows that the files lack are listed and stay. All or nothing: with a
    single fault nothing changes, and every fault is told with file, row and column, up to 10 000.
    """
    with _faults_told(as_json=as_json):
        reading = read(path)
    for warning in reading.warnings:
        click.echo(f"note: {warning}", err=True)
    with opened(), _faults_told(as_json=as_json):
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


@contextmanager
def _faults_told(*, as_json: bool) -> Iterator[None]:
    """Tell every fault, one a line, before the command ends with exit status 2."""
    try:
        yield
    except Faulty as error:
        if as_json:
            print_json({"faults": [_fault(fault) for fault in error.faults], "stopped": stopped(error)})
        for fault in error.faults:
            click.echo(str(fault), err=True)
        raise _refusal(error) from error


def _refusal(error: Faulty) -> Invalid:
    count = len(error.faults)
    if stopped(error):
        text = N_("More than %(count)s faults: reading stopped, and nothing was changed. Put these right first.")
        return Invalid(text, count=count)
    if count == 1:
        return Invalid(N_("1 fault: nothing was changed. Correct it and import again."))
    return Invalid(N_("%(count)s faults: nothing was changed. Correct them and import again."), count=count)


def _fault(fault: object) -> dict[str, object]:
    if not isinstance(fault, Fault):
        return {"file": None, "row": None, "column": None, "text": str(fault)}
    return {"file": fault.file, "row": fault.row, "column": fault.column, "text": fault.sentence}


def _rows(sign: str, rows: Sequence[str]) -> None:
    for row in rows[:SHOWN]:
        click.echo(f"    {sign} {row}")
    if len(rows) > SHOWN:
        click.echo(f"    {sign} and {len(rows) - SHOWN} more")


def _summarise(differences: Differences, *, dry_run: bool) -> None:
    click.echo("would change:" if dry_run else "changed:")
    for table in differences.tables:
        click.echo(
            f"  {table.table:13} {len(table.added):7} new  {len(table.changed):7} changed"
            f"  {len(table.missing):7} not in the files (they stay)  {table.unchanged:7} as before"
        )
        if dry_run:
            key = key_of(next(one for one in TABLES if one.name == table.table))
            _rows("+", [_named(key(row)) for row in table.added])
            _rows("~", [f"{_named(change.key)}: {_moved(change.fields)}" for change in table.changed])
            _rows("?", [_named(key(row)) for row in table.missing])


def _named(key: Sequence[str | None]) -> str:
    return " · ".join(part for part in key if part is not None)


def _moved(fields: Mapping[str, tuple[object, object]]) -> str:
    return ", ".join(f"{name} {before!s} -> {after!s}" for name, (before, after) in fields.items())
