"""`riskapp restart`."""

from pathlib import Path

import click

from riskapp.commands.estates import estate_of, from_files
from riskapp.commands.opening import acting, print_json
from riskapp.graph.answers import Answer
from riskapp.graph.plan_answers import restart_answer
from riskapp.graph.restart import restart


@click.command(epilog="Example: riskapp restart power --outage 100")
@click.argument("assets", nargs=-1, required=True, metavar="ASSET...")
@click.option(
    "--outage", type=int, metavar="MINUTES", help="How long the fault lasts; without it, until all has fallen."
)
@click.option("--horizon", type=int, metavar="MINUTES", help="Where to stop; without it, when all is quiet.")
@click.option("--control", is_flag=True, help="An attacker controls the assets, and takes down all that he controls.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
@from_files
@acting
def command(
    assets: tuple[str, ...],
    outage: int | None,
    horizon: int | None,
    control: bool,
    as_json: bool,
    folder: Path | None,
    username: str | None,
) -> None:
    """In which order to start what an outage of ASSET... took down, and what somebody must start by hand."""
    answer = restart_answer(restart(estate_of(folder, username), assets, outage, horizon, control))
    if as_json:
        print_json(answer)
    else:
        _tell(answer)


def _tell(answer: Answer) -> None:
    """The plan as lines for a person, in the order of the minutes."""
    steps = [(wave["minute"], wave["step"], _wave(wave)) for wave in answer["waves"]]
    steps += [(black["minute"], black["step"], _black_start(black)) for black in answer["black_starts"]]
    steps += [(fall["minute"], 0, f"{fall['id']} goes down") for fall in answer["falls"]]
    for minute, _, line in sorted(steps):
        click.echo(f"minute {minute:>5}  {line}")
    if answer["settled"]:
        click.echo(f"all up after {answer['minutes']} minutes")
    else:
        click.echo("not settled: outages go round in a circle, or the horizon cut something off")
    if not answer["prompt"]:
        click.echo("the black starts may be possible earlier: looking for that was given up")


def _wave(wave: Answer) -> str:
    return "start " + ", ".join(f"{one['id']} (up at {one['up']})" for one in wave["assets"])


def _black_start(black: Answer) -> str:
    by_hand = ", ".join(f"{one['id']} (up at {one['up']})" for one in black["by_hand"])
    doubt = "" if black["exact"] else " (a smaller set may do)"
    return f"black start: {', '.join(black['assets'])} wait for each other; start by hand {by_hand}{doubt}"
