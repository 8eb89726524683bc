"""`riskapp import-pia`."""

from dataclasses import asdict
from pathlib import Path

import click

from riskapp.assessments.queries import asset_named
from riskapp.commands.opening import acting, actor_named, opened, print_json
from riskapp.errors import N_, Invalid
from riskapp.exchange.cnil.importing import import_pia
from riskapp.exchange.cnil.json_text import text_of
from riskapp.settings import LANGUAGES


@click.command(epilog="Example: riskapp import-pia pia.json --asset lims --language nb")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--asset", "assets", multiple=True, required=True, metavar="ID", help="What it is about; may be repeated."
)
@click.option("--title", default="", help="Its title; without it, the name in the file.")
@click.option("--language", type=click.Choice(LANGUAGES), default="nb", help="Language of the report.")
@click.option("--json", "as_json", is_flag=True, help="Print the id and what was left out as JSON.")
@acting
def command(
    path: Path, assets: tuple[str, ...], title: str, language: str, as_json: bool, username: str | None
) -> None:
    """Move in the DPIA in PATH, a file that the CNIL PIA tool exported as JSON. All of it, or nothing.

    What was left out, and what somebody should look at, is printed, and stays on the page of the assessment.
    """
    text = text_of(_read(path))
    with opened():
        actor = actor_named(username)
        done = import_pia(actor, text, title, language, [asset_named(one) for one in assets])
    if as_json:
        print_json({"assessment": done.assessment_id, "left_out": [asdict(one) for one in done.left_out]})
        return
    click.echo(f"assessment {done.assessment_id}")
    for one in done.left_out:
        click.echo(f"  {one.where}: {one.reason}")
        for line in one.text.splitlines():
            click.echo(f"      {line}")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Invalid(N_("%(path)s cannot be read: %(why)s."), path=path, why=error.strerror) from error
