"""Reports in the browser: downloads, the list of signed ones, and verifying a file that somebody brings."""

from io import BytesIO

import pytest

from riskapp.accounts.permissions import Role
from riskapp.decisions.deciding import approve
from riskapp.decisions.reports.report_files import report_file
from riskapp.decisions.reports.verifying import verify_report
from tests.decisions.conftest import everything
from tests.decisions.examples import advised, filled, version_of


@pytest.fixture
def approved(people, ward):
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)
    return version_of(version.assessment_id)


def verify(browser, pdf: bytes, name: str = "report.pdf"):
    return browser.post(
        "/verify", data={"csrf_token": browser.token(), "pdf": (BytesIO(pdf), name)}, content_type="multipart/form-data"
    )


def test_every_download_of_a_signed_report_gives_the_stored_bytes(people, approved, browse):
    stored = report_file(people.auditor, approved.id)
    for who in ("rut", "maja"):
        answer = browse(who).get(f"/reports/{approved.id}.pdf")
        assert answer.data == stored.pdf
        assert answer.mimetype == "application/pdf"
        assert stored.name in answer.headers["Content-Disposition"]
        assert verify_report(answer.data).valid


def test_a_draft_is_downloaded_unsigned_and_nothing_is_kept(people, ward, browse):
    version = filled(people, "dpia", [ward.lab])
    browser = browse("maja")
    before = everything()
    answer = browser.get(f"/reports/{version.id}.pdf")
    assert everything() == before
    assert answer.data.startswith(b"%PDF")
    assert "-draft.pdf" in answer.headers["Content-Disposition"]
    assert not verify_report(answer.data).valid


def test_a_report_of_what_one_may_not_read_is_not_there(ward, approved, browse, person):
    person("stein", Role.MEMBER, asset=ward.archive)
    browser = browse("stein")
    assert browser.get(f"/reports/{approved.id}.pdf").status_code == 404
    assert browser.get("/reports/4711.pdf").status_code == 404
    assert "The laboratory" not in browser.get("/reports").text
    assert browse("adam", Role.ADMINISTRATOR).get(f"/reports/{approved.id}.pdf").status_code == 403


def test_the_auditor_finds_signed_reports_by_words(approved, browse):
    browser = browse("rut")
    page = browser.get("/reports").text
    assert "The laboratory, ros" in page
    assert f"/reports/{approved.id}.pdf" in page
    assert "The laboratory, ros" in browser.get("/reports?q=olav").text
    assert "No signed report has" in browser.get("/reports?q=nothing").text


def test_without_any_report_the_list_says_when_there_will_be_one(people, browse):
    assert "No report is signed yet" in browse("rut").get("/reports").text


def test_a_report_on_file_is_valid_with_who_what_and_when(people, approved, browse):
    pdf = report_file(people.auditor, approved.id).pdf
    answer = verify(browse("maja"), pdf)
    assert answer.status_code == 200
    for text in ("Valid: this is the report on file", "Olav", "Fjord Hospital", "version 1: approved", "version 1"):
        assert text in answer.text


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda pdf: pdf.replace(b"/Producer", b"/Prodvcer", 1), "changed after it was signed"),
        (lambda pdf: pdf + b"\n% more", "added to the PDF after it was signed"),
        (lambda pdf: b"hello", "not a PDF file"),
        (lambda pdf: b"", "not a PDF file"),
    ],
)
def test_any_other_file_is_not_valid_with_the_reason(people, approved, browse, harm, says):
    answer = verify(browse("maja"), harm(report_file(people.auditor, approved.id).pdf))
    assert "Not valid." in answer.text
    assert says in answer.text
    assert "Valid: this is" not in answer.text


def test_a_draft_bears_no_signature(people, ward, browse):
    version = filled(people, "ros", [ward.lab])
    answer = verify(browse("maja"), report_file(people.member, version.id).pdf)
    assert "bears no signature" in answer.text


def test_the_file_is_not_kept(people, approved, browse):
    browser = browse("maja")
    pdf = report_file(people.auditor, approved.id).pdf
    before = everything()
    verify(browser, pdf)
    assert everything() == before


def test_no_file_is_a_fault_by_its_field(browse):
    browser = browse("maja", Role.MEMBER)
    answer = browser.post_form("/verify", {})
    assert answer.status_code == 422
    assert 'id="pdf-error"' in answer.text


def test_a_name_of_a_file_is_text_and_nothing_else(browse):
    answer = verify(browse("maja", Role.MEMBER), b"hello", "<script>alert(1)</script>.pdf")
    assert "&lt;script&gt;" in answer.text


def test_nobody_verifies_without_signing_in(app):
    client = app.test_client()
    assert client.get("/verify").status_code == 302
    assert client.get("/reports").status_code == 302
