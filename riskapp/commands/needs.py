"""`riskapp needs`."""

from pathlib import Path

import click

from riskapp.commands.estates import estate_of, from_files
from riskapp.commands.opening import acting, print_json
from riskapp.graph.answers import Answer
from riskapp.graph.finding_answers import needs_answer
from riskapp.graph.needs import needs, too_long


@click.command(epilog="Example: riskapp needs --mismatches")
@click.option("--mismatches", is_flag=True, help="Only where others need more of an asset than is said of it.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@from_files
@acting
def command(mismatches: bool, as_json: bool, folder: Path | None, username: str | None) -> None:
    """What each asset is needed for by others, beside what is said of it and what it can do."""
    estate = estate_of(folder, username)
    found = [need for need in needs(estate) if need.mismatch or not mismatches]
    answer = needs_answer(found, too_long(estate))
    if as_json:
        print_json(answer)
    else:
        _tell(answer)


def _tell(answer: Answer) -> None:
    """The answer as lines for a person: only assets that inherit anything."""
    for need in answer["needs"]:
        if need["inherited"] is not None:
            mark = "!" if need["mismatch"] else " "
            own = "not stated" if need["own"] is None else need["own"]
            way = " <- ".join(reversed(need["way"]))
            click.echo(f"{mark} {need['asset']}  {need['need']}: own {own}, inherited {need['inherited']}  ({way})")
    for one in answer["too_long"]:
        more = f", as {one['others']} others do" if one["others"] else ""
        click.echo(
            f"! {one['asset']}  may be down {one['max_downtime']} min, "
            f"is down {one['minutes_down']} min when {one['failing']} fails alone{more}"
        )
