"""`riskapp verify`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from riskapp.commands.opening import opened, print_json
from riskapp.commands.refusing import one_line
from riskapp.decisions.reports.verifying import OnFile, OnIssue, VerifiedReport, verify_report
from riskapp.errors import N_, Invalid
from riskapp.reports.verification import Verification


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
    issued = isinstance(report, OnIssue)
    if signature.name:
        yield f"{'issued' if issued else 'decided'} by: {signature.name}"
    if signature.purpose:
        yield f"{'purpose' if issued else 'decision'}: {signature.purpose}"
    if signature.signed_at is not None:
        yield f"signed at: {signature.signed_at:%Y-%m-%d %H:%M %Z}, by the signer's clock"
    for number, act in enumerate(signature.acts, start=1):
        yield f"signature {number} of {len(signature.acts)}: {act.name}: {act.purpose}"
    if signature.level is not None:
        yield f"level reached: PAdES {signature.level}{_attested(signature)}"
    yield f"on file: {'no' if report is None else report.file_name}"
    yield f"sha256: {signature.sha256}"


def _attested(signature: Verification) -> str:
    if signature.attested_at is None:
        return ", the time is not attested"
    return f", time attested: {signature.attested_at:%Y-%m-%d %H:%M:%S %Z}"


def _report(report: OnFile | OnIssue) -> str:
    if isinstance(report, OnIssue):
        return f"{report.title}, issued"
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
        "signatures": [
            {"name": act.name, "purpose": act.purpose, "at": None if act.at is None else act.at.isoformat()}
            for act in signature.acts
        ],
        "level": None if signature.level is None else signature.level.value,
        "attested_at": None if signature.attested_at is None else signature.attested_at.isoformat(),
        "sha256": signature.sha256,
        "on_file": report is not None,
        **({"issued": report.kind} if isinstance(report, OnIssue) else {}),
        "assessment": report.assessment_id if isinstance(report, OnFile) else None,
        "version": report.number if isinstance(report, OnFile) else None,
        "title": None if report is None else report.title,
        "state": report.state if isinstance(report, OnFile) else None,
        "file_name": None if report is None else report.file_name,
    }
