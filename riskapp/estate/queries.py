"""What pages read of the estate: one row of each kind, and small lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from riskapp.estate import models
from riskapp.estate.completeness import Gap, gaps
from riskapp.estate.finding import stored
from riskapp.estate.rows import asset_row
from riskapp.graph import snapshot as frozen
from riskapp.graph.vocabulary import DependencyKind, Lifecycle, Strength

HISTORY = 20
MOST_NEEDS_READ = 2_000


def asset(asset_id: int) -> models.Asset:
    """One asset. Raises NotFound."""
    return stored(db.session(), models.Asset, asset_id)


def category(category_id: int) -> models.Category:
    """One category. Raises NotFound."""
    return stored(db.session(), models.Category, category_id)


def holding(holding_id: int) -> models.Holding:
    """One holding. Raises NotFound."""
    return stored(db.session(), models.Holding, holding_id)


def flow(flow_id: int) -> models.Flow:
    """One flow. Raises NotFound."""
    return stored(db.session(), models.Flow, flow_id)


def dependency(dependency_id: int) -> models.Dependency:
    """One dependency. Raises NotFound."""
    return stored(db.session(), models.Dependency, dependency_id)


def all_categories() -> Sequence[models.Category]:
    """Every category, by name."""
    return db.session.scalars(select(models.Category).order_by(models.Category.name, models.Category.id)).all()


@dataclass(frozen=True, slots=True)
class CategoryUse:
    """A category with how many assets hold it and how many flows carry it."""

    category: models.Category
    holdings: int
    flows: int


def categories_with_use() -> list[CategoryUse]:
    """Every category, by name, with where it is used."""
    holdings = select(models.Holding.category_id, func.count()).group_by(models.Holding.category_id)
    carrying = func.count(models.FlowCategory.flow_id.distinct())
    flows = select(models.FlowCategory.category_id, carrying).group_by(models.FlowCategory.category_id)
    held = dict(db.session.execute(holdings).all())
    carried = dict(db.session.execute(flows).all())
    return [CategoryUse(row, held.get(row.id, 0), carried.get(row.id, 0)) for row in all_categories()]


def groups_of(dependent_id: int) -> Sequence[str]:
    """The names of the groups that an asset needs, in order."""
    query = select(models.Dependency.group_name).where(
        models.Dependency.dependent_id == dependent_id, models.Dependency.group_name.is_not(None)
    )
    return [name for name in db.session.scalars(query.distinct().order_by(models.Dependency.group_name)) if name]


def history(asset_id: int) -> Sequence[AuditEvent]:
    """The latest changes of an asset, newest first."""
    query = select(AuditEvent).where(AuditEvent.subject_kind == "asset", AuditEvent.subject_id == str(asset_id))
    return db.session.scalars(query.order_by(AuditEvent.id.desc()).limit(HISTORY)).all()


def unknown(shown: models.Asset, *, flows: int, dependencies: int) -> list[Gap]:
    """What is not known about an asset. The first 2000 of its needs are looked at."""
    query = (
        select(models.Dependency)
        .where(models.Dependency.dependent_id == shown.id)
        .options(joinedload(models.Dependency.provider))
        .order_by(models.Dependency.id)
        .limit(MOST_NEEDS_READ)
    )
    needs = [
        (
            frozen.Dependency(
                shown.key,
                row.provider.key,
                DependencyKind(row.kind),
                row.group_name,
                row.needed,
                row.tolerance,
                Strength(row.strength),
            ),
            Lifecycle(row.provider.lifecycle),
        )
        for row in db.session.scalars(query)
    ]
    return gaps(asset_row(shown), flows=flows, dependencies=dependencies, needs=needs)


def import_event(number: int) -> AuditEvent | None:
    """The audit event of the import that made state `number` of the estate."""
    query = select(AuditEvent).where(
        AuditEvent.action == Action.ESTATE_IMPORTED.value,
        AuditEvent.subject_kind == "estate",
        AuditEvent.subject_id == str(number),
    )
    return db.session.scalar(query)
