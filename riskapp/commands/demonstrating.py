"""`riskapp demo`."""

import click

from riskapp.commands.demo.estate import DEVICES, FEWEST
from riskapp.commands.demo.loading import load_demo
from riskapp.commands.opening import opened
from riskapp.commands.preparing import prepare
from riskapp.settings import Settings


@click.command(epilog="Example: riskapp demo --devices 500")
@click.option(
    "--devices",
    type=click.IntRange(FEWEST, 200_000),
    default=DEVICES,
    show_default=True,
    help="How many medical devices the trust has.",
)
def command(devices: int) -> None:
    """Load the demo trust: its estate, six people, and seven assessments: six DPIAs and one ROS.

    Only into an instance with no estate and no people, which becomes a demo instance for good.
    """
    prepare(Settings.from_environment(), "Sykehuset Demo")
    with opened():
        load_demo(devices)
    click.echo("The demo trust is loaded. Sign in as maja, pavel, sigrid, olav, rut or adam.", err=True)
