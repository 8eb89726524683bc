"""A meeting as an iCalendar file (RFC 5545), which calendars of all makers open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vText

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
"""Control characters that a text of a calendar may not hold (RFC 5545, 3.3.11); tab and line end are allowed."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody with an address, who can be told of a change."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """`uid` and `changes` let a calendar know a later file as the same meeting, changed."""

    uid: str
    changes: int
    saved_at: datetime
    at: datetime
    minutes: int
    title: str
    place: str
    text: str
    url: str
    attendees: Sequence[Attendee] = ()


def calendar_file(one: Appointment) -> bytes:
    """The file. It names no method: whoever opens it puts the meeting into the own calendar, and nothing is sent."""
    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.changes)
    event.add("dtstamp", one.saved_at)
    event.add("dtstart", one.at)
    event.add("dtend", one.at + timedelta(minutes=one.minutes))
    event.add("summary", printable(one.title))
    if one.place:
        event.add("location", printable(one.place))
    event.add("description", printable(one.text))
    event.add("url", one.url)
    for somebody in one.attendees:
        event.add("attendee", _address(somebody), encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//riskapp//workshop//NO")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return calendar.to_ical()


def _address(somebody: Attendee) -> vCalAddress:
    address = vCalAddress(f"mailto:{somebody.email}")
    # A quotation mark cannot stand in a parameter (RFC 5545, 3.2).
    address.params["cn"] = vText(printable(somebody.name).replace('"', "'").replace("\n", " "))
    address.params["role"] = vText("REQ-PARTICIPANT")
    return address


def printable(text: str) -> str:
    """The text without the control characters that a calendar may not hold."""
    return _UNPRINTABLE.sub(" ", text)
