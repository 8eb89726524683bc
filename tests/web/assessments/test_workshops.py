"""A workshop in the browser: planned, asked to, noted, invited to as a text and as a calendar file."""

import html
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from riskapp.accounts.permissions import Role
from riskapp.assessments.models import Assessment, Workshop
from riskapp.database import db
from tests.assessments.ward import HOSTILE
from tests.inspecting_client import InspectingClient

PLAN = {"day": "2027-03-04", "time": "09:30", "minutes": "180", "place": "Room 3", "agenda": "1. Hello"}


def stored() -> Workshop:
    db.session.expire_all()
    (found,) = db.session.get_one(Assessment, 1).latest.workshops
    return found


@pytest.fixture
def planned(maja: InspectingClient, ros: str) -> str:
    """The address of a workshop that is planned."""
    assert maja.post_form(f"{ros}/workshops/new", PLAN).location == f"{ros}/workshops/1#guests"
    return f"{ros}/workshops/1"


def test_a_workshop_is_planned_in_the_zone_of_the_people_and_kept_in_utc(maja: InspectingClient, planned: str) -> None:
    assert stored().at == datetime(2027, 3, 4, 8, 30, tzinfo=UTC)  # Oslo is one hour ahead in winter
    maja.get(planned)
    assert "Workshop 1, 4 Mar 2027, 09:30" in maja.page.text
    summer = {**PLAN, "day": "2027-07-01", "row_version": "1"}
    assert maja.post_form(planned, summer).status_code == 302
    assert stored().at == datetime(2027, 7, 1, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_new_one_begins_with_a_day_and_the_usual_agenda(
    browse: Callable[..., InspectingClient], ros: str, language: str
) -> None:
    browser = browse("maja", language=language)
    text = browser.get(f"{ros}/workshops/new").text
    assert 'value="09:00"' in text and 'value="180"' in text
    assert html.unescape(text).count("min)") == 6


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("day", "4.3.2027", "no date"),
        ("day", "", "no date"),
        ("day", "9999-12-31", "too far away"),
        ("day", "0001-01-01", "too far away"),
        ("time", "half nine", "no time"),
        ("minutes", "three hours", "no number of minutes"),
        ("minutes", "0", "from 5 to 1440"),
        ("minutes", "99999", "from 5 to 1440"),
        ("minutes", "²", "no number of minutes"),
    ],
)
def test_what_does_not_fit_is_told_by_its_field_and_nothing_is_lost(
    maja: InspectingClient, planned: str, field: str, typed: str, says: str
) -> None:
    answer = maja.post_form(planned, {**PLAN, "notes": "Do not lose me", "row_version": "1", field: typed})
    assert answer.status_code == 422
    assert says in maja.page.text and "Do not lose me" in answer.text
    assert stored().notes == "" and stored().row_version == 1
    assert maja.post_form(f"{planned[:-1]}new", {**PLAN, field: typed}).status_code == 422
    assert stored().number == 1


def test_an_hour_that_the_clock_leaps_over_is_refused(maja: InspectingClient, planned: str) -> None:
    answer = maja.post_form(planned, {**PLAN, "day": "2027-03-28", "time": "02:30", "row_version": "1"})
    assert answer.status_code == 422 and "There is no 02:30 that night" in maja.page.text


def test_notes_are_saved_as_they_are_typed_and_a_second_writer_sees_both_texts(
    maja: InspectingClient, planned: str
) -> None:
    script = {"Accept": "application/json"}
    first = maja.post_form(planned, {**PLAN, "notes": "One", "row_version": "1"}, headers=script)
    assert first.json["seen"] == 2 and first.json["saved"].startswith("Saved ")
    late = {**PLAN, "notes": "Two", "time": "10:00", "row_version": "1"}
    assert maja.post_form(planned, late, headers=script).status_code == 409
    answer = maja.post_form(planned, late)
    assert answer.status_code == 409
    for text in ("One", "Two", "09:30", "10:00"):
        assert text in maja.page.text
    assert stored().notes == "One"
    assert maja.post_form(planned, {**late, "row_version": "2"}).status_code == 302
    assert stored().notes == "Two"


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_stands_on_the_page_as_it_was_typed(maja: InspectingClient, planned: str, text: str) -> None:
    maja.post_form(planned, {**PLAN, "agenda": text, "notes": text, "place": text, "row_version": "1"})
    maja.post_form(f"{planned}/guests", {"name": text, "profession": text, "role": text})
    assert stored().notes == text
    maja.get(planned)
    assert " ".join(text.split()) in maja.page.text


def test_guests_are_asked_with_profession_role_and_address(maja: InspectingClient, planned: str) -> None:
    nina = {"name": "Nina", "profession": "nurse", "role": "knows the ward", "email": "nina@sykehus.no"}
    assert maja.post_form(f"{planned}/guests", nina).status_code == 302
    page = maja.get(planned).text
    for text in nina.values():
        assert text in page
    for wrong in ("nina", "nina@sykehus", "a b@c.no", "<x>@y.no", "a@b.no,c@d.no"):
        answer = maja.post_form(f"{planned}/guests", {**nina, "name": "Other", "email": wrong})
        assert answer.status_code == 422 and "is no e-mail address" in maja.page.text
    assert maja.post_form(f"{planned}/guests", nina).status_code == 422
    assert "Nina is asked already" in maja.page.text
    assert maja.post_form(f"{planned}/guests", {"name": " "}).status_code == 422
    (guest,) = stored().guests
    assert maja.post_form(f"{planned}/guests/{guest.id}/remove", {}).status_code == 302
    assert stored().guests == []
    assert maja.post_form(f"{planned}/guests/{guest.id}/remove", {}).status_code == 404


def test_who_came_is_noted_and_taken_over_once(maja: InspectingClient, planned: str, ros: str) -> None:
    maja.post_form(f"{ros}/participants", {"name": "Nina", "profession": "nurse"})
    maja.post_form(f"{planned}/ask-participants", {})
    maja.post_form(f"{planned}/guests", {"name": "Mats", "profession": "medical engineer", "role": "devices"})
    maja.post_form(f"{planned}/guests", {"name": "Ola"})
    nina, mats, ola = stored().guests
    said = {f"came-{nina.id}": "yes", f"came-{mats.id}": "yes", f"came-{ola.id}": "no"}
    assert maja.post_form(f"{planned}/attendance", {**said, "do": "note"}).status_code == 302
    assert [one.came for one in stored().guests] == [True, True, False]
    assert len(stored_participants()) == 1
    for _ in range(2):
        maja.post_form(f"{planned}/attendance", {**said, "do": "take over"})
    assert stored_participants() == [("Nina", "nurse", ""), ("Mats", "medical engineer", "devices")]
    assert maja.post_form(f"{planned}/attendance", {f"came-{ola.id}": "perhaps"}).status_code == 422
    assert [one.came for one in stored().guests] == [True, True, False]


def stored_participants() -> list[tuple[str, str, str]]:
    people = db.session.get_one(Assessment, 1).latest.participants
    return [(one.name, one.profession, one.role) for one in people]


def test_a_device_asks_for_a_clinician_and_medical_technology_in_the_step_and_in_the_workshop(
    maja: InspectingClient, planned: str, ros: str
) -> None:
    step = f"{ros}/step/participants"
    for page in (planned, step):
        maja.get(page)
        assert "A clinician is missing" not in maja.page.text
    maja.post_form(f"{ros}/scope", {"asset": "pump"})
    for page in (planned, step):
        maja.get(page)
        assert "A clinician is missing" in maja.page.text
        assert "Somebody from medical technology is missing" in maja.page.text
    maja.get(step)
    assert "no clinician takes part" in maja.page.text
    for name, profession in (("Nina", "Intensivsykepleier"), ("Mats", "MTU-ingeniør")):
        maja.post_form(f"{planned}/guests", {"name": name, "profession": profession})
        maja.post_form(f"{ros}/participants", {"name": name, "profession": profession})
    for page in (planned, step):
        maja.get(page)
        assert "A clinician is missing" not in maja.page.text and "are on the list" in maja.page.text
    nina = stored().guests[0]
    maja.post_form(f"{planned}/attendance", {f"came-{nina.id}": "no"})
    maja.get(planned)
    assert "A clinician is missing" in maja.page.text and "Somebody from" not in maja.page.text


def test_the_invitation_is_a_text_and_a_calendar_file_that_a_library_reads(
    maja: InspectingClient, planned: str
) -> None:
    hostile = "Room 3; B, \\ 'north' \"wing\"\x0b č 🩺"
    agenda = "1. Hello, all;\n2. " + "x" * 300
    maja.post_form(planned, {**PLAN, "place": hostile, "agenda": agenda, "row_version": "1"})
    asked = {"name": 'Åse "Kråka", Šan:a;', "profession": "nurse", "email": "aase@sykehus.no"}
    maja.post_form(f"{planned}/guests", asked)
    maja.post_form(f"{planned}/guests", {"name": "No address"})
    text = html.unescape(maja.get(planned).text)
    for line in (
        "Workshop about the risks of Home monitoring",
        "4 Mar 2027, 09:30 (3 h)",
        '- Åse "Kråka", Šan:a;, nurse',
    ):
        assert line in text

    answer = maja.get(f"{planned}/invitation.ics")
    assert answer.mimetype == "text/calendar" and "attachment" in answer.headers["Content-Disposition"]
    assert all(len(line) <= 75 for line in answer.data.split(b"\r\n"))
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2027, 3, 4, 8, 30, tzinfo=UTC)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=180)
    assert event["location"] == " ".join(hostile.replace("\x0b", " ").split())
    assert agenda in event["description"] and "No address" in event["description"]
    assert event["summary"] == "Workshop: Home monitoring"
    assert event["url"] == "http://127.0.0.1:8000" + planned
    assert str(event["attendee"]) == "mailto:aase@sykehus.no"
    assert event["attendee"].params["cn"] == "Åse 'Kråka', Šan:a;"
    uid, changes = event["uid"], event["sequence"]
    maja.post_form(planned, {**PLAN, "time": "13:00", "row_version": "2"})
    (later,) = Calendar.from_ical(maja.get(f"{planned}/invitation.ics").data).walk("VEVENT")
    assert later["uid"] == uid and later["sequence"] > changes


def test_who_may_only_read_sees_it_and_cannot_change_it(
    maja: InspectingClient, planned: str, browse: Callable[..., InspectingClient]
) -> None:
    maja.post_form(f"{planned}/guests", {"name": "Nina", "profession": "nurse"})
    rut = browse("rut", Role.AUDITOR)
    page = rut.get(planned)
    assert page.status_code == 200 and "Nina" in page.text
    assert f'action="{planned}' not in page.text
    for path in ("", "/guests", "/attendance", "/ask-participants", "/remove"):
        assert rut.post_form(f"{planned}{path}", PLAN).status_code == 403
    assert rut.get(f"{planned[:-1]}new").status_code == 403
    assert stored().notes == ""


def test_a_dpia_has_no_workshops_and_a_removed_one_is_gone(maja: InspectingClient, planned: str, dpia: str) -> None:
    for path in ("workshops/new", "workshops/1", "workshop/live", "workshop/state"):
        assert maja.get(f"{dpia}/{path}").status_code == 404
    assert maja.post_form(f"{planned}/remove", {}).status_code == 302
    assert maja.get(planned).status_code == 404
    assert maja.post_form(planned, PLAN).status_code == 404


def test_an_old_version_shows_its_workshops_to_be_read(maja: InspectingClient, planned: str) -> None:
    with_version = f"{planned}?version=1"
    assert maja.get(with_version).status_code == 200
    assert maja.get(f"{planned}/invitation.ics?version=1").status_code == 200
    assert maja.get(f"{planned}?version=7").status_code == 404
