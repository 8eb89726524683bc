"""A question about a blast radius on the command line: its options, and the form of its answer."""

from collections.abc import Callable
from functools import reduce
from typing import Any

import click

from riskapp.explorer.stories import Result
from riskapp.graph.answers import Answer, availability_answer, confidentiality_answer, integrity_answer
from riskapp.graph.availability import Availability
from riskapp.graph.integrity import Integrity
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


def result_answer(result: Result) -> Answer:
    """The answer in the form of the specification."""
    if isinstance(result, Availability):
        return availability_answer(result)
    return integrity_answer(result) if isinstance(result, Integrity) else confidentiality_answer(result)
