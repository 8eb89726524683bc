"""What undoing must leave sound: no row twice, and groups whose rows agree and suffice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.errors import N_, Conflict
from riskapp.estate.models import Dependency, Flow, Holding
from riskapp.estate.reversals import Row


def refuse_taken(session: Session, model: type[Row], values: Mapping[str, Any]) -> None:
    """Raise Conflict where the flow or holding that would come back is there again by now."""
    query = None
    if model is Flow:
        query = select(Flow.id).where(Flow.key == values["key"])
    elif model is Holding:
        query = select(Holding.id).where(
            Holding.asset_id == values["asset_id"], Holding.category_id == values["category_id"]
        )
    if query is not None and session.scalar(query) is not None:
        raise Conflict(
            N_("Somebody added again what you had removed, so there is nothing to bring back."), theirs={}, mine={}
        )


def refuse_contradictions(session: Session, dependents: Iterable[int]) -> None:
    """Raise Conflict where a dependency of one of these assets is there twice, or one of their groups is not one."""
    for dependent in set(dependents):
        groups: defaultdict[object, list[Dependency]] = defaultdict(list)
        for row in session.scalars(select(Dependency).where(Dependency.dependent_id == dependent)):
            groups[row.group_name or (row.provider_id, row.kind)].append(row)
        if not all(map(_is_one, groups.values())):
            raise Conflict(
                N_(
                    "Somebody changed the same dependency or its group after you did, so it cannot be undone any "
                    "more. Change it by hand."
                ),
                theirs={},
                mine={},
            )


def _is_one(rows: list[Dependency]) -> bool:
    if rows[0].group_name is None:
        return len(rows) == 1
    said = {(row.needed, row.tolerance, row.strength) for row in rows}
    return len(said) == 1 and rows[0].needed <= len(rows) == len({row.provider_id for row in rows})
