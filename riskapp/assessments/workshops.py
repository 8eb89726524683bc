"""What a team does with workshops: plan one, write its agenda and notes, remove it. A risk assessment has workshops."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime

from sqlalchemy import select

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import Writing, writing
from riskapp.assessments.answers import clean
from riskapp.assessments.field_saving import FieldsSaved, Sent, lay
from riskapp.assessments.models import Version, Workshop
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now
from riskapp.errors import N_, Invalid, NotFound

SHORTEST, LONGEST = 5, 1440
"""Minutes of one workshop: what lasts longer than a day is several."""
YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where people meet, for how many minutes, what they will do, and what was said."""

    at: datetime
    minutes: int
    place: str = ""
    agenda: str = ""
    notes: str = ""


FIELDS = tuple(one.name for one in fields(Meeting))


def plan_workshop(actor: Actor, version_id: int, meeting: Meeting) -> int:
    """Plan a workshop; returns its id. Raises Invalid with the field that does not fit."""
    with writing(actor, version_id) as write:
        if not has_workshops(write.version):
            raise Invalid(N_("Workshops belong to a risk assessment (ROS)."))
        meeting = _checked(meeting)
        number = max((one.number for one in write.version.workshops), default=0) + 1
        workshop = Workshop(number=number, saved_at=now(), **asdict(meeting))
        write.version.workshops.append(workshop)
        write.session.flush()
        write.log(Action.WORKSHOP_PLANNED, after=_told(meeting), subject=subject_of_workshop(workshop))
        return workshop.id


def change_workshop(actor: Actor, workshop_id: int, meeting: Meeting, row_version: int) -> int:
    """Store a workshop as a whole; returns its new row version.

    Raises Invalid with the field that does not fit, or Conflict with the fields that differ on both sides.
    """
    saved = save_workshop_fields(actor, workshop_id, meeting, Sent(FIELDS, row_version))
    return saved.undisputed(N_("Somebody else changed this workshop while you were writing. Both texts are below."))


def save_workshop_fields(actor: Actor, workshop_id: int, written: Meeting, sent: Sent) -> FieldsSaved:
    """Store the fields of a workshop that were sent as they were `written`.

    Raises Invalid with the field that does not fit, NotFound, NotAllowed.
    """
    with writing_workshop(actor, workshop_id) as (write, workshop):
        laid = lay(asdict(meeting_of(workshop)), asdict(written), sent, workshop.row_version)
        if laid.changes:
            _store(write, workshop, _checked(Meeting(**laid.values)))
        return laid.saved(workshop.row_version, asdict(meeting_of(workshop)))


def remove_workshop(actor: Actor, workshop_id: int) -> None:
    """Remove a workshop with its guests; the trail keeps what it said."""
    with writing_workshop(actor, workshop_id) as (write, workshop):
        told = {**_told(meeting_of(workshop)), "guests": [one.name for one in workshop.guests]}
        write.log(Action.WORKSHOP_REMOVED, before=told, subject=subject_of_workshop(workshop))
        write.version.workshops.remove(workshop)


@contextmanager
def writing_workshop(actor: Actor, workshop_id: int) -> Iterator[tuple[Writing, Workshop]]:
    """A write in the version that the workshop belongs to; raises NotFound where it was removed."""
    version_id = db.session.scalar(select(Workshop.version_id).where(Workshop.id == workshop_id))
    if version_id is None:
        raise NotFound(N_("That workshop was removed."))
    with writing(actor, version_id) as write:
        workshop = write.session.get(Workshop, workshop_id)
        if workshop is None:
            raise NotFound(N_("That workshop was removed."))
        yield write, workshop


def has_workshops(version: Version) -> bool:
    """Whether workshops are a part of this kind of assessment."""
    return version.assessment.kind == "ros"


def meeting_of(workshop: Workshop) -> Meeting:
    """A stored workshop without its guests."""
    return Meeting(**{name: getattr(workshop, name) for name in FIELDS})


def subject_of_workshop(workshop: Workshop) -> Subject:
    """A workshop as the audit trail names it."""
    return Subject("workshop", workshop.id, f"W{workshop.number} {workshop.place}".strip()[:200])


def _store(write: Writing, workshop: Workshop, meeting: Meeting) -> None:
    mine, stored = asdict(meeting), asdict(meeting_of(workshop))
    if mine == stored:
        return
    write.log(Action.WORKSHOP_CHANGED, before=stored, after=mine, subject=subject_of_workshop(workshop))
    for name, value in mine.items():
        setattr(workshop, name, value)
    workshop.saved_at = now()
    write.session.flush()


def _checked(meeting: Meeting) -> Meeting:
    at = meeting.at.astimezone(UTC).replace(second=0, microsecond=0)
    if at.year not in YEARS:
        raise Invalid(
            N_("The year %(year)s is too far away. Write one from %(first)s to %(last)s."),
            field="day",
            year=at.year,
            first=YEARS[0],
            last=YEARS[-1],
        )
    if not SHORTEST <= meeting.minutes <= LONGEST:
        raise Invalid(
            N_("Write how long it lasts in minutes, from %(shortest)s to %(longest)s."),
            field="minutes",
            shortest=SHORTEST,
            longest=LONGEST,
        )
    place = " ".join(clean(meeting.place, "place").split())
    agenda, notes = (clean(getattr(meeting, name), name).strip() for name in ("agenda", "notes"))
    return replace(meeting, at=at, place=place, agenda=agenda, notes=notes)


def _told(meeting: Meeting) -> dict[str, object]:
    return {name: value for name, value in asdict(meeting).items() if value != ""}
