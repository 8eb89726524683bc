"""The estate as the engine reads it: built from the database once for each state of it, and kept in memory."""

from collections import defaultdict
from collections.abc import Iterator
from threading import Lock
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.database import db, now
from riskapp.estate.models import (
    Asset,
    Category,
    Dependency,
    EstateState,
    Flow,
    FlowCarrier,
    FlowCategory,
    Holding,
)
from riskapp.graph import snapshot as frozen
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Lifecycle, Sensitivity, Strength

_kept: dict[str, tuple[int, frozen.Snapshot]] = {}
_lock = Lock()


def state_number() -> int:
    """The number of the estate's present state: it grows by one with every change."""
    return db.session.scalar(select(EstateState.number)) or 0


def note_change(session: Session) -> int:
    """Count one change of the estate, in the transaction of that change; returns the new number.

    The row stays locked until that transaction ends, so that numbers are in the order in which changes become visible.
    """
    state = session.get(EstateState, 1, with_for_update=True, populate_existing=True)
    if state is None:
        state = EstateState(id=1, number=0, changed_at=now())
        session.add(state)
    state.number += 1
    state.changed_at = now()
    session.flush()
    return state.number


def present() -> frozen.Snapshot:
    """The snapshot of the present state; equal states give the very same object within a process."""
    number = state_number()
    database = str(db.engine.url)
    with _lock:  # two requests that both miss would each take the time and the memory
        kept = _kept.get(database)
        if kept is None or kept[0] != number:
            kept = (number, read_estate())
            _kept[database] = kept
        return kept[1]


def read_estate() -> frozen.Snapshot:
    """The snapshot of the present state, read anew from the database."""
    keys = dict(db.session.execute(select(Asset.id, Asset.key)).all())
    categories = dict(db.session.execute(select(Category.id, Category.key)).all())
    return frozen.Snapshot(
        categories=tuple(_categories()),
        assets=tuple(_assets()),
        holdings=tuple(_holdings(keys, categories)),
        flows=tuple(_flows(keys, categories)),
        dependencies=tuple(_dependencies(keys)),
    )


def _categories() -> Iterator[frozen.Category]:
    query = select(Category.key, Category.name, Category.sensitivity).order_by(Category.id)
    for key, name, sensitivity in db.session.execute(query):
        yield frozen.Category(key, name, Sensitivity(sensitivity))


def _assets() -> Iterator[frozen.Asset]:
    columns: tuple[Any, ...] = (
        Asset.key,
        Asset.name,
        Asset.kind,
        Asset.description,
        Asset.owner,
        Asset.supplier,
        Asset.site,
        Asset.lifecycle,
        Asset.confidentiality,
        Asset.integrity,
        Asset.availability,
        Asset.max_downtime,
        Asset.recovery,
        Asset.external_ref,
    )
    kinds = {kind.value: kind for kind in Kind}
    lives = {life.value: life for life in Lifecycle}
    for row in db.session.execute(select(*columns).order_by(Asset.id)):
        key, name, kind, description, owner, supplier, site, life, *numbers, external_ref = row
        c, i, a, max_downtime, recovery = numbers
        yield frozen.Asset(
            key,
            name,
            kinds[kind],
            description,
            owner,
            supplier,
            site,
            lives[life],
            c,
            i,
            a,
            max_downtime,
            recovery,
            external_ref,
        )


def _holdings(keys: dict[int, str], categories: dict[int, str]) -> Iterator[frozen.Holding]:
    query = select(Holding.asset_id, Holding.category_id, Holding.persons).order_by(Holding.id)
    for asset, category, persons in db.session.execute(query):
        yield frozen.Holding(keys[asset], categories[category], persons)


def _flows(keys: dict[int, str], categories: dict[int, str]) -> Iterator[frozen.Flow]:
    carried: defaultdict[int, list[str]] = defaultdict(list)
    by_category = select(FlowCategory.flow_id, FlowCategory.category_id)
    for flow, category in db.session.execute(by_category.order_by(FlowCategory.flow_id, FlowCategory.position)):
        carried[flow].append(categories[category])
    carriers: defaultdict[int, list[str]] = defaultdict(list)
    by_carrier = select(FlowCarrier.flow_id, FlowCarrier.asset_id)
    for flow, asset in db.session.execute(by_carrier.order_by(FlowCarrier.flow_id, FlowCarrier.position)):
        carriers[flow].append(keys[asset])
    accesses = {access.value: access for access in Access}
    columns: tuple[Any, ...] = (
        Flow.id,
        Flow.key,
        Flow.source_id,
        Flow.target_id,
        Flow.access,
        Flow.encrypted,
        Flow.validated,
        Flow.purpose,
        Flow.persons,
    )
    for row in db.session.execute(select(*columns).order_by(Flow.id)):
        yield frozen.Flow(
            row.key,
            keys[row.source_id],
            keys[row.target_id],
            tuple(carried[row.id]),
            accesses[row.access],
            row.encrypted,
            row.validated,
            tuple(carriers[row.id]),
            row.purpose,
            row.persons,
        )


def _dependencies(keys: dict[int, str]) -> Iterator[frozen.Dependency]:
    columns: tuple[Any, ...] = (
        Dependency.dependent_id,
        Dependency.provider_id,
        Dependency.kind,
        Dependency.group_name,
        Dependency.needed,
        Dependency.tolerance,
        Dependency.strength,
    )
    kinds = {kind.value: kind for kind in DependencyKind}
    strengths = {strength.value: strength for strength in Strength}
    for row in db.session.execute(select(*columns).order_by(Dependency.id)):
        dependent, provider, kind, group, needed, tolerance, strength = row
        yield frozen.Dependency(
            keys[dependent], keys[provider], kinds[kind], group, needed, tolerance, strengths[strength]
        )
