"""Reading the register: all risks and measures that somebody may see, in a handful of queries whatever their number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from riskapp.accounts.models import User
from riskapp.accounts.permissions import Actor
from riskapp.assessments.acceptance_lines import Left, line_of
from riskapp.assessments.models import Acceptance, Risk, Version
from riskapp.assessments.risk import weakest
from riskapp.assessments.states import State
from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.scales import Scales
from riskapp.database import db
from riskapp.register.measures import Treating, measure_rows, treating
from riskapp.register.rows import OPEN, Bearing, Gauge, PastRisk, PastVersion, Place, Register, RiskRow
from riskapp.register.stale import stale_acceptances
from riskapp.register.standing import standing_on
from riskapp.register.versions import (
    Counted,
    counted,
    decision_days,
    gauges_of,
    places_of,
    readable_versions,
    scopes_of,
)

_COLUMNS = (
    *(Risk.id, Risk.version_id, Risk.number, Risk.property, Risk.threat, Risk.asset_id, Risk.cause, Risk.event),
    *(Risk.likelihood, Risk.consequence, Risk.likelihood_after, Risk.consequence_after),
    *(Risk.likelihood_knowledge, Risk.consequence_knowledge, Risk.after_knowledge, Risk.treatment, Risk.owner_id),
    Risk.aspects,
)


@dataclass(frozen=True)
class _Read:
    """What the rows are made of, by the ids of versions and risks."""

    today: date
    gauge_keys: Mapping[int, str]
    gauges: Mapping[str, Gauge]
    scopes: Mapping[int, tuple[Place, ...]]
    places: Mapping[int, Place]
    owners: Mapping[int, str]
    bearings: Mapping[int, tuple[Bearing, ...]]
    treating: Mapping[int, Treating]
    processes: Mapping[int, tuple[str, ...]]
    first: Mapping[tuple[int, int], date]

    def gauge(self, version_id: int) -> Gauge:
        return self.gauges[self.gauge_keys[version_id]]

    def level(self, version_id: int, likelihood: int | None, consequence: int | None) -> RiskLevel | None:
        if likelihood is None or consequence is None:
            return None
        return self.gauge(version_id).scales.matrix.level(likelihood, consequence)


def read_register(actor: Actor, today: date, *, newest: bool = False) -> Register:
    """All that counts for the actor on the day `today`; with `newest` open versions instead of decided ones."""
    versions = readable_versions(actor)
    days = decision_days(versions)
    chosen = counted(versions, days, newest=newest)
    wanted = {one.version.id for one in chosen} | set(days)
    by_version: dict[int, list[Row[Any]]] = {}
    for row in _rows(wanted):
        by_version.setdefault(row.version_id, []).append(row)
    measures = measure_rows(chosen)
    read = _read(versions, chosen, by_version, today)
    return Register(
        today,
        tuple(_risks(chosen, by_version, read)),
        measures,
        tuple(_past(versions, days, by_version, read)),
        {key: read.gauges[key] for key in sorted({read.gauge_keys[one] for one in wanted})},
    )


def _rows(version_ids: Iterable[int]) -> Iterable[Row[Any]]:
    query = select(*_COLUMNS).where(Risk.version_id.in_(list(version_ids))).order_by(Risk.version_id, Risk.number)
    rows: Iterable[Row[Any]] = db.session.execute(query)
    return rows


def _read(
    versions: Sequence[Version], chosen: Sequence[Counted], by_version: Mapping[int, list[Row[Any]]], today: date
) -> _Read:
    keys, gauges = gauges_of(versions)
    rows = [row for own in by_version.values() for row in own]
    counting = [one.version.id for one in chosen]
    first: dict[tuple[int, int], date] = {}
    for version in versions:
        for row in by_version.get(version.id, ()):
            first.setdefault((version.assessment_id, row.number), version.created_at.date())
    owners = {row.owner_id for row in rows if row.owner_id is not None}
    return _Read(
        today,
        keys,
        gauges,
        scopes_of(counting),
        places_of({row.asset_id for row in rows if row.asset_id is not None}),
        _names(owners),
        _bearings(by_version, versions),
        treating(counting, today),
        _processes(counting),
        first,
    )


def _names(user_ids: Iterable[int]) -> dict[int, str]:
    query = select(User.id, User.name).where(User.id.in_(list(user_ids)))
    return {row.id: row.name for row in db.session.execute(query)}


def _bearings(by_version: Mapping[int, object], versions: Sequence[Version]) -> dict[int, tuple[Bearing, ...]]:
    query = (
        select(Acceptance.id, Acceptance.risk_id, Acceptance.at, Acceptance.until, Acceptance.withdrawn_at)
        .join(Risk, Acceptance.risk_id == Risk.id)
        .where(Risk.version_id.in_(list(by_version)))
        .order_by(Acceptance.id)
    )
    stale = stale_acceptances([one for one in versions if one.state != State.APPROVED.value])
    found: dict[int, tuple[Bearing, ...]] = {}
    for number, risk, at, until, withdrawn in db.session.execute(query):
        one = Bearing(at.date(), until, withdrawn.date() if withdrawn else None, number in stale)
        found[risk] = (*found.get(risk, ()), one)
    return found


def _processes(version_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The processes that the evidence of each risk names; only that part of it is read."""
    part = Risk.evidence["processes"]
    query = select(Risk.id, part).where(Risk.version_id.in_(version_ids), Risk.evidence.is_not(None))
    return {
        number: tuple(one["name"] for one in processes) for number, processes in db.session.execute(query) if processes
    }


def _risks(chosen: Sequence[Counted], by_version: Mapping[int, list[Row[Any]]], read: _Read) -> Iterable[RiskRow]:
    """A risk that a decided version has is not told again by an open one."""
    seen = set[tuple[int, int]]()
    for one in chosen:
        about = _about(one, read)
        for row in by_version.get(one.version.id, ()):
            identity = about["assessment"], row.number
            if identity not in seen:
                seen.add(identity)
                yield _risk(about, row, read)


def _risk(about: Mapping[str, Any], row: Row[Any], read: _Read) -> RiskRow:
    version_id = about["version_id"]
    level = read.level(version_id, row.likelihood, row.consequence)
    left = read.level(version_id, row.likelihood_after, row.consequence_after)
    borne = left is not None and _borne(read.gauge(version_id).scales, row)
    standing, until, since = standing_on(
        read.today, read.bearings.get(row.id, ()), judged=left is not None, borne=borne
    )
    asset = read.places.get(row.asset_id) if row.asset_id is not None else None
    treated = read.treating.get(row.id, Treating())
    processes = read.processes.get(row.id, ())
    if asset is not None and asset.kind == "process" and asset.name not in processes:
        processes = (asset.name, *processes)
    if standing not in OPEN:
        since = None
    elif since is None:
        since = read.first[about["assessment"], row.number]
    return RiskRow(
        **about,
        id=row.id,
        number=row.number,
        asset=asset,
        lost=row.property,
        threat=row.threat,
        cause=row.cause,
        event=row.event,
        likelihood=row.likelihood,
        consequence=row.consequence,
        likelihood_after=row.likelihood_after,
        consequence_after=row.consequence_after,
        level=level,
        left=left,
        knowledge=weakest(row.likelihood_knowledge, row.consequence_knowledge, row.after_knowledge),
        treatment=row.treatment,
        owner=read.owners.get(row.owner_id, ""),
        owner_id=row.owner_id,
        processes=processes,
        measures=treated.measures,
        in_place=treated.in_place,
        overdue=treated.overdue,
        standing=standing,
        borne=borne,
        until=until,
        since=since,
    )


def _borne(scales: Scales, row: Row[Any]) -> bool:
    """Whether nobody has to accept what is left, the stricter lines of single aspects kept too."""
    aspects = {aspect: after for aspect, (_now, after) in (row.aspects or {}).items() if after is not None}
    return line_of(scales, Left(row.likelihood_after, row.consequence_after, aspects)) is None


def _about(one: Counted, read: _Read) -> dict[str, Any]:
    """What all risks of a version have in common."""
    number = one.version.id
    return {**one.about, "gauge": read.gauge_keys[number], "scope": read.scopes.get(number, ())}


def _past(
    versions: Sequence[Version], days: Mapping[int, date], by_version: Mapping[int, list[Row[Any]]], read: _Read
) -> Iterable[PastVersion]:
    """Each approved version counted from its decision until that of the next one; a rejected one ends none."""
    after: dict[int, date] = {}
    for version in reversed(versions):
        start = days.get(version.id)
        if start is None or version.state != State.APPROVED:
            continue
        risks = tuple(
            PastRisk(
                read.level(version.id, row.likelihood_after, row.consequence_after)
                or read.level(version.id, row.likelihood, row.consequence),
                read.bearings.get(row.id, ()),
                row.likelihood_after is not None
                and row.consequence_after is not None
                and _borne(read.gauge(version.id).scales, row),
            )
            for row in by_version.get(version.id, ())
        )
        yield PastVersion(read.gauge_keys[version.id], start, after.get(version.assessment_id), risks)
        after[version.assessment_id] = start
