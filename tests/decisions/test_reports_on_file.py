"""The signed report of a decision: on file, the same bytes for ever, and told from every other PDF."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import undefer

from riskapp.accounts.permissions import Role
from riskapp.database import db
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.reports.report_files import report_file, signed_reports
from riskapp.decisions.reports.verifying import verify_report
from riskapp.errors import NotFound
from riskapp.reports.keys import load_organisation_key
from riskapp.reports.models import SignedReport
from riskapp.reports.pages import build_pdf
from riskapp.reports.signature import sign
from tests.decisions.conftest import everything
from tests.decisions.examples import accepted, advised, filled, version_of
from tests.decisions.test_accepting import MEDIUM
from tests.reports.examples import AT, assessment
from tests.reports.poppler import pages_of, run, squeezed


def stored(version) -> SignedReport:
    query = select(SignedReport).where(SignedReport.version_id == version.id).options(undefer(SignedReport.pdf))
    return db.session.scalars(query).one()


@pytest.mark.parametrize("kind", ["dpia", "ros"])
def test_poppler_calls_the_stored_report_valid_and_wholly_signed(people, ward, kind):
    version = advised(people, kind, [ward.lab])
    approve(people.owner, version.id)
    told = run("pdfsig", stored(version).pdf)
    assert "Signature Validation: Signature is Valid." in told
    assert "Total document signed" in told
    assert "Fjord Hospital" in told


def test_every_download_gives_the_stored_bytes(people, ward):
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)
    pdf = stored(version).pdf
    for actor in (people.auditor, people.member, people.owner):
        file = report_file(actor, version.id)
        assert (file.name, file.pdf) == (f"ROS-{version.assessment_id}-v1.pdf", pdf)


def test_a_draft_is_unsigned_says_so_on_every_page_and_is_kept_nowhere(people, ward):
    version = filled(people, "ros", [ward.lab])
    before = everything()
    file = report_file(people.member, version.id)
    assert everything() == before
    assert file.name.endswith("-draft.pdf")
    assert all("Draft – not approved and not signed" in page for page in pages_of(file.pdf))
    verdict = verify_report(file.pdf)
    assert not verdict.valid
    assert "bears no signature" in str(verdict)


def test_who_may_not_read_an_assessment_gets_no_report(people, ward, person):
    version = filled(people, "ros", [ward.lab])
    stranger = person("stein", Role.MEMBER, asset=ward.archive)
    for number in (version.id, 4711):
        with pytest.raises(NotFound):
            report_file(stranger, number)


def test_the_list_of_reports_holds_what_the_reader_may_read(people, ward, person):
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)
    other = advised(people, "dpia", [ward.archive])
    reject(people.owner, other.id, "No")
    names = [report.file_name for report, _ in signed_reports(people.auditor)]
    assert names == [f"DPIA-{other.assessment_id}-v1.pdf", f"ROS-{version.assessment_id}-v1.pdf"]
    assert [one.id for _, one in signed_reports(people.auditor, "laboratory ros")] == [version.id]
    assert [one.id for _, one in signed_reports(people.auditor, stored(version).sha256[:12])] == [version.id]
    assert signed_reports(people.auditor, "%") == []
    own = person("mina", Role.MEMBER, asset=ward.lab)
    assert [one.id for _, one in signed_reports(own)] == [version.id]


def test_a_report_on_file_verifies_and_says_what_it_is(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    approve(people.owner, version.id, "Fine")
    before = everything()
    verdict = verify_report(stored(version).pdf)
    assert everything() == before
    assert verdict.valid
    assert verdict.reason is None
    assert verdict.on_file.assessment_id == version.assessment_id
    assert (verdict.on_file.number, verdict.on_file.state) == (1, "approved")
    assert verdict.signature.name == "Olav"
    assert verdict.signature.purpose == "The laboratory, ros, version 1: approved"
    assert verdict.signature.signed_at == version_of(version.assessment_id).transitions[-1].at


def test_a_changed_report_is_neither_valid_nor_on_file(people, ward):
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)
    pdf = stored(version).pdf
    for forged in (pdf.replace(b"/Producer", b"/Prodvcer", 1), pdf + b"\n% more", pdf[: len(pdf) // 2]):
        verdict = verify_report(forged)
        assert not verdict.valid
        assert verdict.on_file is None
        assert verdict.reason


def test_a_report_that_we_signed_but_never_stored_is_not_valid(people, ward, settings):
    key = load_organisation_key(settings.keys)
    draft = replace(assessment("en", scenarios=1))
    pdf = sign(build_pdf(draft, AT), key, reason="Approved", name="Olav", at=key.certificate.not_valid_before_utc)
    verdict = verify_report(pdf)
    assert verdict.signature.valid
    assert not verdict.valid
    assert "no report with these bytes is on file" in str(verdict)


def test_what_is_no_pdf_is_said_to_be_none(people, ward):
    for text in (b"", b"hello", b"PK\x03\x04"):
        assert not verify_report(text).valid


def test_a_rejection_says_so_in_its_signed_report(people, ward):
    version = advised(people, "dpia", [ward.lab], language="nb")
    reject(people.owner, version.id, "Vi trenger det ikke")
    text = squeezed(" ".join(pages_of(stored(version).pdf)))
    assert "Vitrengerdetikke" in text
    assert "avvist" in text
