"""Data flows between assets that take part, compiled: who sends, receives and carries what, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from riskapp.graph.adjacency import Adjacency, Marks, Numbers, by_owner
from riskapp.graph.flow_columns import FlowColumns
from riskapp.graph.groups import NOBODY
from riskapp.graph.snapshot import Flow


@dataclass(slots=True, eq=False)
class FlowTable:
    """One entry a flow in the order of the file; assets and categories are numbers, `persons` may be UNKNOWN.

    `sends` and `receives` list flows by source and target, `asks` those by target that are queries, and `lies` those by
    source that no validation checks. `taps` lists the flows of a carrier that are not encrypted, and `bends` those of
    them that no validation checks.
    """

    rows: list[Flow]
    source: Numbers
    target: Numbers
    query: Marks
    encrypted: Marks
    validated: Marks
    persons: Numbers
    via: Adjacency
    categories: Adjacency
    sends: Adjacency
    receives: Adjacency
    asks: Adjacency
    lies: Adjacency
    taps: Adjacency
    bends: Adjacency


def compile_flows(columns: FlowColumns, number: Numbers, assets: int, rows: Sequence[Flow]) -> FlowTable:
    """The flows whose two ends take part; `number` has for each place of an asset its number, or NOBODY."""
    flow = np.flatnonzero((number[columns.source] != NOBODY) & (number[columns.target] != NOBODY))
    source, target, places = number[columns.source[flow]], number[columns.target[flow]], np.arange(len(flow))
    encrypted, validated, query = columns.encrypted[flow], columns.validated[flow], columns.query[flow]
    carried, carrier = columns.via.pairs_at(flow)
    carried, carrier = carried[number[carrier] != NOBODY], number[carrier[number[carrier] != NOBODY]]
    tapped, bent = ~encrypted[carried], ~encrypted[carried] & ~validated[carried]
    return FlowTable(
        rows=[rows[place] for place in flow.tolist()],
        source=source,
        target=target,
        query=query,
        encrypted=encrypted,
        validated=validated,
        persons=columns.persons[flow],
        via=by_owner(carried, carrier, len(flow)),
        categories=by_owner(*columns.categories.pairs_at(flow), len(flow)),
        sends=by_owner(source, places, assets),
        receives=by_owner(target, places, assets),
        asks=by_owner(target[query], places[query], assets),
        lies=by_owner(source[~validated], places[~validated], assets),
        taps=by_owner(carrier[tapped], carried[tapped], assets),
        bends=by_owner(carrier[bent], carried[bent], assets),
    )
