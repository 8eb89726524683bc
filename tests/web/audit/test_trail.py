"""The audit trail in the browser: for auditors only, searchable, readable, and paged by id."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from riskapp.accounts.authority import log
from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.assessments import operations
from riskapp.audit.models import AuditEvent
from riskapp.audit.queries import PAGE
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from tests.decisions.conftest import everything
from tests.decisions.examples import started, submitted, version_of


def note(
    label: str, before: dict | None = None, after: dict | None = None, action: Action = Action.ASSET_CHANGED
) -> None:
    with transaction() as session:
        log(session, OPERATOR, action, Subject("asset", "lab", label), before=before, after=after)


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.AUDITOR])
def test_only_auditors_read_the_trail(browse, role):
    browser = browse("somebody", role)
    assert browser.get("/audit").status_code == 403
    assert browser.get("/audit/1").status_code == 403


def test_an_empty_search_shows_the_newest_first_with_who_and_what(people, ward, browse):
    version = started(people.member, "ros", [ward.lab])
    operations.rename_assessment(people.member, version.id, "A better title", version.row_version)
    page = browse("rut").get("/audit").text.partition("<tbody>")[2]
    assert "renamed an assessment" in page
    assert page.index("signed in") < page.index("renamed an assessment") < page.index("started an assessment")
    assert re.search(r"<del[^>]*>The laboratory, ros</del>.*<ins[^>]*>A better title</ins>", page, re.DOTALL)


def test_words_are_found_in_names_ids_and_values_with_every_letter(browse, app):
    note("Čáppa's system", {"owner": "Øyvind"}, {"owner": "Ánne"})
    note("Another", {"owner": "x"}, {"owner": "y"})
    browser = browse("rut", Role.AUDITOR)
    for word in ("Čáppa", "Øyvind", "Ánne", "lab"):
        assert "Čáppa" in browser.get("/audit", query_string={"text": word}).text
    assert "Another" not in browser.get("/audit", query_string={"text": "Øyvind"}).text
    for word in ("%", "_", "nowhere at all"):
        assert "No event matches" in browser.get("/audit", query_string={"text": word}).text


def test_a_person_an_act_a_subject_and_days_narrow_it(people, ward, browse, app):
    submitted(people, "ros", [ward.lab])
    note("Old", None, {"name": "Old"})
    browser = browse("rut")

    def rows(**wanted: str) -> str:
        return browser.get("/audit", query_string=wanted).text.partition("<tbody>")[2]

    assert "submitted an assessment" in rows(person="Maja")
    assert "changed an asset" not in rows(person="Maja")
    assert "submitted an assessment" in rows(action="assessment.submitted")
    assert "started an assessment" not in rows(action="assessment.submitted")
    assert "changed an asset" in rows(kind="asset", id="lab")
    assert "submitted" not in rows(kind="asset", id="lab")
    today, yesterday, tomorrow = (now() + timedelta(days=days) for days in (0, -1, 1))
    assert "submitted an assessment" in rows(since=f"{yesterday:%Y-%m-%d}", until=f"{tomorrow:%Y-%m-%d}")
    assert rows(until=f"{today - timedelta(days=2):%Y-%m-%d}") == ""
    assert rows(since=f"{today + timedelta(days=2):%Y-%m-%d}") == ""


def test_a_date_that_is_none_stands_by_its_field_and_what_was_typed_is_kept(browse):
    answer = browse("rut", Role.AUDITOR).get("/audit", query_string={"since": "last spring", "text": "kept words"})
    assert answer.status_code == 422
    assert 'id="since-error"' in answer.text
    assert "kept words" in answer.text


def test_pages_go_older_and_newer_by_id_and_lose_nothing(browse, app):
    for number in range(PAGE * 2 + 5):
        note(f"Event number {number:03}")
    browser = browse("rut", Role.AUDITOR)
    seen, path = [], "/audit?text=Event+number"
    while path:
        text = browser.get(path).text
        seen.append(re.findall(r"Event number (\d{3})", text))
        found = re.search(r'rel="next" href="([^"]+)"', text)
        path = found[1].replace("&amp;", "&") if found else ""
        last = text
    assert [number for page in seen for number in page] == [f"{n:03}" for n in reversed(range(PAGE * 2 + 5))]
    note("Event number 999")
    back = re.search(r'rel="prev" href="([^"]+)"', last)
    assert back
    again = re.findall(r"Event number (\d{3})", browser.get(back[1].replace("&amp;", "&")).text)
    assert again == seen[1]


def test_one_event_is_shown_whole_with_lines_and_marks(browse, app):
    text = "first line\n\n" + "x" * 5000 + " <b>&"
    note("Whole", {"text": "old", "gone": 1}, {"text": text, "nested": {"a": [1, 2], "b": None}, "gone": None})
    number = db.session.scalar(select(func.max(AuditEvent.id)))
    browser = browse("rut", Role.AUDITOR)
    page = browser.get(f"/audit/{number}").text
    assert "x" * 5000 + " &lt;b&gt;&amp;" in page
    assert "nested › a" in page
    assert "x" * 300 not in browser.get("/audit?text=Whole").text
    assert browser.get("/audit/4711").status_code == 404


def test_reading_the_trail_writes_nothing(people, ward, browse):
    browser = browse("rut")
    before = everything()
    browser.get("/audit?text=a&person=Maja")
    assert everything() == before


def test_every_act_of_the_vocabulary_has_a_phrase_of_its_own(app):
    phrases = app.jinja_env.filters["audit_phrase"]
    with app.test_request_context():
        said = {action: phrases(action.value) for action in Action}
    assert all(text and "." not in text for text in said.values())
    assert len(set(said.values())) == len(Action)


def test_the_auditor_reads_assessments_and_estate_and_writes_nothing(people, ward, browse):
    version = submitted(people, "ros", [ward.lab])
    browser = browse("rut")
    for path in (
        f"/assessments/{version.assessment_id}",
        f"/assessments/{version.assessment_id}/review",
        "/assessments",
        "/estate",
        f"/reports/{version.id}.pdf",
    ):
        assert browser.get(path).status_code == 200
    assert browser.post_form(f"/assessments/{version.assessment_id}/submit", {}).status_code == 403
    assert version_of(version.assessment_id).state == "in review"
