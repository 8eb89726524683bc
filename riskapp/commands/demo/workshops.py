"""The workshops of a demo assessment: read from its file, and held through the same operations that people use."""

from dataclasses import dataclass
from datetime import UTC, datetime

from riskapp.accounts.permissions import Actor
from riskapp.assessments.guests import Invitee, ask_guest, note_attendance
from riskapp.assessments.workshops import Meeting, plan_workshop
from riskapp.catalogues.reading import Entry
from riskapp.errors import N_


@dataclass(frozen=True)
class DemoGuest:
    """Somebody who was asked, and whether he or she came."""

    invitee: Invitee
    came: bool


@dataclass(frozen=True)
class DemoWorkshop:
    """A workshop that was held."""

    meeting: Meeting
    guests: tuple[DemoGuest, ...]


def read_workshops(top: Entry) -> tuple[DemoWorkshop, ...]:
    """The workshops of a file, none where it has none. Raises Invalid, naming file and entry."""
    return tuple(_workshop(entry) for entry in top.entries("workshop"))


def hold(actor: Actor, version_id: int, workshop: DemoWorkshop) -> None:
    """Plan it, ask its guests, and note who came."""
    planned = plan_workshop(actor, version_id, workshop.meeting)
    asked = {ask_guest(actor, planned, one.invitee): one.came for one in workshop.guests}
    note_attendance(actor, planned, asked)


def _workshop(entry: Entry) -> DemoWorkshop:
    meeting = Meeting(
        at=_moment(entry),
        minutes=entry.number("minutes"),
        place=entry.string("place"),
        agenda=entry.string("agenda"),
        notes=entry.string("notes"),
    )
    read = DemoWorkshop(meeting, tuple(_guest(one) for one in entry.entries("guest")))
    entry.finish()
    return read


def _guest(entry: Entry) -> DemoGuest:
    invitee = Invitee(entry.string("name"), entry.string("profession"), entry.string("role"), entry.string("email"))
    read = DemoGuest(invitee, entry.flag("came", default=True))
    entry.finish()
    return read


def _moment(entry: Entry) -> datetime:
    """A moment in UTC, written as 2026-11-12T08:00Z."""
    written = entry.string("at")
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except ValueError as error:
        raise entry.fault(
            N_("%(file)s, %(place)s: at is “%(value)s”, which is no moment; write it as 2026-11-12T08:00Z."),
            value=written,
        ) from error
