"""`riskapp blast-radius`."""

from pathlib import Path

import click

from riskapp.commands.estates import estate_of, from_files
from riskapp.commands.explaining import why
from riskapp.commands.opening import acting, print_json
from riskapp.errors import N_, Invalid
from riskapp.explorer.stories import Result
from riskapp.graph.answers import (
    Answer,
    availability_answer,
    confidentiality_answer,
    integrity_answer,
)
from riskapp.graph.availability import Availability, simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.integrity import Integrity, trace
from riskapp.graph.question import SEVEN_DAYS
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat


@click.command()
@click.argument("assets", nargs=-1, required=True, metavar="ASSET...")
@click.option(
    "--threat",
    required=True,
    type=click.Choice([threat.value for threat in Threat]),
    help="What happens to the assets: they fail, lie, or leak.",
)
@click.option("--outage", type=int, metavar="MINUTES", help="Availability: how long; without it, until further notice.")
@click.option(
    "--horizon", type=int, metavar="MINUTES", help="Availability: how far to look; 10080 (seven days) if not given."
)
@click.option("--control", is_flag=True, help="The assets are under foreign control (availability, integrity).")
@click.option("--why", "explained", is_flag=True, help="Tell for each asset why: the chain back to what was hit.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
@from_files
@acting
def command(
    assets: tuple[str, ...],
    threat: str,
    outage: int | None,
    horizon: int | None,
    control: bool,
    explained: bool,
    as_json: bool,
    folder: Path | None,
    username: str | None,
) -> None:
    """What a failure, a lie or a leak of ASSET... reaches: when, and by which way."""
    _refuse_strangers(Threat(threat), outage, horizon, control=control)
    estate = estate_of(folder, username)
    result = _find_out(estate, assets, Threat(threat), outage, horizon, control=control)
    answer = _answer(result)
    if explained:
        answer["why"] = why(estate, result)
    if as_json:
        print_json(answer)
    else:
        _tell(answer)


def _refuse_strangers(threat: Threat, outage: int | None, horizon: int | None, *, control: bool) -> None:
    for name, given in (("--outage", outage is not None), ("--horizon", horizon is not None)):
        if given and threat is not Threat.AVAILABILITY:
            raise Invalid(N_("%(option)s belongs to the threat availability only."), option=name)
    if control and threat is Threat.CONFIDENTIALITY:
        raise Invalid(N_("--control goes without saying for confidentiality: leave it out."))


def _find_out(
    estate: Snapshot, assets: tuple[str, ...], threat: Threat, outage: int | None, horizon: int | None, *, control: bool
) -> Result:
    if threat is Threat.AVAILABILITY:
        return simulate(estate, assets, outage, SEVEN_DAYS if horizon is None else horizon, control=control)
    if threat is Threat.INTEGRITY:
        return trace(estate, assets, control=control)
    return expose(estate, assets)


def _answer(result: Result) -> Answer:
    if isinstance(result, Availability):
        return availability_answer(result)
    return integrity_answer(result) if isinstance(result, Integrity) else confidentiality_answer(result)


def _tell(answer: Answer) -> None:
    """The answer as lines for a person."""
    if answer["threat"] == Threat.AVAILABILITY.value:
        for asset in sorted(
            answer["assets"], key=lambda row: (row["first_failure"] is None, row["first_failure"] or 0)
        ):
            when = "degraded" if asset["first_failure"] is None else f"minute {asset['first_failure']}"
            click.echo(
                f"{when:>14}  {asset['id']}  down {asset['minutes_down']} min, degraded {asset['degraded_minutes']} min"
            )
        for deadlock in answer["deadlocks"]:
            click.echo(f"black start: {', '.join(deadlock)} wait for each other")
    elif answer["threat"] == Threat.INTEGRITY.value:
        for asset in answer["assets"]:
            click.echo(f"{asset['state']:>8}  {asset['id']}  after {asset['steps']} steps")
        click.echo(f"stopped by validation: {', '.join(answer['stopped']) or 'nowhere'}")
    else:
        for row in answer["exposures"]:
            most = "unknown" if row["at_most"] is None else row["at_most"]
            click.echo(
                f"{row['holder']}  {row['category']}  {row['at_least']} to {most} persons  ({', '.join(row['bases'])})"
            )
        unknown = f", and {answer['unknown']} of unknown size" if answer["unknown"] else ""
        click.echo(f"in all: at least {answer['at_least']}, at most {answer['at_most']}{unknown}")
    for row in answer.get("why", ()):
        click.echo(f"why {row['id']}: {row['why']['en']}")
