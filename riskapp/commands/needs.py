"""`riskapp needs`."""

from collections.abc import Sequence
from pathlib import Path

import click

from riskapp.commands.estates import estate_of, from_files
from riskapp.commands.opening import acting, print_json
from riskapp.errors import N_, Invalid
from riskapp.graph.downtimes import Downtimes, downtimes
from riskapp.graph.finding_answers import needs_answer
from riskapp.graph.needs import Need, needs
from riskapp.graph.reasons import MOST_NAMES


@click.command(epilog="Example: riskapp needs --mismatches")
@click.option("--mismatches", is_flag=True, help="Only where others need more of an asset than is said of it.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@from_files
@acting
def command(mismatches: bool, as_json: bool, folder: Path | None, username: str | None) -> None:
    """What each asset is needed for by others, beside what is said of it and what it can do."""
    estate = estate_of(folder, username)
    found = [need for need in needs(estate) if need.mismatch or not mismatches]
    _check_length(sum(need.names for need in found))
    exceeded = downtimes(estate)
    if as_json:
        _check_length(sum(need.names for need in found) + sum(one.names for one in exceeded.too_long))
        print_json(needs_answer(found, exceeded))
    else:
        _tell_needs(found)
        _tell_downtimes(exceeded)


def _check_length(names: int) -> None:
    if names > MOST_NAMES:
        raise Invalid(
            N_(
                "The ways of all needs and the chains of all failures have %(names)s links, more than %(most)s: ask "
                "for --mismatches, leave --json out, or ask riskapp.graph.needs and riskapp.graph.downtimes in Python."
            ),
            names=names,
            most=MOST_NAMES,
        )


def _tell_needs(found: Sequence[Need]) -> None:
    """Needs as lines for a person: only those that are inherited."""
    for need in found:
        if need.inherited is not None:
            mark = "!" if need.mismatch else " "
            own = "not stated" if need.own is None else need.own
            way = " <- ".join(reversed(need.way))
            click.echo(f"{mark} {need.asset}  {need.wanted.value}: own {own}, inherited {need.inherited}  ({way})")


def _tell_downtimes(exceeded: Downtimes) -> None:
    """Downtimes as lines for a person, and whether these are all."""
    for one in exceeded.too_long:
        more = f", as {one.others} others do" if one.others else ""
        click.echo(
            f"! {one.asset}  may be down {one.max_downtime} min, "
            f"is down {one.minutes_down} min when {one.failing} fails alone{more}"
        )
    if not exceeded.complete:
        click.echo(
            f"Only {exceeded.followed} of {exceeded.failures} single failures were followed, for the others move too "
            "much: more assets may be down for too long, those listed for longer, and by more failures."
        )
