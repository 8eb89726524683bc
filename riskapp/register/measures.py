"""The measures of the register: those of the versions that count, with the status that the organisation gives them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from riskapp.assessments.models import EvidenceFile, Measure, MeasureTreatsRisk, RegisteredMeasure, Risk
from riskapp.database import db
from riskapp.register.rows import IN_PLACE, MeasureRow
from riskapp.register.versions import Counted

# A measure lives on in the register after its version is decided: there it is done, or put off.
_STATUS = func.coalesce(RegisteredMeasure.status, Measure.status)
_DUE = func.coalesce(RegisteredMeasure.due, Measure.due)


@dataclass(frozen=True, slots=True)
class Treating:
    """How many measures treat a risk, how many of them are in place, and how many are overdue."""

    measures: int = 0
    in_place: int = 0
    overdue: int = 0


def treating(version_ids: Iterable[int], today: date) -> dict[int, Treating]:
    """What treats each risk of these versions, by the risk's id."""
    query = (
        select(MeasureTreatsRisk.risk_id, _STATUS, _DUE)
        .join(Measure, MeasureTreatsRisk.measure_id == Measure.id)
        .outerjoin(RegisteredMeasure, Measure.registered_id == RegisteredMeasure.id)
        .where(Measure.version_id.in_(list(version_ids)))
    )
    found: dict[int, Treating] = {}
    for risk, status, due in db.session.execute(query):
        before, done = found.get(risk, Treating()), status == IN_PLACE
        late = not done and due is not None and due < today
        found[risk] = Treating(before.measures + 1, before.in_place + done, before.overdue + late)
    return found


def measure_rows(chosen: Sequence[Counted]) -> tuple[MeasureRow, ...]:
    """The measures of these versions; one that a decided version has is not told again by an open one."""
    by_id = {one.version.id: one for one in chosen}
    evidence = (
        select(func.count(EvidenceFile.id))
        .where(EvidenceFile.registered_id == Measure.registered_id)
        .correlate(Measure)
        .scalar_subquery()
    )
    columns = (Measure.id, Measure.version_id, Measure.number, Measure.text)
    query = (
        select(*columns, _OWNER.label("owner"), _DUE.label("due"), _STATUS.label("status"), evidence.label("evidence"))
        .outerjoin(RegisteredMeasure, Measure.registered_id == RegisteredMeasure.id)
        .where(Measure.version_id.in_(list(by_id)))
        .order_by(Measure.number)
    )
    treats = _treats(by_id)
    rows: dict[int, list[Row[Any]]] = {}
    for row in db.session.execute(query):
        rows.setdefault(row.version_id, []).append(row)
    found, seen = [], set[tuple[int, int]]()
    for one in chosen:
        about = one.about
        for row in rows.get(one.version.id, ()):
            identity = about["assessment"], row.number
            if identity not in seen:
                seen.add(identity)
                found.append(MeasureRow(**about, **_own(row), treats=treats.get(row.id, ())))
    return tuple(found)


_OWNER = func.coalesce(func.nullif(RegisteredMeasure.owner, ""), Measure.owner)


def _treats(version_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    query = (
        select(MeasureTreatsRisk.measure_id, Risk.number)
        .join(Risk, MeasureTreatsRisk.risk_id == Risk.id)
        .where(Risk.version_id.in_(list(version_ids)))
        .order_by(Risk.number)
    )
    found: dict[int, tuple[int, ...]] = {}
    for measure, number in db.session.execute(query):
        found[measure] = (*found.get(measure, ()), number)
    return found


def _own(row: Row[Any]) -> dict[str, Any]:
    names = ("id", "number", "text", "owner", "due", "status", "evidence")
    return {name: getattr(row, name) for name in names}
