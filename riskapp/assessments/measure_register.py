"""Reading the register of measures: its rows for a table, and where one measure is used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import may_read, visible
from riskapp.assessments.models import EvidenceFile, Measure, MeasureTreatsRisk, RegisteredMeasure, ScopedAsset, Version
from riskapp.assessments.registered import IN_PLACE, may_read_registered
from riskapp.database import db
from riskapp.errors import N_, NotFound

OVERDUE, UNDOCUMENTED = "overdue", "without evidence"
STATES = (OVERDUE, "planned", "started", UNDOCUMENTED, IN_PLACE)
"""How a measure stands: as its status says, unless its day has passed or no file shows that it is in place."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A registered measure with how many scenarios of how many assessments it treats, as far as the reader may know."""

    id: int
    number: int
    text: str
    kind: str
    references: str
    owner: str
    due: date | None
    status: str
    done_on: date | None
    cost: int | None
    yearly_cost: int | None
    risks: int
    assessments: int
    evidence: int
    state: str

    @property
    def label(self) -> str:
        """Its number as people say it."""
        return f"M{self.number}"


@dataclass(frozen=True, slots=True)
class Uses:
    """The measure of the newest version of each assessment that uses a registered one; `hidden` are not open."""

    measures: tuple[Measure, ...]
    hidden: int


def register_rows(actor: Actor, today: date) -> list[RegisterRow]:
    """The registered measures that the actor may know of, in the order of their numbers."""
    uses: dict[int, list[int]] = {}
    for measure_id, registered_id in _newest_uses(actor):
        uses.setdefault(registered_id, []).append(measure_id)
    treated: dict[int, int] = dict(_counts(MeasureTreatsRisk.measure_id))
    evidence: dict[int, int] = dict(_counts(EvidenceFile.registered_id))
    everywhere = actor.may_everywhere(Permission.VIEW_ASSESSMENTS)
    return [
        _row(one, [treated.get(measure, 0) for measure in uses.get(one.id, ())], evidence.get(one.id, 0), today)
        for one in db.session.scalars(select(RegisteredMeasure).order_by(RegisteredMeasure.number))
        if everywhere or one.id in uses
    ]


def registered_measure(actor: Actor, registered_id: int) -> RegisteredMeasure:
    """One measure of the register; raises NotFound where it is not there or not open to the actor."""
    found = db.session.get(RegisteredMeasure, registered_id)
    if found is None or not may_read_registered(actor, registered_id):
        raise NotFound(N_("There is no such measure in the register, or it is not open to you."))
    return found


def uses_of(actor: Actor, registered_id: int) -> Uses:
    """Where a registered measure is used, by assessment."""
    query = (
        select(Measure)
        .join(Version, Measure.version_id == Version.id)
        .where(Measure.registered_id == registered_id)
        .order_by(Version.assessment_id, Version.number)
        .options(selectinload(Measure.treats))
    )
    newest: dict[int, tuple[Version, Measure]] = {}
    for measure in db.session.scalars(query):
        version = db.session.get_one(Version, measure.version_id)
        newest[version.assessment_id] = version, measure
    found = tuple(measure for version, measure in newest.values() if may_read(actor, version))
    return Uses(found, len(newest) - len(found))


def choices_for(actor: Actor, version: Version) -> list[RegisterRow]:
    """The registered measures that a version does not use yet."""
    used = {one.registered_id for one in version.measures}
    return [row for row in register_rows(actor, date.min) if row.id not in used]


def is_overdue(status: str, due: date | None, today: date) -> bool:
    """Whether the day of a measure has passed, and it is not in place."""
    return status != IN_PLACE and due is not None and due < today


def state_of(status: str, due: date | None, evidence: int, today: date) -> str:
    """The word of `STATES` for a measure."""
    if is_overdue(status, due, today):
        return OVERDUE
    return UNDOCUMENTED if status == IN_PLACE and not evidence else status


def _row(one: RegisteredMeasure, treats: list[int], evidence: int, today: date) -> RegisterRow:
    return RegisterRow(
        one.id,
        one.number,
        one.text,
        one.kind,
        one.references,
        one.owner,
        one.due,
        one.status,
        one.done_on,
        one.cost,
        one.yearly_cost,
        sum(treats),
        len(treats),
        evidence,
        state_of(one.status, one.due, evidence, today),
    )


def _newest_uses(actor: Actor) -> Iterable[tuple[int, int]]:
    """The measure and the registered one for the newest version of each assessment that uses it."""
    query = select(Measure.id, Measure.registered_id, Version.assessment_id).join(
        Version, Measure.version_id == Version.id
    )
    query = query.where(Measure.registered_id.is_not(None)).order_by(Version.number)
    assets = visible(actor)
    if assets is not None:
        scoped = select(ScopedAsset.version_id).where(ScopedAsset.asset_id.in_(assets))
        query = query.where(Version.id.in_(scoped))
    newest = {(registered, assessment): measure for measure, registered, assessment in db.session.execute(query)}
    return [(measure, registered) for (registered, _), measure in newest.items() if registered is not None]


def _counts(column: InstrumentedAttribute[int]) -> Iterable[tuple[int, int]]:
    query = select(column, func.count().label("times")).group_by(column)
    return [(row[0], row.times) for row in db.session.execute(query)]
