"""Lineage: where the data of a category lie and go, by which flows, and which of these leave the organisation."""

from dataclasses import dataclass

import numpy as np

from riskapp.errors import N_, Invalid
from riskapp.graph.index import index_of
from riskapp.graph.snapshot import Flow, Snapshot
from riskapp.graph.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Carriage:
    """A flow that carries the category. `border`: it goes to or comes from a supplier, directly or through one."""

    flow: Flow
    border: bool


@dataclass(frozen=True, slots=True)
class Lineage:
    """`holders` store the category (asset, persons), the most persons first; `carriages` are its flows, borders first.

    `receivers` get or carry it and store nothing of it that is stated, by id.
    """

    category: str
    holders: tuple[tuple[str, int], ...]
    carriages: tuple[Carriage, ...]
    receivers: tuple[str, ...]


def lineage(snapshot: Snapshot, category: str) -> Lineage:
    """What takes part of the category's holders and flows.

    Raises Invalid where there is no such category, or where the estate contradicts itself.
    """
    index = index_of(snapshot)
    if category not in index.categories:
        raise Invalid(N_("There is no category of data with the id %(id)s."), id=category)
    outside = {asset.id for asset in snapshot.assets if asset.kind is Kind.SUPPLIER}
    holders = [
        (one.asset, one.persons) for one in snapshot.holdings if one.category == category and one.asset in index.number
    ]
    carried, place = index.flows.categories, index.categories.index(category)
    flow = np.repeat(np.arange(len(carried)), carried.degrees())[carried.items == place]
    flows = [index.flows.rows[one] for one in flow.tolist()]
    carriages = [Carriage(flow, not outside.isdisjoint((flow.source, flow.target, *flow.via))) for flow in flows]
    met = {key for flow in flows for key in (flow.source, flow.target, *flow.via)}
    return Lineage(
        category,
        tuple(sorted(holders, key=lambda one: (-one[1], one[0]))),
        tuple(sorted(carriages, key=lambda one: (not one.border, one.flow.encrypted, one.flow.id))),
        tuple(sorted(met - {asset for asset, _ in holders})),
    )
