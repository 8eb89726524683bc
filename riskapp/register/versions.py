"""Which versions count in the register for somebody, and what they are measured with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import visible
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import ScopedAsset, Transition, Version
from riskapp.assessments.states import Act, State, decided
from riskapp.database import db
from riskapp.estate.models import Asset
from riskapp.register.rows import Gauge, Place

DECIDES = (Act.APPROVE.value, Act.REJECT.value)


@dataclass(frozen=True, slots=True)
class Counted:
    """A version that somebody may read; `decided_on` is None where it is open, `newer` an open version after it."""

    version: Version
    decided_on: date | None
    newer: int | None

    @property
    def about(self) -> dict[str, Any]:
        """What every row of the version says of it, by the fields of RiskRow and MeasureRow."""
        version = self.version
        return {
            "assessment": version.assessment_id,
            "version": version.number,
            "version_id": version.id,
            "kind": version.assessment.kind,
            "title": version.title,
            "state": version.state,
            "draft": not decided(version.state),
            "newer": self.newer,
        }


def readable_versions(actor: Actor) -> list[Version]:
    """Every version that the actor may read, by assessment and number, without what is frozen in it."""
    # What is frozen is long, and the rows of a decided version are closed for good: they say the same.
    query = select(Version).options(
        defer(Version.frozen_form), defer(Version.quoted), joinedload(Version.assessment), joinedload(Version.criteria)
    )
    assets = visible(actor)
    if assets is not None:
        query = query.where(Version.id.in_(select(ScopedAsset.version_id).where(ScopedAsset.asset_id.in_(assets))))
    return list(db.session.scalars(query.order_by(Version.assessment_id, Version.number)))


def decision_days(versions: Iterable[Version]) -> dict[int, date]:
    """When each decided version was decided, by its id."""
    ids = [one.id for one in versions if decided(one.state)]
    query = select(Transition.version_id, Transition.at).where(
        Transition.act.in_(DECIDES), Transition.version_id.in_(ids)
    )
    return {version: at.date() for version, at in db.session.execute(query)}


def counted(versions: Iterable[Version], days: Mapping[int, date], *, newest: bool) -> list[Counted]:
    """What counts of each assessment: the last approved version, and after it an open one that is newer.

    With `newest` an open version takes the place of the approved one. A rejected version ends none before it.
    """
    by_assessment: dict[int, list[Version]] = {}
    for one in versions:
        by_assessment.setdefault(one.assessment_id, []).append(one)
    found = []
    for own in by_assessment.values():
        last = own[-1]
        closed = next((one for one in reversed(own) if one.state == State.APPROVED), None)
        is_open = not decided(last.state)
        if closed is not None and not (newest and is_open):
            found.append(Counted(closed, days.get(closed.id), last.number if is_open else None))
        if is_open:
            found.append(Counted(last, None, None))
    return found


def gauges_of(versions: Iterable[Version]) -> tuple[dict[int, str], dict[str, Gauge]]:
    """What each version is measured with: the key by the version's id, and each set of criteria by its key."""
    keys: dict[int, str] = {}
    gauges: dict[str, Gauge] = {}
    for one in versions:
        kind, number = one.assessment.kind, one.criteria.number if one.criteria else 0
        key = f"{kind}-{number}"
        keys[one.id] = key
        if key not in gauges:
            gauges[key] = Gauge(key, kind, one.criteria.name if one.criteria else "", number, scales_of(one))
    return keys, gauges


def scopes_of(ids: Iterable[int]) -> dict[int, tuple[Place, ...]]:
    """What each version assesses, by its id."""
    query = (
        select(ScopedAsset.version_id, Asset.id)
        .join(Asset, ScopedAsset.asset_id == Asset.id)
        .where(ScopedAsset.version_id.in_(list(ids)))
        .order_by(ScopedAsset.id)
    )
    pairs = [(version, asset) for version, asset in db.session.execute(query)]
    known = places_of({asset for _, asset in pairs})
    found: dict[int, tuple[Place, ...]] = {}
    for version, asset in pairs:
        found[version] = (*found.get(version, ()), known[asset])
    return found


def places_of(ids: Iterable[int]) -> dict[int, Place]:
    """Assets by their database id, each with its supplier's name; a supplier is its own."""
    columns = (Asset.id, Asset.key, Asset.name, Asset.kind, Asset.supplier)
    rows = db.session.execute(select(*columns).where(Asset.id.in_(list(ids)))).all()
    wanted = {row.supplier for row in rows if row.supplier}
    names = {
        row.key: row.name
        for row in db.session.execute(select(Asset.key, Asset.name).where(Asset.key.in_(list(wanted))))
    }
    return {
        row.id: Place(
            row.id,
            row.key,
            row.name,
            row.kind,
            row.name if row.kind == "supplier" else names.get(row.supplier, row.supplier),
        )
        for row in rows
    }
