"""What a team does with measures: add, change, remove; each treats risks and says what it does to patient safety."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import Writing, writing
from riskapp.assessments.answers import clean
from riskapp.assessments.models import Measure, Risk, Version
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.measures import NOT_ASSESSED, SAFETY_EFFECTS
from riskapp.catalogues.questionnaire import Question
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import db, now
from riskapp.errors import N_, Conflict, Invalid, NotFound

STATUSES = ("planned", "started", "in place")


@dataclass(frozen=True, slots=True)
class Control:
    """A measure as a team writes it; `treats` are the numbers of the scenarios that it is to lower.

    `mends` is the id of the question whose verdict it is to put right, or empty.
    """

    text: str
    owner: str = ""
    due: date | None = None
    status: str = "planned"
    safety_effect: str = NOT_ASSESSED
    safety_note: str = ""
    safety_assessed_by: str = ""
    treats: tuple[int, ...] = ()
    mends: str = ""


FIELDS = tuple(one.name for one in fields(Control) if one.name != "treats")


def add_measure(actor: Actor, version_id: int, control: Control) -> int:
    """Add a measure; returns its id. Raises Invalid with the field that does not fit."""
    with writing(actor, version_id) as write:
        control = _checked(actor, write.version, control)
        risks = _treated(write.version, control.treats)
        number = max((one.number for one in write.version.measures), default=0) + 1
        measure = Measure(number=number, saved_at=now(), treats=risks, **_columns(control))
        write.version.measures.append(measure)
        write.session.flush()
        write.log(Action.MEASURE_ADDED, after=_told(control), subject=subject_of_measure(measure))
        return measure.id


def change_measure(actor: Actor, measure_id: int, control: Control, row_version: int) -> int:
    """Store a measure as a whole; returns its new row version.

    Raises Invalid with the field that does not fit, or Conflict with the fields that differ on both sides.
    """
    with writing_measure(actor, measure_id) as (write, measure):
        control = _checked(actor, write.version, control)
        risks = _treated(write.version, control.treats)
        mine, stored = asdict(control), asdict(control_of(measure))
        if mine == stored:
            return measure.row_version
        if measure.row_version != row_version:
            differ = [name for name in mine if mine[name] != stored[name]]
            raise Conflict(
                N_("Somebody else changed this measure while you were writing. Both texts are below."),
                theirs={**{name: stored[name] for name in differ}, "row_version": measure.row_version},
                mine={name: mine[name] for name in differ},
            )
        write.log(Action.MEASURE_CHANGED, before=stored, after=mine, subject=subject_of_measure(measure))
        for name, value in _columns(control).items():
            setattr(measure, name, value)
        measure.treats[:] = risks
        measure.saved_at = now()
        write.session.flush()
        return measure.row_version


def remove_measure(actor: Actor, measure_id: int) -> None:
    """Remove a measure; the trail keeps what it said."""
    with writing_measure(actor, measure_id) as (write, measure):
        write.log(Action.MEASURE_REMOVED, before=_told(control_of(measure)), subject=subject_of_measure(measure))
        measure.treats.clear()
        write.version.measures.remove(measure)


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


def control_of(measure: Measure) -> Control:
    """A stored measure in the form that it is written in."""
    return Control(
        **{name: getattr(measure, name) for name in FIELDS}, treats=tuple(risk.number for risk in measure.treats)
    )


def subject_of_measure(measure: Measure) -> Subject:
    """A measure as the audit trail names it."""
    return Subject("measure", measure.id, f"T{measure.number} {measure.text}".strip()[:200])


def _checked(actor: Actor, version: Version, control: Control) -> Control:
    texts: dict[str, Any] = {
        name: clean(value, name).strip() for name, value in asdict(control).items() if isinstance(value, str)
    }
    control = replace(control, **texts, treats=tuple(sorted(set(control.treats))))
    if not control.text:
        raise Invalid(N_("Say in a few words what is to be done."), field="text")
    if control.status not in STATUSES:
        raise Invalid(N_("Choose planned, started or in place."), field="status")
    if control.safety_effect not in SAFETY_EFFECTS:
        raise Invalid(N_("Choose what the measure does to patient safety."), field="safety_effect")
    if control.mends and control.mends not in [question.id for question in judged_questions(version)]:
        raise Invalid(N_("Choose the question that the measure is to put right."), field="mends")
    if control.safety_effect == NOT_ASSESSED:
        return replace(control, safety_assessed_by="")
    return replace(control, safety_assessed_by=control.safety_assessed_by or actor.name)


def judged_questions(version: Version) -> list[Question]:
    """The questions of the version's kind that take a verdict, which a measure may put right."""
    return [question for question in load_questionnaire(version.assessment.kind).questions if question.verdict]


def _treated(version: Version, numbers: Iterable[int]) -> list[Risk]:
    by_number = {risk.number: risk for risk in version.risks}
    for number in numbers:
        if number not in by_number:
            raise Invalid(N_("Scenario %(number)s was removed. Choose again."), field="treats", number=number)
    return [by_number[number] for number in sorted(numbers)]


def _columns(control: Control) -> dict[str, object]:
    return {name: getattr(control, name) for name in FIELDS}


def _told(control: Control) -> dict[str, object]:
    return {name: value for name, value in asdict(control).items() if value not in ("", None, ())}
