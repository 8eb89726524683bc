"""`riskapp report`."""

from pathlib import Path

import click

from riskapp.assessments.models import Assessment
from riskapp.commands.opening import acting, actor_named, opened
from riskapp.commands.paths import NamedPath, write
from riskapp.database import db
from riskapp.decisions.publishing import publishable_file
from riskapp.decisions.report_files import report_file
from riskapp.errors import N_, NotFound

_LARGEST_ID = 2**63 - 1
"""No database can look for a larger one."""


@click.command(epilog="Example: riskapp report 1 --out report.pdf")
@click.argument("assessment", type=int)
@click.option("--version", "number", type=int, metavar="N", help="That version; without it, the newest.")
@click.option("--public", is_flag=True, help="The publishable version: without what is marked, and not signed.")
@click.option("--out", "path", required=True, type=NamedPath(dir_okay=False), help="Where to write it.")
@acting
def command(assessment: int, number: int | None, public: bool, path: Path, username: str | None) -> None:
    """Write the PDF report of ASSESSMENT: the stored signed bytes once it is decided, before that a marked draft."""
    with opened():
        file_of = publishable_file if public else report_file
        file = file_of(actor_named(username), _version_id(assessment, number))
    write(path, file.pdf)
    click.echo(f"wrote {path} ({file.name})", err=True)


def _version_id(assessment_id: int, number: int | None) -> int:
    assessment = db.session.get(Assessment, assessment_id) if abs(assessment_id) <= _LARGEST_ID else None
    versions = [] if assessment is None else assessment.versions
    for version in reversed(versions):
        if number in (None, version.number):
            return version.id
    raise NotFound(N_("There is no such assessment, or it is not open to you. riskapp assessments lists them."))
