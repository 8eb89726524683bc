"""What stands around one asset: what it needs, who needs it, what flows in, out and through, whose data it holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from riskapp.database import db
from riskapp.estate.models import Dependency, Flow, FlowCarrier, Holding

FIRST_ROWS = 25


class Relation(StrEnum):
    """How something stands to an asset; the words are parts of addresses."""

    NEEDS = "needs"
    NEEDED_BY = "needed-by"
    FLOWS_IN = "flows-in"
    FLOWS_OUT = "flows-out"
    CARRIES = "carries"
    HOLDS = "holds"


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of one relation (Dependency, Flow or Holding), and how many there are in all."""

    relation: Relation
    rows: Sequence[Any]
    total: int

    @property
    def more(self) -> int:
        """How many rows are not among these."""
        return self.total - len(self.rows)


def part(relation: Relation, asset_id: int, *, size: int = FIRST_ROWS, page: int = 1) -> Part:
    """Page `page` of one relation, in the order of the files; groups stand together."""
    column, rows = _READ[relation]
    total = db.session.scalar(select(func.count()).where(column == asset_id)) or 0
    if not total:
        return Part(relation, (), 0)
    query = rows().where(column == asset_id).limit(size).offset((page - 1) * size)
    return Part(relation, db.session.scalars(query).all(), total)


def _needs() -> Select[Any]:
    query = select(Dependency).options(joinedload(Dependency.provider))
    return query.order_by(Dependency.group_name.nulls_first(), Dependency.id)


def _needed_by() -> Select[Any]:
    return select(Dependency).options(joinedload(Dependency.dependent)).order_by(Dependency.id)


def _flows() -> Select[Any]:
    return select(Flow).options(joinedload(Flow.source), joinedload(Flow.target)).order_by(Flow.id)


def _carried() -> Select[Any]:
    return _flows().join(FlowCarrier, FlowCarrier.flow_id == Flow.id)


def _holdings() -> Select[Any]:
    return select(Holding).options(joinedload(Holding.category)).order_by(Holding.id)


_READ: dict[Relation, tuple[InstrumentedAttribute[int], Callable[[], Select[Any]]]] = {
    Relation.NEEDS: (Dependency.dependent_id, _needs),
    Relation.NEEDED_BY: (Dependency.provider_id, _needed_by),
    Relation.FLOWS_IN: (Flow.target_id, _flows),
    Relation.FLOWS_OUT: (Flow.source_id, _flows),
    Relation.CARRIES: (FlowCarrier.asset_id, _carried),
    Relation.HOLDS: (Holding.asset_id, _holdings),
}
