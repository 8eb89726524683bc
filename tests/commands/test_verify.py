"""`riskapp verify` says who signed what and when, and whether it is on file, in words and as JSON."""

import hashlib

import pytest

from riskapp.reports.keys import load_organisation_key
from riskapp.reports.pages import build_pdf
from riskapp.reports.signature import sign
from tests.reports.examples import AT, assessment


@pytest.fixture
def report(riskapp, tmp_path):
    """The signed report of the demo trust."""
    path = tmp_path / "report.pdf"
    assert riskapp("demo", "--devices", "20").status == 0
    assert riskapp("report", "1", "--out", str(path)).status == 0
    return path


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_report_on_file_is_told_with_all_that_the_page_tells(riskapp, report):
    title = riskapp("assessments", "--json").json[0]["title"]

    said, told = riskapp("verify", str(report)), riskapp("verify", str(report), "--json").json

    signed_at = told.pop("signed_at")
    acts = told.pop("signatures")
    assert [one["name"] for one in acts][-1] == "Olav Systemeier"
    assert len(acts) == 3
    assert {one["at"] for one in acts} == {signed_at}
    assert told == {
        "valid": True,
        "reason": None,
        "signer": "Sykehuset Demo",
        "decided_by": "Olav Systemeier",
        "decision": f"{title}, versjon 1: godkjent",
        "level": "B-B",
        "attested_at": None,
        "sha256": sha256(report),
        "on_file": True,
        "assessment": 1,
        "version": 1,
        "title": title,
        "state": "approved",
        "file_name": "DPIA-1-v1.pdf",
    }
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == f"valid: {title}, version 1, approved"
    assert lines[1:4] == ["signed by: Sykehuset Demo", "decided by: Olav Systemeier", f"decision: {told['decision']}"]
    assert lines[4].startswith(f"signed at: {signed_at[:10]} {signed_at[11:16]}")
    assert lines[5:8] == [f"signature {n} of 3: {one['name']}: {one['purpose']}" for n, one in enumerate(acts, start=1)]
    assert lines[8] == "level reached: PAdES B-B, the time is not attested"
    assert lines[9:] == ["on file: DPIA-1-v1.pdf", f"sha256: {sha256(report)}"]


def test_what_we_signed_and_do_not_have_is_told_with_who_and_that_it_is_not_on_file(riskapp, report, folder):
    key = load_organisation_key(folder / "keys")
    at = key.certificate.not_valid_before_utc
    report.write_bytes(
        sign(build_pdf(assessment("en", scenarios=1), AT), key, reason="Approved", name="O\x1blav", at=at)
    )

    said, told = riskapp("verify", str(report)), riskapp("verify", str(report), "--json").json

    assert (told["valid"], told["on_file"], told["title"], told["state"]) == (False, False, None, None)
    assert (told["decided_by"], told["decision"], told["sha256"]) == ("O\x1blav", "Approved", sha256(report))
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("not valid: The signature is ours and unbroken, but no report")
    assert said.err.splitlines()[2:4] == ["decided by: O\\x1blav", "decision: Approved"]
    assert "on file: no\n" in said.err


def test_what_is_no_report_is_told_with_its_fingerprint_only(begun, riskapp, tmp_path):
    other = tmp_path / "other.pdf"
    other.write_bytes(b"hello")

    said = riskapp("verify", str(other))

    assert said.err.splitlines() == ["not valid: This is not a PDF file.", "on file: no", f"sha256: {sha256(other)}"]
    assert riskapp("verify", str(other), "--json").json["decided_by"] == ""
