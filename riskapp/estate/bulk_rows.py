"""How each kind of rows of an estate is stored in bulk."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, delete, insert
from sqlalchemy.orm import Session

from riskapp.database import Base
from riskapp.estate.bulk import BulkTable, Numbers, Values
from riskapp.estate.models import Asset, Category, Dependency, Flow, FlowCarrier, FlowCategory, Holding
from riskapp.estate.rows import ASSET_COLUMNS
from riskapp.graph import snapshot as frozen


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]


def _category(row: frozen.Category, _: Numbers) -> Values:
    return {"key": row.id, "name": row.name, "sensitivity": row.sensitivity.value}


def _asset(row: frozen.Asset, numbers: Numbers) -> Values:
    values = {name: getattr(row, name) for name in ASSET_COLUMNS}
    values.update(key=row.id, kind=row.kind.value, lifecycle=row.lifecycle.value, state=numbers.state)
    return values


def _holding(row: frozen.Holding, numbers: Numbers) -> Values:
    return {
        "asset_id": numbers.assets[row.asset],
        "category_id": numbers.categories[row.category],
        "persons": row.persons,
    }


def _flow(row: frozen.Flow, numbers: Numbers) -> Values:
    return {
        "key": row.id,
        "source_id": numbers.assets[row.source],
        "target_id": numbers.assets[row.target],
        "access": row.access.value,
        "encrypted": row.encrypted,
        "validated": row.validated,
        "purpose": row.purpose,
        "persons": row.persons,
    }


def _flow_parts(session: Session, flows: Sequence[tuple[int, frozen.Flow]], numbers: Numbers, replacing: bool) -> None:
    categories, carriers = _table(FlowCategory), _table(FlowCarrier)
    if replacing:
        for table in (categories, carriers):
            session.execute(delete(table).where(table.c.flow_id.in_([number for number, _ in flows])))
    carried: list[dict[str, Any]] = [
        {"flow_id": number, "position": place, "category_id": numbers.categories[key]}
        for number, flow in flows
        for place, key in enumerate(flow.categories)
    ]
    passed: list[dict[str, Any]] = [
        {"flow_id": number, "position": place, "asset_id": numbers.assets[key]}
        for number, flow in flows
        for place, key in enumerate(flow.via)
    ]
    for table, lines in ((categories, carried), (carriers, passed)):
        if lines:
            session.execute(insert(table), lines)


def _dependency(row: frozen.Dependency, numbers: Numbers) -> Values:
    return {
        "dependent_id": numbers.assets[row.dependent],
        "provider_id": numbers.assets[row.provider],
        "kind": row.kind.value,
        "group_name": row.group,
        "needed": row.needed,
        "tolerance": row.tolerance,
        "strength": row.strength.value,
    }


CATEGORIES = BulkTable(_table(Category), ("id",), ("key",), _category)
ASSETS = BulkTable(_table(Asset), ("id",), ("key",), _asset)
HOLDINGS = BulkTable(_table(Holding), ("asset", "category"), ("asset_id", "category_id"), _holding)
FLOWS = BulkTable(_table(Flow), ("id",), ("key",), _flow, _flow_parts)
DEPENDENCIES = BulkTable(
    _table(Dependency),
    ("dependent", "provider", "kind", "group"),
    ("dependent_id", "provider_id", "kind", "group_name"),
    _dependency,
)
