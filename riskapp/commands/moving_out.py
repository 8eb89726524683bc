"""`riskapp export-pia`."""

from pathlib import Path

import click

from riskapp.assessments.access import readable_version
from riskapp.commands.opening import acting, actor_named, opened
from riskapp.commands.paths import NamedPath, write
from riskapp.decisions.reports.report_files import content_alone
from riskapp.exchange.cnil.writing import write_pia

_IDS = click.IntRange(0, 2**63 - 1)
"""No database can look for a larger one."""


@click.command(epilog="Example: riskapp export-pia 1 --out pia.json")
@click.argument("assessment", type=_IDS)
@click.option("--version", "number", type=_IDS, metavar="N", help="That version; without it, the newest.")
@click.option("--out", "path", required=True, type=NamedPath(dir_okay=False), help="Where to write it.")
@acting
def command(assessment: int, number: int | None, path: Path, username: str | None) -> None:
    """Write the DPIA ASSESSMENT as a file that the CNIL PIA tool can import, and `riskapp import-pia` reads back."""
    with opened():
        data = write_pia(content_alone(readable_version(actor_named(username), assessment, number)))
    write(path, data)
    click.echo(f"wrote {path}", err=True)
