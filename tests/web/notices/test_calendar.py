"""The calendar feed: its secret, what it tells and what it does not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from riskapp.accounts import operations
from riskapp.accounts.models import User
from riskapp.accounts.permissions import OPERATOR, Actor, Role
from riskapp.audit.models import AuditEvent
from riskapp.database import db
from riskapp.decisions.deciding import approve
from riskapp.decisions.surroundings import today
from riskapp.notices.feed import CalendarFeed
from tests.decisions.examples import People, advised, make_people, make_ward, measure
from tests.inspecting_client import InspectingClient

DUE = timedelta(days=40)


@pytest.fixture
def people(app: object, person: Callable[..., Actor]) -> People:
    """Everybody, with an approved assessment of theirs."""
    people = make_people(person)
    control = measure(due=today() + DUE, text="Replace the pump that killed a patient")
    approve(people.owner, advised(people, "ros", [make_ward().lab], control=control).id, "We go on.")
    return people


@pytest.fixture
def maja(people: People, browse: Callable[..., InspectingClient]) -> InspectingClient:
    """The browser of the member."""
    return browse("maja")


def made(client: InspectingClient) -> str:
    client.post_form("/me/calendar", {})
    address = next(field["value"] for field in client.page.all("input") if field.get("id") == "address")
    assert address.startswith("http://127.0.0.1:8000/calendar/")
    return address.removeprefix("http://127.0.0.1:8000")


def test_a_calendar_reads_what_is_due_by_the_secret_alone(maja: InspectingClient, app: object) -> None:
    address = made(maja)
    answer = app.test_client().get(address)  # type: ignore[attr-defined]
    assert answer.status_code == 200 and answer.mimetype == "text/calendar"
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    found = {str(one["summary"]): one.decoded("dtstart") for one in events}
    assert found["Measure T1 is due: The laboratory, ros"] == today() + DUE
    assert "To be reviewed: The laboratory, ros" in found
    assert "pump" not in answer.text and "patient" not in answer.text
    assert answer.data.count(b"\r\n") > 10 and max(len(line) for line in answer.data.split(b"\r\n")) <= 75
    again = app.test_client().get(address)  # type: ignore[attr-defined]
    assert [one["uid"] for one in Calendar.from_ical(again.data).walk("VEVENT")] == [one["uid"] for one in events]


def test_the_secret_is_kept_as_its_hash_and_told_once(maja: InspectingClient) -> None:
    token = made(maja).split("/")[-1].removesuffix(".ics")
    feed = db.session.scalars(select(CalendarFeed)).one()
    assert token not in feed.token_hash and len(feed.token_hash) == 64
    assert token not in maja.get("/me").text and "Make a new address" in maja.page.text
    told = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "user.calendar_made")).one()
    assert told.after is None and told.before is None


def test_a_new_address_ends_the_old_and_taking_it_back_ends_all(maja: InspectingClient, app: object) -> None:
    stranger = app.test_client()  # type: ignore[attr-defined]
    first = made(maja)
    second = made(maja)
    assert (stranger.get(first).status_code, stranger.get(second).status_code) == (404, 200)
    maja.post_form("/me/calendar/revoke", {})
    assert stranger.get(second).status_code == 404
    assert maja.post_form("/me/calendar/revoke", {}).status_code == 302


def test_a_closed_account_has_no_calendar(maja: InspectingClient, app: object) -> None:
    address = made(maja)
    user = db.session.scalars(select(User).where(User.username == "maja")).one()
    operations.set_active(OPERATOR, user.id, False, user.version)
    assert app.test_client().get(address).status_code == 404  # type: ignore[attr-defined]


@pytest.mark.parametrize("token", ["x", "A" * 43, "é", "%00", "%ff"])
def test_what_is_no_secret_opens_nothing(app: object, people: People, token: str) -> None:
    assert app.test_client().get(f"/calendar/{token}.ics").status_code in (404, 422)  # type: ignore[attr-defined]


def test_a_calendar_is_in_its_owners_language(
    people: People, browse: Callable[..., InspectingClient], app: object
) -> None:
    rolf = browse("nora", Role.SYSTEM_OWNER, language="nb")
    address = made(rolf)
    events = Calendar.from_ical(app.test_client().get(address).data).walk("VEVENT")  # type: ignore[attr-defined]
    assert events
