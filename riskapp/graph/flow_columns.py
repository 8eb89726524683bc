"""The data flows of an estate as columns of numbers, one entry a row in the order of the file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from riskapp.errors import N_, Invalid
from riskapp.graph.adjacency import Adjacency, Marks, Numbers, numbers, rows
from riskapp.graph.coding import coded
from riskapp.graph.snapshot import Flow
from riskapp.graph.vocabulary import Access

UNKNOWN = -1
"""Stands for a number of persons that nobody knows."""

_ACCESS = tuple(Access)


@dataclass(frozen=True, slots=True, eq=False)
class FlowColumns:
    """Assets and categories are places in their tables; `via` and `categories` name each once."""

    source: Numbers
    target: Numbers
    query: Marks
    encrypted: Marks
    validated: Marks
    persons: Numbers
    via: Adjacency
    categories: Adjacency


def read_flows(flows: Sequence[Flow], places: Mapping[str, int], categories: Mapping[str, int]) -> FlowColumns:
    """The columns of `flows`.

    Raises Invalid for a flow that names an asset or a category which is not in the estate, or persons below 0.
    """
    try:
        via, carried = _named((flow.via for flow in flows), places), _named((f.categories for f in flows), categories)
        source = numbers(map(places.__getitem__, map(attrgetter("source"), flows)))
        target = numbers(map(places.__getitem__, map(attrgetter("target"), flows)))
    except KeyError:
        raise _refusal(flows, places, categories) from None
    for flow in flows:
        if flow.persons is not None and flow.persons < 0:
            raise Invalid(N_("The data flow %(flow)s concerns fewer than 0 persons."), flow=flow.id)
    return FlowColumns(
        source=source,
        target=target,
        query=coded(map(attrgetter("access"), flows), _ACCESS) == _ACCESS.index(Access.QUERY),
        encrypted=np.array([flow.encrypted for flow in flows], dtype=np.bool_),
        validated=np.array([flow.validated for flow in flows], dtype=np.bool_),
        persons=numbers(UNKNOWN if flow.persons is None else flow.persons for flow in flows),
        via=via,
        categories=carried,
    )


def _named(names: Iterable[Sequence[str]], places: Mapping[str, int]) -> Adjacency:
    return rows([[places[name] for name in dict.fromkeys(several)] for several in names])


def _refusal(flows: Sequence[Flow], places: Mapping[str, int], categories: Mapping[str, int]) -> Invalid:
    """What to say of the first flow that names what is not there."""
    for flow in flows:
        for name in (flow.source, flow.target, *flow.via):
            if name not in places:
                return Invalid(
                    N_("The data flow %(flow)s names the asset %(id)s, which is not in the estate."),
                    flow=flow.id,
                    id=name,
                )
    flow, name = next((flow, name) for flow in flows for name in flow.categories if name not in categories)
    return Invalid(
        N_("The data flow %(flow)s names the category %(id)s, which is not in the estate."), flow=flow.id, id=name
    )


def check_flow_ids(flows: Sequence[Flow]) -> None:
    """Raise Invalid where an id is used twice."""
    seen: set[str] = set()
    for flow in flows:
        if flow.id in seen:
            raise Invalid(N_("The data flow id %(id)s is used twice."), id=flow.id)
        seen.add(flow.id)
