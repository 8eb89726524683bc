"""The columns of an estate that was changed: those before, with the rows that changed read anew."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np

from riskapp.graph.adjacency import Adjacency, Numbers, joined
from riskapp.graph.asset_columns import read_assets
from riskapp.graph.columns import Columns
from riskapp.graph.flow_columns import FlowColumns, read_flows
from riskapp.graph.groups import NOBODY
from riskapp.graph.holding_columns import HoldingColumns, read_holdings
from riskapp.graph.need_columns import NeedColumns, read_needs
from riskapp.graph.snapshot import Snapshot

Changed = Mapping[int, Any]
"""The rows that are new or others by their places, which go on beyond the table before; None is a row that is gone."""

Table = TypeVar("Table", HoldingColumns, FlowColumns, NeedColumns)


def changed_columns(before: Columns, after: Snapshot, changed: Sequence[Changed]) -> Columns:
    """The columns of `after`; `changed` are its assets, holdings, flows and dependencies, in this order.

    Whatever names an asset that is gone must be among what changed. Raises Invalid as reading does.
    """
    assets, holdings, flows, needs = changed
    known = read_assets(after.assets) if assets else before.assets
    moved, groups = _moved(len(before.assets.takes_part), assets), dict(before.groups)
    names = known.places, before.categories
    return Columns(
        categories=before.categories,
        assets=known,
        holdings=_spliced(_renumbered(before.holdings, moved), read_holdings(_rows(holdings), *names), holdings),
        flows=_spliced(_renumbered(before.flows, moved), read_flows(_rows(flows), *names), flows),
        needs=_spliced(_renumbered(before.needs, moved), read_needs(_rows(needs), known.places, groups), needs),
        groups=groups,
    )


def _moved(assets: int, changed: Changed) -> Numbers | None:
    """For each asset before its place now, or NOBODY; None where all stand where they stood."""
    gone = [place for place, row in changed.items() if row is None and place < assets]
    if not gone:
        return None
    stays = np.ones(assets, dtype=np.bool_)
    stays[gone] = False
    return np.where(stays, np.cumsum(stays) - 1, NOBODY)


_ASSETS = ("asset", "source", "target", "via", "dependent", "provider")
"""The columns that hold places of assets."""


def _renumbered(table: Table, moved: Numbers | None) -> Table:
    if moved is None:
        return table
    columns: dict[str, Any] = {name: getattr(table, name) for name in _ASSETS if hasattr(table, name)}
    for name, column in columns.items():
        several = isinstance(column, Adjacency)
        columns[name] = Adjacency(column.start, moved[column.items]) if several else moved[column]
    return replace(table, **columns)


def _rows(changed: Changed) -> list[Any]:
    return [row for _, row in sorted(changed.items(), key=lambda one: one[0]) if row is not None]


def _spliced(before: Table, new: Table, changed: Changed) -> Table:
    """The rows of `before` that did not change and the `new` ones, each in its place."""
    if not changed:
        return before
    columns = {field.name: (getattr(before, field.name), getattr(new, field.name)) for field in fields(before)}
    length = len(before.persons if not isinstance(before, NeedColumns) else before.needed)
    stays = np.ones(length, dtype=np.bool_)
    stays[[place for place in changed if place < length]] = False
    old = np.flatnonzero(stays)
    given = np.array(sorted(place for place, row in changed.items() if row is not None), dtype=np.int64)
    order = np.concatenate([old, length + np.arange(len(given))])[np.argsort(np.concatenate([old, given]))]
    return replace(before, **{name: _ordered(*pair, order) for name, pair in columns.items()})


def _ordered(one: Any, other: Any, order: Numbers) -> Any:
    if isinstance(one, Adjacency):
        return joined(one, other).taken(order)
    return np.concatenate([one, other])[order]
