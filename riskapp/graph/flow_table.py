"""Data flows between assets that take part, compiled: who sends, receives and carries what, as arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from riskapp.errors import N_, Invalid
from riskapp.graph.adjacency import Adjacency, Marks, Numbers, by_owner, numbers, rows
from riskapp.graph.snapshot import Flow, Snapshot
from riskapp.graph.vocabulary import Access

UNKNOWN = -1
"""Stands for a number of persons that nobody knows."""


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


def compile_flows(snapshot: Snapshot, known: set[str], number: Mapping[str, int]) -> FlowTable:
    """The flows whose two ends take part (are in `number`).

    Raises Invalid for an id used twice, an asset or category that is not in the estate, or persons below 0.
    """
    category = {one.id: place for place, one in enumerate(snapshot.categories)}
    _check(snapshot.flows, known, category)
    flows = [flow for flow in snapshot.flows if flow.source in number and flow.target in number]
    via = rows([[number[name] for name in dict.fromkeys(flow.via) if name in number] for flow in flows])
    source, target = numbers(number[flow.source] for flow in flows), numbers(number[flow.target] for flow in flows)
    encrypted, validated = _marks([flow.encrypted for flow in flows]), _marks([flow.validated for flow in flows])
    query = _marks([flow.access is Access.QUERY for flow in flows])
    places, assets = np.arange(len(flows)), len(number)
    carried = np.repeat(places, via.degrees())
    tapped, bent = ~encrypted[carried], ~encrypted[carried] & ~validated[carried]
    return FlowTable(
        rows=flows,
        source=source,
        target=target,
        query=query,
        encrypted=encrypted,
        validated=validated,
        persons=numbers(UNKNOWN if flow.persons is None else flow.persons for flow in flows),
        via=via,
        categories=rows([[category[name] for name in dict.fromkeys(flow.categories)] for flow in flows]),
        sends=by_owner(source, places, assets),
        receives=by_owner(target, places, assets),
        asks=by_owner(target[query], places[query], assets),
        lies=by_owner(source[~validated], places[~validated], assets),
        taps=by_owner(via.items[tapped], carried[tapped], assets),
        bends=by_owner(via.items[bent], carried[bent], assets),
    )


def _marks(values: Sequence[bool]) -> Marks:
    return np.array(values, dtype=np.bool_)


def _check(flows: Sequence[Flow], known: set[str], categories: Mapping[str, int]) -> None:
    seen: set[str] = set()
    for flow in flows:
        if flow.id in seen:
            raise Invalid(N_("The data flow id %(id)s is used twice."), id=flow.id)
        seen.add(flow.id)
        for name in (flow.source, flow.target, *flow.via):
            if name not in known:
                raise Invalid(
                    N_("The data flow %(flow)s names the asset %(id)s, which is not in the estate."),
                    flow=flow.id,
                    id=name,
                )
        for name in flow.categories:
            if name not in categories:
                raise Invalid(
                    N_("The data flow %(flow)s names the category %(id)s, which is not in the estate."),
                    flow=flow.id,
                    id=name,
                )
        if flow.persons is not None and flow.persons < 0:
            raise Invalid(N_("The data flow %(flow)s concerns fewer than 0 persons."), flow=flow.id)
