"""What people do while a system is away: emergency access and manual routines, each with its test."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import date

from sqlalchemy import select

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import Writing, writing
from riskapp.assessments.answers import clean
from riskapp.assessments.field_saving import FieldsSaved, Sent, lay
from riskapp.assessments.models import Fallback
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now
from riskapp.errors import N_, Invalid, NotFound
from riskapp.estate.models import Asset

KINDS: Mapping[str, str] = {
    "manual routine": N_("Manual routine: the work goes on without the system"),
    "emergency access": N_("Emergency access (“break the glass”): a way in when the ordinary one is shut"),
}
"""What a fallback can be, with its words."""

MOST_MINUTES = 525_600
"""A year: what is done by hand for longer is no fallback."""


@dataclass(frozen=True, slots=True)
class Routine:
    """A fallback as a team writes it: `dependent` goes on without `provider`, by their database ids."""

    kind: str
    text: str
    dependent_id: int
    provider_id: int
    minutes: int | None = None
    tested_on: date | None = None
    tested_by: str = ""


FIELDS = tuple(one.name for one in fields(Routine))


def add_fallback(actor: Actor, version_id: int, routine: Routine, today: date | None = None) -> int:
    """Add a fallback; returns its id. `today` is the day where people are. Raises Invalid with the field."""
    with writing(actor, version_id) as write:
        routine = _checked(routine, today)
        number = max((one.number for one in write.version.fallbacks), default=0) + 1
        row = Fallback(number=number, saved_at=now(), **asdict(routine))
        write.version.fallbacks.append(row)
        write.session.flush()
        told = {name: value for name, value in asdict(routine).items() if value not in ("", None)}
        write.log(Action.FALLBACK_ADDED, after=told, subject=subject_of_fallback(row))
        return row.id


def change_fallback(
    actor: Actor, fallback_id: int, routine: Routine, row_version: int, today: date | None = None
) -> int:
    """Store a fallback as a whole; returns its new row version.

    Raises Invalid with the field that does not fit, or Conflict with the fields that differ on both sides.
    """
    saved = save_fallback_fields(actor, fallback_id, routine, Sent(FIELDS, row_version), today)
    return saved.undisputed(N_("Somebody else changed this while you were writing. Both texts are below."))


def save_fallback_fields(
    actor: Actor, fallback_id: int, written: Routine, sent: Sent, today: date | None = None
) -> FieldsSaved:
    """Store the fields of a fallback that were sent as they were `written`.

    Other minutes, or other assets, have not been carried over to the estate. Raises Invalid with the field that does
    not fit, NotFound, NotAllowed.
    """
    with writing_fallback(actor, fallback_id) as (write, row):
        laid = lay(asdict(routine_of(row)), asdict(written), sent, row.row_version)
        if laid.changes:
            _store(write, row, _checked(Routine(**laid.values), today))
        return laid.saved(row.row_version, asdict(routine_of(row)))


def remove_fallback(actor: Actor, fallback_id: int) -> None:
    """Remove a fallback; the trail keeps what it said."""
    with writing_fallback(actor, fallback_id) as (write, row):
        told = asdict(routine_of(row))
        write.log(Action.FALLBACK_REMOVED, before=told, subject=subject_of_fallback(row))
        write.version.fallbacks.remove(row)


@contextmanager
def writing_fallback(actor: Actor, fallback_id: int) -> Iterator[tuple[Writing, Fallback]]:
    """A write in the version that the fallback belongs to; raises NotFound where it was removed."""
    version_id = db.session.scalar(select(Fallback.version_id).where(Fallback.id == fallback_id))
    if version_id is None:
        raise NotFound(REMOVED)
    with writing(actor, version_id) as write:
        row = write.session.get(Fallback, fallback_id)
        if row is None:
            raise NotFound(REMOVED)
        yield write, row


REMOVED = N_("That routine was removed.")


def routine_of(row: Fallback) -> Routine:
    """A stored fallback in the form that it is written in."""
    return Routine(**{name: getattr(row, name) for name in FIELDS})


def subject_of_fallback(row: Fallback) -> Subject:
    """A fallback as the audit trail names it."""
    return Subject("fallback", row.id, f"N{row.number} {row.text}".strip()[:200])


def _store(write: Writing, row: Fallback, routine: Routine) -> None:
    mine, stored = asdict(routine), asdict(routine_of(row))
    if mine == stored:
        return
    write.log(Action.FALLBACK_CHANGED, before=stored, after=mine, subject=subject_of_fallback(row))
    if any(mine[name] != stored[name] for name in ("minutes", "dependent_id", "provider_id")):
        row.carried_at = None
    for name, value in mine.items():
        setattr(row, name, value)
    row.saved_at = now()
    write.session.flush()


def _checked(routine: Routine, today: date | None) -> Routine:
    text, by = clean(routine.text, "text").strip(), clean(routine.tested_by, "tested_by").strip()
    routine = replace(routine, text=text, tested_by=by)
    if routine.kind not in KINDS:
        raise Invalid(N_("Choose emergency access or manual routine."), field="kind")
    if not text:
        raise Invalid(N_("Say in a few words what people do."), field="text")
    for name in ("dependent_id", "provider_id"):
        if db.session.get(Asset, getattr(routine, name)) is None:
            raise Invalid(N_("That asset is no longer in the estate. Choose another."), field=name)
    if routine.dependent_id == routine.provider_id:
        raise Invalid(N_("Nothing goes on without itself. Choose two different assets."), field="provider_id")
    _check_test(routine, today or now().date())
    return routine


def _check_test(routine: Routine, today: date) -> None:
    if routine.minutes is None:
        if routine.tested_on or routine.tested_by:
            raise Invalid(N_("For how many minutes did it work when it was tested?"), field="minutes")
        return
    if not 0 <= routine.minutes <= MOST_MINUTES:
        text = N_("Write whole minutes, from 0 to %(most)s.")
        raise Invalid(text, field="minutes", most=MOST_MINUTES)
    if routine.tested_on is not None and routine.tested_on > today:
        raise Invalid(N_("The test must have been held already. Write the day it was held."), field="tested_on")
