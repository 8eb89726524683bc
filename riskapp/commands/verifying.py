"""`riskapp verify`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from riskapp.commands.opening import opened, print_json
from riskapp.commands.refusing import one_line
from riskapp.decisions.verifying import OnFile, VerifiedReport, verify_report
from riskapp.errors import N_, Invalid


@click.command(epilog="Example: riskapp verify report.pdf && echo genuine")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def command(file: Path, as_json: bool) -> None:
    """Say who signed FILE, what was decided and when, and whether it is on file.

    Exit status 0 only for a valid signature of ours over a report that is on file, else 1. Status 2 is no answer: FILE
    cannot be read, or the instance cannot be opened.
    """
    with opened():
        found = verify_report(_bytes_of(file))
    if as_json:
        print_json(_data(found))
    else:
        for line in _lines(found):
            click.echo(one_line(line), err=not found.valid)
    sys.exit(0 if found.valid else 1)


def _bytes_of(file: Path) -> bytes:
    if not file.is_file():
        raise Invalid(N_("%(path)s is no ordinary file: give the PDF itself."), path=file)
    try:
        return file.read_bytes()
    except OSError as error:
        raise Invalid(N_("%(path)s cannot be read: %(why)s."), path=file, why=error.strerror) from error


def _lines(found: VerifiedReport) -> Iterator[str]:
    """The verdict, and what is known of the file: where it is not valid, only what it claims of itself."""
    signature, report = found.signature, found.on_file
    yield f"valid: {_report(report)}" if found.valid and report is not None else f"not valid: {found}"
    if signature.signer:
        yield f"signed by: {signature.signer}"
    if signature.name:
        yield f"decided by: {signature.name}"
    if signature.purpose:
        yield f"decision: {signature.purpose}"
    if signature.signed_at is not None:
        yield f"signed at: {signature.signed_at:%Y-%m-%d %H:%M %Z}, by the signer's clock"
    yield f"on file: {'no' if report is None else report.file_name}"
    yield f"sha256: {signature.sha256}"


def _report(report: OnFile) -> str:
    return f"{report.title}, version {report.number}, {report.state}"


def _data(found: VerifiedReport) -> dict[str, object]:
    signature, report = found.signature, found.on_file
    return {
        "valid": found.valid,
        "reason": None if found.valid else str(found),
        "signer": signature.signer,
        "decided_by": signature.name,
        "decision": signature.purpose,
        "signed_at": None if signature.signed_at is None else signature.signed_at.isoformat(),
        "sha256": signature.sha256,
        "on_file": report is not None,
        "assessment": None if report is None else report.assessment_id,
        "version": None if report is None else report.number,
        "title": None if report is None else report.title,
        "state": None if report is None else report.state,
        "file_name": None if report is None else report.file_name,
    }
