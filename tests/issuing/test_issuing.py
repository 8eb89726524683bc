"""Issuing: content, fingerprint, signature, event and place on file, all or nothing; what is issued never changes."""

import json

import pytest
from sqlalchemy import delete, select, update

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.assessments.content import canonical, fingerprint
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from riskapp.decisions.deciding import approve
from riskapp.decisions.recomputing.compared import Outcome
from riskapp.decisions.reports.time_stamps import how_many_wait, stamp_waiting
from riskapp.decisions.reports.verifying import OnIssue, verify_report
from riskapp.decisions.trail.trail_points import checkpoint_in
from riskapp.errors import Invalid, NotAllowed, NotFound
from riskapp.issuing.issuing import issue_report
from riskapp.issuing.kinds import KINDS
from riskapp.issuing.on_file import issued_file, issued_reports
from riskapp.issuing.recomputing import recompute
from riskapp.reports.models import IssuedReport
from tests.decisions.conftest import events, refused
from tests.decisions.examples import advised
from tests.decisions.test_closed_for_good import refuses
from tests.decisions.test_consulting import attached
from tests.decisions.test_every_field_is_printed import paper_of
from tests.decisions.test_time_stamps import service
from tests.reports.poppler import run, squeezed
from tests.reports.test_levels import nobody_answers

BOTH_DATABASES = True

__all__ = ["service"]


def issued(people, kind="register", language="en"):
    """The row and the bytes of a report that Sigrid issued."""
    number = issue_report(people.security, kind, language)
    db.session.rollback()
    return db.session.get_one(IssuedReport, number), issued_file(people.security, number).pdf


@pytest.fixture
def approved(people, ward):
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)


@pytest.mark.parametrize("kind", list(KINDS))
def test_what_is_issued_is_signed_on_file_and_told_in_the_trail(people, ward, approved, kind):
    row, pdf = issued(people, kind)
    found = verify_report(pdf)
    assert found.valid and isinstance(found.on_file, OnIssue)
    assert (found.on_file.report_id, found.on_file.kind) == (row.id, kind)
    assert found.signature.name == people.security.name
    (event,) = events(Action.REPORT_ISSUED)
    assert (event.actor_name, event.after["sha256"]) == (people.security.name, row.sha256)
    assert event.after["content_sha256"] == row.content_sha256
    files = attached(pdf)
    content = json.loads(files[f"{KINDS[kind].stem}.json"])
    assert canonical(content) == files[f"{KINDS[kind].stem}.json"]
    assert fingerprint(content) == row.content_sha256
    paper = paper_of(pdf)
    for said in (row.content_sha256, people.security.name, content["trail"]["root"]):
        assert squeezed(said) in paper
    assert checkpoint_in(pdf).root.hex() == content["trail"]["root"]
    assert "Tagged:          yes" in run("pdfinfo", pdf)


@pytest.mark.parametrize("kind", list(KINDS))
def test_all_that_it_says_can_be_computed_anew(people, ward, approved, kind):
    _, pdf = issued(people, kind, "nb")
    found = recompute(pdf)
    assert {one.outcome for one in found} == {Outcome.AGREES}, found
    assert len(found) > 2


def test_the_older_ones_stay_and_nobody_changes_a_row(people, ward, approved):
    first, pdf = issued(people)
    second, _ = issued(people)
    assert [one.id for one in issued_reports(people.auditor)] == [second.id, first.id]
    assert issued_file(people.auditor, first.id).pdf == pdf
    refuses(update(IssuedReport).values(signed_by="Nobody"), "only ever added")
    refuses(delete(IssuedReport), "only ever added")


def test_who_may_not_issue_or_not_read_it_all_issues_nothing(people, ward, approved, person):
    stein = person("stein", Role.SECURITY, asset=ward.archive)
    with refused(NotAllowed, "issue reports"):
        issue_report(people.member, "register", "nb")
    with refused(NotAllowed, "issue reports"):
        issue_report(people.auditor, "register", "nb")
    with refused(NotAllowed, "issue reports"):
        issue_report(stein, "register", "nb")
    with refused(NotFound, "no report of this kind"):
        issue_report(people.security, "weather", "nb")
    with refused(Invalid, "nb or en", "language"):
        issue_report(people.security, "register", "fr")


def test_who_may_not_read_it_finds_no_file(people, ward, approved, person):
    row, _ = issued(people)
    stein = person("stein", Role.MEMBER, asset=ward.archive)
    assert issued_reports(stein) == []
    with refused(NotFound, "no such report"):
        issued_file(stein, row.id)
    with refused(NotFound, "no such report"):
        issued_file(people.auditor, row.id + 1)


def test_the_operator_issues_as_what_it_is(people, ward, approved):
    number = issue_report(OPERATOR, "register", "nb")
    row = db.session.get_one(IssuedReport, number)
    assert (row.signed_by, row.role) == ("operator", "operator")


def test_a_report_is_b_lta_at_once_or_waits_in_the_queue(people, ward, approved, service):
    service(nobody_answers())
    row, first = issued(people)
    assert (row.level, how_many_wait()) == ("B-B", 1)
    assert "cannot be reached" in events(Action.REPORT_ISSUED)[-1].after["waits"]
    service()
    assert [one.error for one in stamp_waiting(all_of_them=True)] == [""]
    db.session.rollback()
    later = issued_file(people.security, row.id).pdf
    assert later.startswith(first) and later != first
    found = verify_report(later)
    assert (found.valid, found.signature.level, found.on_file.report_id) == (True, "B-LTA", row.id)
    row, _ = issued(people)
    assert (row.level, how_many_wait()) == ("B-LTA", 0)


def test_a_level_that_was_bent_is_found(people, ward, approved):
    _, pdf = issued(people)
    files = attached(pdf)
    content = json.loads(files["risk-register.json"])
    content["risks"][0]["level"]["id"] = "bent"
    kind = KINDS["register"]
    (wrong,) = [one for one in kind.anew(content, files) if one.outcome is Outcome.DIFFERS]
    assert "R1 level before measures" in wrong.what
    assert db.session.scalars(select(IssuedReport.kind)).all() == ["register"]
