"""`riskapp blast-radius`."""

from pathlib import Path

import click

from riskapp.commands.asking import asked_of, result_answer
from riskapp.commands.estates import estate_of, from_files
from riskapp.commands.explaining import exposures_why, why, why_in_words
from riskapp.commands.opening import acting, print_json
from riskapp.explorer.asking import find_out
from riskapp.graph.answers import Answer
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.vocabulary import Threat


@click.command(epilog="Example: riskapp blast-radius power --threat availability --outage 100 --why")
@asked_of
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
    estate = estate_of(folder, username)
    result = find_out(estate, assets, threat, outage, horizon, control)
    answer = result_answer(result)
    if explained:
        answer["why"] = why(estate, result) if as_json else why_in_words(estate, result)
        if isinstance(result, Confidentiality):
            answer["exposures_why"] = exposures_why(estate, result, chained=as_json)
    if as_json:
        print_json(answer)
    else:
        _tell(answer)


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
    for row in answer.get("exposures_why", ()):
        click.echo(f"why {row['holder']}, {row['category']}, {row['basis']}: {row['why']['en']}")
