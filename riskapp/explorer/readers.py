"""Readers: for each asset whose data are exposed, an asset under foreign control through which they are read."""

import numpy as np

from riskapp.explorer.directory import Directory
from riskapp.graph.confidentiality import Basis, Confidentiality, Exposure
from riskapp.graph.index import Index, index_of
from riskapp.graph.queries import queries_of
from riskapp.graph.snapshot import Flow, Snapshot


def readers(snapshot: Snapshot, directory: Directory, result: Confidentiality) -> dict[str, str]:
    """For each holder the first asset under control, by the order of exposures and flows, that exposes its data."""
    controlled = {one.id for one in result.controlled}
    found: dict[str, str] = {}
    asked: set[tuple[str, str]] = set()
    for exposure in result.exposures:
        if exposure.holder in found:
            continue
        reader = _sees(exposure, directory, controlled)
        if reader is not None:
            found[exposure.holder] = reader
        else:
            asked.add((exposure.holder, exposure.category))
    for holder, reader in _asks(index_of(snapshot), controlled, asked).items() if asked else ():
        found.setdefault(holder, reader)
    return found


def _sees(exposure: Exposure, directory: Directory, controlled: set[str]) -> str | None:
    """Who stores the data itself, or sees them pass; None where they can only be asked for."""
    if exposure.holder in controlled:
        return exposure.holder
    if exposure.bases == (Basis.BY_QUERY,):
        return None
    flow: Flow = directory.flows[exposure.flows[0]]
    return next(key for key in (flow.target, *flow.via) if key in controlled)


def _asks(index: Index, controlled: set[str], asked: set[tuple[str, str]]) -> dict[str, str]:
    """Who may ask for what, maybe by way of others that are asked."""
    queries, flows, width = queries_of(index), index.flows, len(index.categories)
    wanted = {index.number[holder] * width + index.categories.index(category) for holder, category in asked}
    found: dict[str, str] = {}
    for flow in np.flatnonzero(flows.query).tolist():
        row = flows.rows[flow]
        if row.target not in controlled:
            continue
        for category in flows.categories[flow].tolist():
            for key in queries.exposed(int(flows.source[flow]) * width + category):
                if key in wanted:
                    found.setdefault(index.ids[key // width], row.target)
    return found
