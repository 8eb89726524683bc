"""The page of the publishable version: marking beside each text, the list of marks, the PDF, and who may."""

import html
import re

import pytest

from riskapp.decisions.deciding import approve
from riskapp.decisions.reports.publishing import mark_passage, redactions_of
from riskapp.reports.publishing.spots import places
from tests.decisions.conftest import everything
from tests.decisions.examples import advised, filled, started, version_of
from tests.decisions.test_every_field_is_printed import paper_of, whole
from tests.decisions.test_publishing import SECRET
from tests.reports.poppler import squeezed
from tests.web.decisions.test_review import address


@pytest.fixture
def version(people, ward):
    found = advised(people, "dpia", [ward.lab], scenario=SECRET)
    approve(people.owner, found.id)
    return version_of(found.assessment_id)


def marking(**fields: str) -> dict[str, str]:
    given = {
        "form": "section:R1",
        "place": "risks.1.event",
        "extent": "words",
        "passage": "The Vault",
        "ground": "security",
    }
    return {**given, "namely": "", **fields}


def test_a_mark_is_made_beside_its_text_shown_as_it_is_printed_and_taken_back(version, browse):
    browser = browse("pavel")
    page = browser.get(address(version, "publish")).text
    assert "The Vault stops" in page and "[removed:" not in page
    sent = browser.post_form(address(version, "publish"), marking())
    assert sent.status_code == 302 and sent.location.endswith("?version=1#remove-section-R1")
    page = browser.get(address(version, "publish")).text
    assert "[removed: offl. § 24] stops" in page
    assert "R1 – Event" in page and 'id="remove-section-R1"' in page
    form = re.search(r'action="([^"]+take-back[^"]*)".*?name="row_version" value="(\d+)"', page, re.DOTALL)
    assert browser.post_form(html.unescape(form[1]), {"row_version": form[2]}).status_code == 302
    assert "The Vault stops" in browser.get(address(version, "publish")).text
    gone = browser.post_form(html.unescape(form[1]), {"row_version": form[2]})
    assert gone.status_code == 404 and "taken it back already" in gone.text


def test_the_download_is_the_publishable_pdf(version, browse):
    browser = browse("maja")
    browser.post_form(address(version, "publish"), marking(extent="everywhere", passage="the vault"))
    answer = browser.get(address(version, "publish.pdf"))
    assert answer.mimetype == "application/pdf"
    assert f'filename="DPIA-{version.assessment_id}-v1-public.pdf"' in answer.headers["Content-Disposition"]
    paper = paper_of(answer.data)
    assert "vault" not in paper.lower() and squeezed("[removed: offl. § 24] stops") in paper


@pytest.mark.parametrize(
    ("fields", "says", "field"),
    [
        ({"passage": "Not there"}, "do not stand in that text", "remove-section-R1-passage"),
        ({"ground": ""}, "Choose the ground", "remove-section-R1-ground"),
        ({"ground": "other"}, "with Act and section", "remove-section-R1-namely"),
        ({"place": "risks.7.event"}, "not in this version", "remove-section-R1-place"),
        (
            {"form": "everywhere", "extent": "everywhere", "passage": "zzz"},
            "stand nowhere",
            "remove-everywhere-passage",
        ),
        ({"form": "no form", "passage": "zzz"}, "do not stand in that text", "remove-everywhere-passage"),
    ],
)
def test_a_refused_mark_stands_by_its_field_with_what_was_typed(version, browse, fields, says, field):
    browser, before = browse("maja"), everything()
    sent = marking(**fields)
    answer = browser.post_form(address(version, "publish"), sent)
    assert answer.status_code == 422 and says in answer.text
    assert f'href="#{field}"' in answer.text and f'id="{field}-error"' in answer.text
    assert sent["passage"] in answer.text
    assert everything() == before


def test_every_text_stands_in_a_form_that_the_page_shows(people, ward, browse):
    """A text whose form is in no section of the report could not be reached."""
    version = whole(people, ward, "dpia", "nb")
    page = browse("maja", language="nb").get(address(version, "publish")).text
    known = places(version.frozen)
    assert len(known) > 100
    assert [place for place in known if f'value="{place}"' not in page] == []


def test_marks_that_do_nothing_and_words_that_stand_elsewhere_are_told(people, ward, version, browse):
    mark_passage(people.member, version.id, "risks.1.cause", "vault", "security")
    page = browse("maja").get(address(version, "publish")).text
    assert "still stand in another" in page and "R1 The Vault" in html.unescape(page)


def test_only_those_who_may_mark_see_the_page_the_link_and_the_file(people, version, browse, ward):
    for name in ("rut", "rikke"):
        browser = browse(name)
        for rest in ("publish", "publish.pdf"):
            assert browser.get(address(version, rest)).status_code == 403
        assert browser.post_form(address(version, "publish"), marking()).status_code == 403
        assert "/publish" not in browser.get(address(version)).text
        assert "/publish" not in browser.get(address(version, "review")).text
    for name in ("maja", "olav", "pavel"):
        browser = browse(name)
        assert f"{address(version)}/publish?version=1" in browser.get(address(version)).text
        assert f"{address(version)}/publish?version=1" in browser.get(address(version, "review")).text
    assert list(redactions_of(version.id)) == []


def test_a_mark_of_another_assessment_is_not_found_here(people, ward, version, browse):
    other = filled(people, "dpia", [ward.lab], scenario=SECRET)
    number = mark_passage(people.member, other.id, "risks.1.event", "The Vault", "security")
    answer = browse("maja").post_form(address(version, "publish", str(number), "take-back"), {"row_version": "1"})
    assert answer.status_code == 404 and len(redactions_of(other.id)) == 1


def test_an_empty_draft_has_its_page_too(people, ward, browse):
    version = started(people.member, "ros", [ward.lab])
    assert browse("maja").get(address(version, "publish")).status_code == 200
