"""A question about a blast radius on the command line: its options, its checks, and who answers it."""

from collections.abc import Callable
from functools import reduce
from typing import Any

import click

from riskapp.errors import N_, Invalid
from riskapp.explorer.stories import Result
from riskapp.graph.answers import Answer, availability_answer, confidentiality_answer, integrity_answer
from riskapp.graph.availability import Availability, simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.integrity import Integrity, trace
from riskapp.graph.question import SEVEN_DAYS
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat

_OPTIONS = (
    click.argument("assets", nargs=-1, required=True, metavar="ASSET..."),
    click.option(
        "--threat",
        required=True,
        type=click.Choice([threat.value for threat in Threat]),
        help="What happens to the assets: they fail, lie, or leak.",
    ),
    click.option(
        "--outage", type=int, metavar="MINUTES", help="Availability: how long; without it, until further notice."
    ),
    click.option(
        "--horizon", type=int, metavar="MINUTES", help="Availability: how far to look; 10080 (seven days) if not given."
    ),
    click.option("--control", is_flag=True, help="The assets are under foreign control (availability, integrity)."),
)


def asked_of(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the arguments of a question: assets, threat, outage, horizon, control."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), command)


def find_out(
    estate: Snapshot, assets: tuple[str, ...], threat: str, outage: int | None, horizon: int | None, control: bool
) -> Result:
    """The engine's answer. Raises Invalid for an option that does not belong to the threat, and as the engine does."""
    for name, given in (("--outage", outage is not None), ("--horizon", horizon is not None)):
        if given and threat != Threat.AVAILABILITY:
            raise Invalid(N_("%(option)s belongs to the threat availability only."), option=name)
    if threat == Threat.AVAILABILITY:
        return simulate(estate, assets, outage, SEVEN_DAYS if horizon is None else horizon, control=control)
    if threat == Threat.INTEGRITY:
        return trace(estate, assets, control=control)
    if control:
        raise Invalid(N_("--control goes without saying for confidentiality: leave it out."))
    return expose(estate, assets)


def result_answer(result: Result) -> Answer:
    """The answer in the form of the specification."""
    if isinstance(result, Availability):
        return availability_answer(result)
    return integrity_answer(result) if isinstance(result, Integrity) else confidentiality_answer(result)
