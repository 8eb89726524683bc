"""`riskapp jobs`: what is done when nobody asks; `riskapp serve` starts it beside the pages."""

import os
import signal
import sys
import time

import click

from riskapp.commands.opening import opened
from riskapp.jobs.all_jobs import JOBS
from riskapp.jobs.rounds import Rounds
from riskapp.jobs.side_by_side import SideBySide

_PAUSE = 1.0


@click.command(epilog="Example: riskapp jobs --once")
@click.option("--once", is_flag=True, help="Do everything once and end: exit status 1 where something failed.")
@click.option("--beside", type=int, hidden=True, help="End when the process of this number is no longer the parent.")
def command(once: bool, beside: int | None) -> None:
    """Do what is due, again and again, until stopped (Ctrl-C): sign the trail, send its copies.

    `riskapp serve` does this by itself. Run it alone where another server serves the pages.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with opened() as app:
        if once:
            sys.exit(0 if len(Rounds(JOBS).run_due()) == len(JOBS) else 1)
        jobs = SideBySide(app, JOBS)
        try:
            if beside in (None, os.getppid()):
                jobs.start()
            while beside in (None, os.getppid()):
                time.sleep(_PAUSE)
        except KeyboardInterrupt:
            sys.exit(0)
        finally:
            jobs.stop()
