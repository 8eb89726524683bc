"""All that the report on the estate tells, as one function of the snapshot, so that it can be computed anew."""

from collections.abc import Sequence
from typing import Any

from riskapp.errors import N_, Invalid
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat
from riskapp.issuing.estate.data import categories_told, flows_told, holdings_told
from riskapp.issuing.estate.holds import MOST, assets_told, completeness_told, counts, devices_told
from riskapp.issuing.estate.radius import radius_told
from riskapp.issuing.estate.suppliers import suppliers_told
from riskapp.issuing.estate.weak import points_told, ranking_told, worst_apart
from riskapp.issuing.hits import Hit

MOST_HITS = 60
A_DAY = 1440
USUAL = {Threat.AVAILABILITY: 20, Threat.INTEGRITY: 5, Threat.CONFIDENTIALITY: 5}
"""So many of the worst of each threat are told where nobody chose."""


def told(snapshot: Snapshot, hits: Sequence[Hit], state: int, at: str) -> dict[str, Any]:
    """What is told of the estate and of each hit; equal input gives equal rows. Raises Invalid as the engine does."""
    if len(hits) > MOST_HITS:
        raise Invalid(N_("A report tells at most %(most)s blast radiuses: choose fewer."), most=MOST_HITS)
    return {
        "counts": counts(snapshot),
        "completeness": completeness_told(snapshot),
        "assets": _first(assets_told(snapshot)),
        "devices": _first(devices_told(snapshot)),
        "categories": categories_told(snapshot),
        "holdings": _first(holdings_told(snapshot)),
        "flows": _first(flows_told(snapshot)),
        "ranking": ranking_told(snapshot),
        "points": points_told(snapshot),
        "suppliers": suppliers_told(snapshot),
        "hits": [radius_told(snapshot, one, state, at) for one in hits],
    }


def worst_hits(snapshot: Snapshot) -> tuple[Hit, ...]:
    """The worst of each threat, each alone; those that fail do so for a day."""
    return tuple(
        Hit((one.id,), threat, A_DAY if threat is Threat.AVAILABILITY else None)
        for threat, most in USUAL.items()
        for one, _ in worst_apart(snapshot, threat)[:most]
    )


def _first(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The first rows, and how many more a file of the report has."""
    return {"rows": rows[:MOST], "more": max(0, len(rows) - MOST)}
