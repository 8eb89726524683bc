"""`riskapp rank`."""

from pathlib import Path

import click

from riskapp.commands.estates import estate_of, from_files
from riskapp.commands.opening import acting, print_json
from riskapp.errors import N_, Invalid
from riskapp.graph.answers import rank_answer
from riskapp.graph.ranking import rank
from riskapp.graph.vocabulary import Threat


@click.command(epilog="Example: riskapp rank --threat availability --top 10")
@click.option("--threat", required=True, type=click.Choice([threat.value for threat in Threat]), help="What happens.")
@click.option("--top", type=int, metavar="N", help="Only the first N.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@from_files
@acting
def command(threat: str, top: int | None, as_json: bool, folder: Path | None, username: str | None) -> None:
    """All assets, those whose blast radius hits most processes first."""
    if top is not None and top < 1:
        raise Invalid(N_("--top is %(found)s: ask for at least one."), found=top)
    answer = rank_answer(Threat(threat), rank(estate_of(folder, username), Threat(threat))[:top])
    if as_json:
        print_json(answer)
        return
    click.echo(f"{'processes':>9} {'reached':>8}  asset")
    for row in answer["assets"]:
        click.echo(f"{row['processes']:>9} {row['reached']:>8}  {row['id']}")
