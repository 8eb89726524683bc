"""The worst of an estate: the ranking of each threat, computed once for each state of the estate and kept."""

import weakref
from threading import Lock

from riskapp.graph.ranking import Ranked, rank
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat

SHOWN = 20

AT_ONCE = 120_000
"""Rows of an estate that are ranked within a second (measured: 65 000 rows take half of one)."""

_kept: dict[int, tuple[weakref.ref[Snapshot], dict[Threat, tuple[Ranked, ...]]]] = {}
_lock = Lock()


def worst(snapshot: Snapshot, threat: Threat) -> tuple[Ranked, ...]:
    """The first SHOWN of the ranking that reach anything; the first call for a state of the estate computes it."""
    with _lock:  # two requests that both miss would each take the time
        kept = _rankings(snapshot)
        if threat not in kept:
            kept[threat] = tuple(one for one in rank(snapshot, threat)[:SHOWN] if _matters(one))
        return kept[threat]


def is_ready(snapshot: Snapshot, threat: Threat) -> bool:
    """Whether the ranking is kept already, or the estate is small enough to compute it within a second."""
    rows = len(snapshot.assets) + len(snapshot.flows) + len(snapshot.dependencies)
    return rows <= AT_ONCE or threat in _rankings(snapshot)


def _matters(one: Ranked) -> bool:
    return bool(one.reached or one.processes or one.at_most or one.unknown)


def _rankings(snapshot: Snapshot) -> dict[Threat, tuple[Ranked, ...]]:
    key = id(snapshot)
    entry = _kept.get(key)
    if entry is None or entry[0]() is not snapshot:
        entry = (weakref.ref(snapshot, lambda _: _kept.pop(key, None)), {})
        _kept[key] = entry
    return entry[1]
