"""`riskapp serve`."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from riskapp.accounts.demo import DEMO_PASSWORD, DEMO_PEOPLE
from riskapp.accounts.models import Organisation
from riskapp.commands.demo.loading import is_empty, load_demo
from riskapp.commands.listening import bound, listen
from riskapp.commands.opening import opened
from riskapp.commands.preparing import prepare
from riskapp.database import db
from riskapp.settings import Settings


@click.command(epilog="Example: riskapp serve --demo --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes; one a core.")
@click.option("--demo", is_flag=True, help="Load the demo trust first where the instance is empty.")
def command(host: str, port: int, workers: int, demo: bool) -> None:
    """Bring the instance to this version and serve its pages until stopped (Ctrl-C)."""
    settings = Settings.from_environment()
    for line in prepare(settings, "Sykehuset Demo" if demo else None):
        click.echo(f"made {line}", err=True)
    with bound(host, port) as place:
        with opened():
            if demo and is_empty():
                click.echo("Loading the demo trust with 15 000 devices ...", err=True)
                load_demo()
            listen(place, port)
            _say_hello(f"http://{f'[{host}]' if ':' in host else host}:{port}")
            db.session.remove()
            db.engine.dispose()
        _jobs()
        _gunicorn(settings.instance, [f"--bind=fd://{place.fileno()}", f"--workers={workers}"])


def _say_hello(address: str) -> None:
    click.echo(f"\n  riskapp is at {address}\n")
    organisation = db.session.get(Organisation, 1)
    if organisation is not None and organisation.demo:
        click.echo(f"  Demo accounts, all with the password {DEMO_PASSWORD}:")
        for person in DEMO_PEOPLE:
            click.echo(f"    {person.username:8} {', '.join(role.value for role in person.roles)}")
    click.echo("\n  Stop with Ctrl-C.\n")
    sys.stdout.flush()


def _jobs() -> None:
    """Start what is done when nobody asks, in a process of its own that is kept alive and ends with this one."""
    arguments = [sys.executable, "-m", "riskapp.jobs.keeping", str(os.getpid())]
    subprocess.Popen(arguments, stdin=subprocess.DEVNULL)  # noqa: S603 - every word is ours


def _gunicorn(folder: Path, options: Sequence[str]) -> None:
    """Become gunicorn, so that whoever started riskapp stops it with one signal."""
    arguments = [
        sys.executable,
        "-m",
        "gunicorn",
        "riskapp.web.served:app",
        "--worker-class=gthread",
        "--threads=4",
        "--preload",
        "--no-control-socket",
        "--log-level=warning",
        "--timeout=120",
        "--limit-request-line=8190",  # the longest there is: an address may hold what is supposed of the estate
        f"--worker-tmp-dir={folder}",
        *options,
    ]
    # Threads with memory arenas of their own would each keep what a large export took.
    environment = {"MALLOC_ARENA_MAX": "2", **os.environ}
    os.execve(sys.executable, arguments, environment)  # noqa: S606 - no shell, and every word is ours
