"""Readers: for each exposure on each of its grounds an asset under foreign control through which the data are read."""

from dataclasses import dataclass

import numpy as np

from riskapp.graph.confidentiality import Basis, Confidentiality, Exposure
from riskapp.graph.control import NEVER
from riskapp.graph.queries import queries_of
from riskapp.graph.snapshot import Flow


@dataclass(frozen=True, slots=True)
class Reading:
    """`by` is under foreign control and exposes the category at `holder`; of several, the first flow of the file does.

    `flow` is the one that is seen passing, or over which `by` begins to ask (None at rest).
    """

    holder: str
    category: str
    basis: Basis
    flow: str | None
    by: str


def readings(result: Confidentiality) -> list[Reading]:
    """One row for each exposure and basis, in the order of the exposures, bases alphabetically."""
    may_ask = any(Basis.BY_QUERY in exposure.bases for exposure in result.exposures)
    asked, rows = _asks(result) if may_ask else {}, {row.id: row for row in result.index.flows.rows}
    return [_reading(result, exposure, basis, asked, rows) for exposure in result.exposures for basis in exposure.bases]


def _reading(
    result: Confidentiality,
    exposure: Exposure,
    basis: Basis,
    asked: dict[tuple[str, str], Flow],
    rows: dict[str, Flow],
) -> Reading:
    holder, category = exposure.holder, exposure.category
    if basis is Basis.AT_REST:
        return Reading(holder, category, basis, None, holder)
    if basis is Basis.BY_QUERY:
        flow = asked[holder, category]
        return Reading(holder, category, basis, flow.id, flow.target)
    passing = (rows[name] for name in exposure.flows)
    flow, by = next((flow, key) for flow in passing for key in _watchers(flow, basis) if key in result.by_id)
    return Reading(holder, category, basis, flow.id, by)


def _watchers(flow: Flow, basis: Basis) -> tuple[str, ...]:
    """Who sees a flow pass on these grounds."""
    if basis is Basis.IN_TRANSIT:
        return flow.source, flow.target
    return () if flow.encrypted else flow.via


def _asks(result: Confidentiality) -> dict[tuple[str, str], Flow]:
    """For each exposed (holder, category) the first flow over which somebody under control asks for it."""
    index = result.index
    queries, flows, width = queries_of(index), index.flows, len(index.categories)
    found: dict[tuple[str, str], Flow] = {}
    for flow in np.flatnonzero(flows.query & (result.grip.steps != NEVER)[flows.target]).tolist():
        for category in flows.categories[flow].tolist():
            for key in queries.exposed(int(flows.source[flow]) * width + category):
                found.setdefault((index.ids[key // width], index.categories[key % width]), flows.rows[flow])
    return found
