"""The worst of an estate: the ranking of each threat, computed once for each state of the estate and kept."""

from riskapp.graph.memory import Memory
from riskapp.graph.ranking import Ranked, rank
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat

SHOWN = 20

AT_ONCE = 120_000
"""Rows of an estate that are ranked within a second (measured: 65 000 rows take a quarter of one)."""

_KEPT = 12
"""The three rankings of the present state, and those of a few before it."""

_rankings: Memory[tuple[Ranked, ...]] = Memory(_KEPT)


def worst(snapshot: Snapshot, threat: Threat) -> tuple[Ranked, ...]:
    """The first SHOWN of the ranking that reach anything; the first call for a state of the estate computes it."""
    return _rankings.recall(
        snapshot, threat, lambda: tuple(one for one in rank(snapshot, threat)[:SHOWN] if _matters(one))
    )


def is_ready(snapshot: Snapshot, threat: Threat) -> bool:
    """Whether the ranking is kept already, or the estate is small enough to compute it within a second."""
    rows = len(snapshot.assets) + len(snapshot.flows) + len(snapshot.dependencies)
    return rows <= AT_ONCE or _rankings.knows(snapshot, threat)


def _matters(one: Ranked) -> bool:
    return bool(one.reached or one.processes or one.at_most or one.unknown)
