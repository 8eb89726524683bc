"""Issued reports in the browser: issuing, the list, the same bytes again, choosing what the one on the estate tells."""

from io import BytesIO

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Role
from riskapp.database import db
from riskapp.decisions.recomputing.compared import Outcome
from riskapp.issuing.on_file import issued_file
from riskapp.issuing.recomputing import recompute
from riskapp.reports.models import IssuedReport
from tests.decisions.conftest import everything
from tests.decisions.examples import filled
from tests.decisions.test_every_field_is_printed import paper_of
from tests.reports.poppler import squeezed


def the_one() -> IssuedReport:
    db.session.rollback()
    return db.session.scalars(select(IssuedReport)).one()


@pytest.mark.parametrize("kind", ["register", "record", "estate"])
def test_who_may_issues_a_report_and_everybody_who_reads_gets_the_same_bytes(people, ward, browse, kind):
    filled(people, "ros", [ward.lab])
    browser = browse("sigrid")
    assert browser.get("/reports/issued").status_code == 200
    answer = browser.post_form("/reports/issued", {"kind": kind, "language": "nb"})
    assert answer.status_code == 302
    row = the_one()
    assert (row.kind, row.language, row.signed_by, row.role) == (kind, "nb", "Sigrid", "security")
    page = browse("rut").get("/reports/issued").text
    assert row.file_name in page and "Sigrid" in page
    assert "Issue and sign" not in page
    file = browse("rut").get(f"/reports/issued/{row.id}.pdf")
    assert file.data == issued_file(people.auditor, row.id).pdf
    assert row.file_name in file.headers["Content-Disposition"]
    assert {one.outcome for one in recompute(file.data)} == {Outcome.AGREES}


def test_it_is_verified_as_what_it_is(people, ward, browse):
    browser = browse("sigrid")
    browser.post_form("/reports/issued", {"kind": "register", "language": "en"})
    pdf = issued_file(people.auditor, the_one().id).pdf
    sent = {"csrf_token": browser.token(), "pdf": (BytesIO(pdf), "register.pdf")}
    answer = browser.post("/verify", data=sent, content_type="multipart/form-data")
    for said in ("Valid: this is the report on file", "Risk register", "issued", "Sigrid"):
        assert said in answer.text
    assert "To the assessment" not in answer.text


def test_who_may_not_is_refused_and_nothing_is_issued(people, ward, browse, person):
    person("stein", Role.SECURITY, asset=ward.archive)
    before = everything()
    assert browse("maja").post_form("/reports/issued", {"kind": "register", "language": "nb"}).status_code == 403
    assert browse("stein").post_form("/reports/issued", {"kind": "register", "language": "nb"}).status_code == 403
    assert browse("sigrid").post_form("/reports/issued", {"kind": "weather", "language": "nb"}).status_code == 404
    assert browse("sigrid").post_form("/reports/issued", {"kind": "record", "language": "fr"}).status_code == 422
    after = everything()
    for table in ("issued_report", "waiting_stamp"):
        assert after[table] == before[table] == []


def test_what_is_chosen_goes_into_the_report_on_the_estate(people, ward, browse):
    browser = browse("sigrid")
    page = browser.get("/reports/issued/estate").text
    assert "Laboratory system (lab)" in page
    sent = {"language": "en", "outage": "120", "availability": "lab", "integrity_others": "archive + Analyser 7\n\n"}
    assert browser.post_form("/reports/issued/estate", sent).status_code == 302
    paper = paper_of(issued_file(people.security, the_one().id).pdf)
    for said in ("Laboratory system fails", "for 2 hours", "Analyser 7 and Archive lies"):
        assert squeezed(said) in paper
    assert squeezed("leaks (conf") not in paper


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"confidentiality_others": "nobody at all"}, "No asset is called nobody at all."),
        ({"integrity_others": "a"}, "assets fit a: write the id of one of them"),
        ({}, "Choose at least one asset that is hit."),
    ],
)
def test_a_choice_that_means_nothing_is_a_fault_by_its_field(people, ward, browse, sent, says):
    browser = browse("sigrid")
    browser.get("/reports/issued/estate")
    answer = browser.post_form("/reports/issued/estate", {"language": "en", "outage": "120", **sent})
    assert answer.status_code == 422
    assert says in answer.text
    assert db.session.scalars(select(IssuedReport)).all() == []
