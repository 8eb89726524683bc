"""Whole days as a calendar feed (RFC 5545), which Outlook, Google and others subscribe to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from riskapp.exchange.calendar_file import printable


@dataclass(frozen=True, slots=True)
class DayEvent:
    """One whole day. `uid` is the same for the same thing, so that a moved day moves in the calendar too."""

    uid: str
    day: date
    title: str
    url: str


def feed_file(name: str, events: Iterable[DayEvent], at: datetime) -> bytes:
    """The feed of all events; `at` is when it was made. Nobody is busy because something is due."""
    calendar = Calendar()
    calendar.add("prodid", "-//riskapp//days//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(name))
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for one in events:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", at)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", printable(one.title))
        event.add("url", one.url)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()
