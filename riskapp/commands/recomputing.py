"""`riskapp recompute`."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from riskapp.commands.opening import print_json
from riskapp.commands.refusing import one_line
from riskapp.decisions.recomputing.compared import Compared, Outcome
from riskapp.errors import N_, Invalid
from riskapp.issuing.recomputing import beyond, recompute


@click.command(epilog="Example: riskapp recompute DPIA-1-v1.pdf")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON.")
def command(file: Path, as_json: bool) -> None:
    """Compute FILE's fingerprint, risk levels and blast radiuses anew from what it carries, and compare.

    Needs no instance and no database. Exit status 0 where all agrees, 1 where something differs or cannot be computed,
    2 where FILE cannot be read. Whether the signature holds is another question: riskapp verify.
    """
    pdf = _bytes_of(file)
    found, not_computed = recompute(pdf), beyond(pdf)
    agrees = all(one.outcome is Outcome.AGREES for one in found)
    if as_json:
        print_json({"agrees": agrees, "compared": [asdict(one) for one in found], "not_computed": not_computed})
    else:
        for one in found:
            click.echo(one_line(_line(one)))
        click.echo(f"{sum(one.outcome is Outcome.AGREES for one in found)} of {len(found)} agree")
        click.echo(f"not computed: {not_computed}")
    sys.exit(0 if agrees else 1)


def _line(one: Compared) -> str:
    if one.outcome is Outcome.AGREES:
        return f"{one.outcome:<18}  {one.what}: {one.says}"
    return f"{one.outcome:<18}  {one.what}: report {one.says}, computed {one.computed}"


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Invalid(N_("%(path)s cannot be read: %(why)s."), path=file, why=error.strerror) from error
