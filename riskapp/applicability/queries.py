"""Reading the statement: all 93 controls with what is said of each and what the register of measures has behind it."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select

from riskapp.applicability.deciding import decision_of
from riskapp.applicability.models import ControlDecision
from riskapp.applicability.statement import Behind, Standing, TreatedRisk
from riskapp.applicability.values import known_control
from riskapp.assessments.models import (
    Assessment,
    EvidenceFile,
    Measure,
    MeasureTreatsRisk,
    RegisteredMeasure,
    Risk,
    Version,
)
from riskapp.assessments.states import State
from riskapp.audit.models import AuditEvent
from riskapp.catalogues.control_references import controls_named
from riskapp.catalogues.controls import load_controls
from riskapp.database import db

HISTORY = 20


def standings() -> tuple[Standing, ...]:
    """Every control of Annex A, in its order."""
    stored = {one.control: one for one in db.session.scalars(select(ControlDecision))}
    behind = _behind()
    found = []
    for control in load_controls().controls:
        row = stored.get(control.number)
        measures = behind.get(control.number, ())
        if row is None:
            found.append(Standing(control, measures=measures))
        else:
            found.append(Standing(control, decision_of(row), measures, row.saved_at, row.row_version))
    return tuple(found)


def standing_of(number: str) -> Standing:
    """One control. Raises NotFound."""
    known_control(number)
    return next(one for one in standings() if one.control.number == number)


def history(number: str) -> Sequence[AuditEvent]:
    """The latest changes of what is said of a control, newest first."""
    query = select(AuditEvent).where(AuditEvent.subject_kind == "control", AuditEvent.subject_id == number)
    return db.session.scalars(query.order_by(AuditEvent.id.desc()).limit(HISTORY)).all()


def _behind() -> Mapping[str, tuple[Behind, ...]]:
    """The registered measures that refer to each control, by the control's number and in the order of their own."""
    query = select(RegisteredMeasure).where(RegisteredMeasure.references != "").order_by(RegisteredMeasure.number)
    named = [(one, controls_named(one.references)) for one in db.session.scalars(query)]
    referring = [one.id for one, numbers in named if numbers]
    risks, evidence = _risks(referring), _evidence(referring)
    found: dict[str, tuple[Behind, ...]] = {}
    for one, numbers in named:
        behind = Behind(
            id=one.id,
            number=one.number,
            text=one.text,
            status=one.status,
            owner=one.owner,
            due=one.due,
            evidence=evidence.get(one.id, 0),
            risks=risks.get(one.id, ()),
        )
        for number in numbers:
            found[number] = (*found.get(number, ()), behind)
    return found


def _risks(registered: Iterable[int]) -> dict[int, tuple[TreatedRisk, ...]]:
    """What these measures lower, by their ids, in the version of each assessment that counts."""
    words = (Risk.event, Risk.threat, Risk.cause)
    query = (
        select(
            Measure.registered_id, Assessment.id, Assessment.kind, Version.title, Version.number, Risk.number, *words
        )
        .join(MeasureTreatsRisk, MeasureTreatsRisk.measure_id == Measure.id)
        .join(Risk, MeasureTreatsRisk.risk_id == Risk.id)
        .join(Version, Measure.version_id == Version.id)
        .join(Assessment, Version.assessment_id == Assessment.id)
        .where(Measure.registered_id.in_(list(registered)), Version.id.in_(_counting()))
        .order_by(Assessment.id, Risk.number)
    )
    found: dict[int, tuple[TreatedRisk, ...]] = {}
    for measure, assessment, kind, title, version, number, *said in db.session.execute(query):
        risk = TreatedRisk(assessment, kind, title, version, number, next(filter(None, said), ""))
        if measure is not None:
            found[measure] = (*found.get(measure, ()), risk)
    return found


def _counting() -> list[int]:
    """The last approved version of each assessment, or the newest where none is approved yet; a rejected one never."""
    query = select(Version.id, Version.assessment_id, Version.state).where(Version.state != State.REJECTED.value)
    found: dict[int, tuple[bool, int]] = {}
    for version, assessment, state in db.session.execute(query.order_by(Version.number)):
        approved = state == State.APPROVED.value
        if approved or not found.get(assessment, (False, 0))[0]:
            found[assessment] = approved, version
    return [version for _, version in found.values()]


def _evidence(registered: Iterable[int]) -> dict[int, int]:
    query = select(EvidenceFile.registered_id, func.count()).where(EvidenceFile.registered_id.in_(list(registered)))
    rows = db.session.execute(query.group_by(EvidenceFile.registered_id))
    return {row[0]: row[1] for row in rows}
