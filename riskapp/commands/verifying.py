"""`riskapp verify`."""

import sys
from pathlib import Path

import click

from riskapp.commands.opening import opened, print_json
from riskapp.decisions.verifying import VerifiedReport, verify_report
from riskapp.errors import N_, Invalid


@click.command(epilog="Example: riskapp verify report.pdf && echo genuine")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def command(file: Path, as_json: bool) -> None:
    """Check FILE: exit status 0 only for a valid signature of ours over a report that is on file, else 1.

    Status 2 is no answer: FILE cannot be read, or the instance cannot be opened.
    """
    with opened():
        found = verify_report(_bytes_of(file))
    if as_json:
        print_json(_data(found))
    elif found.valid and found.on_file is not None:
        signed = found.signature.signed_at
        click.echo(
            f"valid: {found.on_file.title}, version {found.on_file.number}, {found.on_file.state}; "
            f"signed by {found.signature.signer}, {signed:%Y-%m-%d %H:%M %Z}"
        )
    else:
        click.echo(f"not valid: {found}", err=True)
    sys.exit(0 if found.valid else 1)


def _bytes_of(file: Path) -> bytes:
    if not file.is_file():
        raise Invalid(N_("%(path)s is no ordinary file: give the PDF itself."), path=file)
    try:
        return file.read_bytes()
    except OSError as error:
        raise Invalid(N_("%(path)s cannot be read: %(why)s."), path=file, why=error.strerror) from error


def _data(found: VerifiedReport) -> dict[str, object]:
    signed_at = found.signature.signed_at
    return {
        "valid": found.valid,
        "reason": None if found.valid else str(found),
        "signer": found.signature.signer,
        "signed_at": None if signed_at is None else signed_at.isoformat(),
        "assessment": None if found.on_file is None else found.on_file.assessment_id,
        "version": None if found.on_file is None else found.on_file.number,
    }
