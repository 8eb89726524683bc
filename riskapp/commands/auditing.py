"""`riskapp audit`: is the trail whole, take it elsewhere, sign it now, take a person's name out of it."""

import sqlite3
import sys
from dataclasses import asdict
from pathlib import Path

import click

from riskapp.audit.checking import exported
from riskapp.commands.opening import acting, actor_named, opened, print_json
from riskapp.commands.refusing import one_line
from riskapp.decisions.erasing.erasing_names import erase, look
from riskapp.decisions.trail.trail_check import check_everything
from riskapp.decisions.trail.trail_points import checkpoint_in, deliver_copies, sign_trail
from riskapp.errors import N_, Invalid, Unready
from riskapp.proof.notes import Checkpoint
from riskapp.proof.packing import pack
from riskapp.proof.reading import read_kept
from riskapp.proof.telling import sentence, told

_OLD_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """The audit trail: check it, export it, sign it, erase a name from it."""


@command.command(epilog="Example: riskapp audit verify --kept /mnt/log-server/riskapp-trail.jsonl")
@click.option("--kept", multiple=True, type=_OLD_FILE, help="A file with checkpoints that were kept elsewhere.")
@click.option("--report", "reports", multiple=True, type=_OLD_FILE, help="A signed report: it carries a checkpoint.")
@click.option("--key", default="", metavar="KEY", help="The trail's public key, as a report prints it.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def verify(kept: tuple[Path, ...], reports: tuple[Path, ...], key: str, as_json: bool) -> None:
    """Say whether the trail was changed, shortened, reordered or written anew, and up to where that is certain.

    Exit status 0 where it holds, 1 where it was bent.
    """
    copies = [one for path in kept for one in _kept(path)] + [_in_report(path) for path in reports]
    with opened():
        try:
            found = check_everything(copies, key)
        except ValueError as fault:
            raise Invalid(N_("--key is no public key: copy it whole from a report."), field="key") from fault
    if as_json:
        sure = {name: getattr(found, name) and getattr(found, name).size for name in ("sure", "sure_kept")}
        faults = [{"kind": one.kind, "says": sentence(one), **one.values} for one in found.faults]
        remarks = [{"kind": one.kind, "says": sentence(one), **one.values} for one in found.remarks]
        stamps = {"stamps": found.stamps, "vouched": found.vouched, "remarks": remarks}
        told_of = {"holds": not found.faults, "events": found.size, "root": found.root, "faults": faults}
        print_json({**told_of, **sure, **stamps})
    else:
        for line in told(found):
            click.echo(line)
    sys.exit(1 if found.faults else 0)


@command.command(epilog="Example: riskapp audit export trail.jsonl")
@click.argument("file", type=_NEW_FILE)
def export(file: Path) -> None:
    """Write the whole trail to FILE, a JSON value a line, for the check that needs no riskapp."""
    with opened():
        try:
            with file.open("x", encoding="utf-8") as target:
                target.writelines(exported())
        except OSError as fault:
            raise Unready(N_("%(path)s cannot be written (%(why)s)."), path=str(file), why=fault.strerror) from fault
    click.echo(str(file))


@command.command(epilog="Example: riskapp audit verifier verify_trail.pyz && python3 verify_trail.pyz trail.jsonl")
@click.argument("file", type=_NEW_FILE)
def verifier(file: Path) -> None:
    """Write the check itself to FILE: one file that any Python 3.11 runs, on a machine without riskapp."""
    try:
        pack(file)
    except OSError as fault:
        raise Unready(N_("%(path)s cannot be written (%(why)s)."), path=str(file), why=fault.strerror) from fault
    click.echo(str(file))


@command.command(epilog="Example: riskapp audit checkpoint")
def checkpoint() -> None:
    """Sign the trail as it stands, send the copies that wait, get a time stamp, and print the checkpoint.

    Exit status 1 where a copy still waits.
    """
    with opened():
        made = sign_trail()
        waiting = deliver_copies()
        click.echo(made.note if made else "", nl=False)
        for copy in waiting:
            why = one_line(copy.fault)
            click.echo(f"not sent to {copy.place}: checkpoint {copy.size}, {copy.tries} tries, {why}", err=True)
    sys.exit(1 if waiting else 0)


@command.command("erase", epilog='Example: riskapp audit erase "Kari Nordmann" --reason "request 2026-114" --as adam')
@click.argument("name")
@click.option("--reason", default="", help="Why; it stands in the trail.")
@click.option("--look", "only_look", is_flag=True, help="Only list what would be taken.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@acting
def erase_name(name: str, reason: str, only_look: bool, as_json: bool, username: str | None) -> None:
    """Take NAME out of trail, contents, closed versions and closed accounts; hashes and signatures go on to hold.

    Lists what goes, and after that what stays: words that are hashed themselves, signed PDFs, and what can be written
    otherwise in the ordinary way.
    """
    with opened():
        actor = actor_named(username)
        found = look(actor, name) if only_look else erase(actor, name, reason)
    if as_json:
        print_json(asdict(found))
        return
    for event in found.trail:
        click.echo(f"event {event.number}: {event.field}")
    for place in found.places:
        click.echo(one_line(f"{place.of}: {place.field}"))
    for place in found.stays:
        click.echo(one_line(f"stays: {place.of}: {place.field}"))


def _kept(path: Path) -> list[Checkpoint]:
    try:
        return read_kept(path)
    except (OSError, ValueError, KeyError, TypeError, sqlite3.Error) as fault:
        raise Invalid(N_("%(path)s holds no checkpoints: %(why)s."), path=str(path), why=str(fault)) from fault


def _in_report(path: Path) -> Checkpoint:
    try:
        return checkpoint_in(path.read_bytes())
    except OSError as fault:
        raise Invalid(N_("%(path)s cannot be read: %(why)s."), path=str(path), why=fault.strerror) from fault
