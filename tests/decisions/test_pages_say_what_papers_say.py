"""The page of each report that riskapp makes says what its PDF says, sentence by sentence, and which PDF is signed."""

import re

import pytest

from riskapp.accounts.permissions import Role
from riskapp.decisions.reports.publishing import mark_passage, publishable_file
from riskapp.decisions.reports.report_files import report_file, signed_report_of
from riskapp.decisions.reports.report_pages import publishable_page, report_page
from riskapp.errors import NotAllowed, NotFound
from tests.decisions.examples import filled
from tests.decisions.test_every_field_is_printed import whole
from tests.inspecting_client import Page
from tests.reports.sentences import first_difference, said_on_page, said_on_paper


@pytest.mark.parametrize("kind", ["dpia", "ros"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_page_of_the_fullest_report_says_all_of_its_signed_paper(people, ward, kind, language):
    version = whole(people, ward, kind, language)
    paper = said_on_paper(report_file(people.auditor, version.id).pdf)
    page = report_page(people.auditor, version.id, "/reports/7.pdf")
    assert not first_difference(paper, said_on_page(page.html))
    assert len(paper) > 500
    assert page.name == f"{kind.upper()}-{version.assessment_id}-v1.html"
    text = Page(page.html).text
    stored = signed_report_of(version.id)
    for said in (version.frozen_hash, stored.file_name, stored.sha256, "PAdES B-B", "Maja", "Olav"):
        assert said in text, said
    assert 'href="/reports/7.pdf"' in page.html
    signatures = "Signatur %s av 3" if language == "nb" else "Signature %s of 3"
    assert all(signatures % number in text for number in (1, 2, 3))


def test_the_page_of_a_draft_says_what_the_draft_says_and_that_nothing_is_signed(people, ward):
    version = filled(people, "ros", [ward.lab], "en")
    page = report_page(people.member, version.id)
    assert not first_difference(said_on_paper(report_file(people.member, version.id).pdf), said_on_page(page.html))
    assert "Draft – not approved and not signed" in page.html
    assert "Signed PDF" not in page.html and "PAdES" not in page.html


def test_the_publishable_page_says_what_the_publishable_paper_says_and_not_what_is_removed(people, ward):
    version = filled(people, "ros", [ward.lab], "en")
    mark_passage(people.member, version.id, "*", "laboratory", "internal")
    page = publishable_page(people.member, version.id)
    assert not first_difference(said_on_paper(publishable_file(people.member, version.id).pdf), said_on_page(page.html))
    assert not re.search(r"\blaboratory\b", page.html, re.IGNORECASE)
    with pytest.raises(NotAllowed):
        publishable_page(people.auditor, version.id)


def test_a_page_of_what_one_may_not_read_is_not_there(people, ward, person):
    version = filled(people, "ros", [ward.lab])
    stranger = person("stein", Role.MEMBER, asset=ward.archive)
    for number in (version.id, 4711):
        for make in (report_page, publishable_page):
            with pytest.raises(NotFound):
                make(stranger, number)
