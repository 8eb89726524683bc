"""What a team does with measures: add, change, remove; each treats risks and says what it does to patient safety."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace

from sqlalchemy import select

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import Writing, writing
from riskapp.assessments.control import EVERY_FIELD, Control, checked, columns_of, control_of
from riskapp.assessments.field_saving import FieldsSaved, Sent, lay
from riskapp.assessments.models import Measure, RegisteredMeasure, Risk, Version
from riskapp.assessments.registered import (
    SHARED,
    carry,
    found_for,
    leave_register,
    may_write_registered,
    register,
    with_words_of,
)
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now
from riskapp.errors import N_, Invalid, NotAllowed, NotFound


def add_measure(actor: Actor, version_id: int, control: Control) -> int:
    """Add a measure and register it, or use a registered one (again) in its own words; returns the measure's id.

    Raises Invalid with the field that does not fit.
    """
    with writing(actor, version_id) as write:
        registered = found_for(actor, control, write.version)
        control = checked(actor, write.version, with_words_of(control, registered))
        risks = _treated(write.version, control.treats)
        number = max((one.number for one in write.version.measures), default=0) + 1
        registered = registered or register(write.session, control)
        measure = Measure(number=number, saved_at=now(), treats=risks, **columns_of(control))
        measure.registered = registered
        write.version.measures.append(measure)
        write.session.flush()
        write.log(Action.MEASURE_ADDED, after=_told(control), subject=subject_of_measure(measure))
        return measure.id


def change_measure(actor: Actor, measure_id: int, control: Control, row_version: int) -> int:
    """Store a measure as a whole; returns its new row version.

    Raises Invalid with the field that does not fit, or Conflict with the fields that differ on both sides.
    """
    saved = save_measure_fields(actor, measure_id, control, Sent(EVERY_FIELD, row_version))
    return saved.undisputed(N_("Somebody else changed this measure while you were writing. Both texts are below."))


def save_measure_fields(actor: Actor, measure_id: int, written: Control, sent: Sent) -> FieldsSaved:
    """Store the fields of a measure that were sent as they were `written`, in the register too.

    Another `registered_id` makes it that measure, in its words; none leaves it the one that it is. Raises Invalid with
    the field that does not fit, NotFound, NotAllowed.
    """
    with writing_measure(actor, measure_id) as (write, measure):
        written = replace(
            written,
            registered_id=written.registered_id or measure.registered_id,
            treats=tuple(sorted(set(written.treats))),
            situations=tuple(dict.fromkeys(written.situations)),
        )
        laid = lay(asdict(control_of(measure)), asdict(written), sent, measure.row_version)
        if laid.changes:
            _store(write, measure, Control(**laid.values))
        return laid.saved(measure.row_version, asdict(control_of(measure)))


def remove_measure(actor: Actor, measure_id: int) -> None:
    """Remove a measure; the trail keeps what it said."""
    with writing_measure(actor, measure_id) as (write, measure):
        write.log(Action.MEASURE_REMOVED, before=_told(control_of(measure)), subject=subject_of_measure(measure))
        measure.treats.clear()
        registered = measure.registered
        write.version.measures.remove(measure)
        leave_register(write.session, registered)


@contextmanager
def writing_measure(actor: Actor, measure_id: int) -> Iterator[tuple[Writing, Measure]]:
    """A write in the version that the measure belongs to; raises NotFound where it was removed."""
    version_id = db.session.scalar(select(Measure.version_id).where(Measure.id == measure_id))
    if version_id is None:
        raise NotFound(N_("That measure was removed."))
    with writing(actor, version_id) as write:
        measure = write.session.get(Measure, measure_id)
        if measure is None:
            raise NotFound(N_("That measure was removed."))
        yield write, measure


def subject_of_measure(measure: Measure) -> Subject:
    """A measure as the audit trail names it."""
    return Subject("measure", measure.id, f"T{measure.number} {measure.text}".strip()[:200])


def _store(write: Writing, measure: Measure, control: Control) -> None:
    control, chosen = _as_registered(write.actor, write.version, measure, control)
    control = checked(write.actor, write.version, control)
    risks = _treated(write.version, control.treats)
    mine, stored = asdict(control), asdict(control_of(measure))
    if mine == stored:
        return
    left = measure.registered
    for name, value in columns_of(control).items():
        setattr(measure, name, value)
    measure.treats[:] = risks
    measure.saved_at = now()
    others = _in_register(write, measure, chosen, {name: mine[name] for name in SHARED if mine[name] != stored[name]})
    write.log(Action.MEASURE_CHANGED, before=stored, after={**mine, **others}, subject=subject_of_measure(measure))
    if chosen is not None:
        leave_register(write.session, left)
    write.session.flush()


def _as_registered(
    actor: Actor, version: Version, measure: Measure, control: Control
) -> tuple[Control, RegisteredMeasure | None]:
    """The measure that is to be stored, and the registered one that it becomes, None where it stays the one it is."""
    if control.registered_id in (None, measure.registered_id):
        return replace(control, registered_id=measure.registered_id), None
    chosen = found_for(actor, control, version)
    return with_words_of(control, chosen), chosen


def _in_register(
    write: Writing, measure: Measure, chosen: RegisteredMeasure | None, changed: dict[str, object]
) -> dict[str, object]:
    """Let the register follow what changed; returns which other drafts changed with it."""
    if chosen is not None:
        measure.registered = chosen
    elif measure.registered is None:
        measure.registered = register(write.session, control_of(measure))
    elif changed:
        if not may_write_registered(write.actor, measure.registered.id):
            raise NotAllowed(
                N_(
                    "Assessments of other systems use this measure too, so its words, owner, date, state and cost are "
                    "theirs as well. Ask them, or add a measure of your own."
                )
            )
        return carry(write.session, write.actor, measure.registered, changed)
    return {}


def _treated(version: Version, numbers: Iterable[int]) -> list[Risk]:
    by_number = {risk.number: risk for risk in version.risks}
    for number in numbers:
        if number not in by_number:
            raise Invalid(N_("Scenario %(number)s was removed. Choose again."), field="treats", number=number)
    return [by_number[number] for number in sorted(numbers)]


def _told(control: Control) -> dict[str, object]:
    return {name: value for name, value in asdict(control).items() if value not in ("", None, (), 0)}
