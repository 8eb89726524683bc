"""`riskapp report`."""

from pathlib import Path

import click

from riskapp.assessments.models import Assessment
from riskapp.commands.opening import acting, actor_named, opened
from riskapp.database import db
from riskapp.decisions.report_files import report_file
from riskapp.errors import N_, Invalid, NotFound


@click.command()
@click.argument("assessment", type=int)
@click.option("--version", "number", type=int, metavar="N", help="That version; without it, the newest.")
@click.option(
    "--out", "path", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where to write it."
)
@acting
def command(assessment: int, number: int | None, path: Path, username: str | None) -> None:
    """Write the PDF report of ASSESSMENT: the stored signed bytes once it is decided, before that a marked draft."""
    with opened():
        file = report_file(actor_named(username), _version_id(assessment, number))
    try:
        path.write_bytes(file.pdf)
    except OSError as error:
        raise Invalid(N_("%(path)s cannot be written: %(why)s."), path=path, why=error.strerror) from error
    click.echo(f"wrote {path} ({file.name})", err=True)


def _version_id(assessment_id: int, number: int | None) -> int:
    assessment = db.session.get(Assessment, assessment_id)
    versions = [] if assessment is None else assessment.versions
    for version in reversed(versions):
        if number in (None, version.number):
            return version.id
    raise NotFound(N_("There is no such assessment, or it is not open to you. riskapp assessments lists them."))
