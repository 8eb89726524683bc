"""Readiness: what every answer about a snapshot needs, made once, and left alone by the garbage collector."""

import gc
import weakref

from riskapp.explorer.directory import directory_of
from riskapp.graph.index import index_of
from riskapp.graph.snapshot import Snapshot

LARGE = 5_000
"""So many assets, flows and needs are worth a walk through all that the process holds."""

_ready: set[int] = set()


def prepare(snapshot: Snapshot) -> None:
    """Compile the snapshot at its first use; raises Invalid where the estate contradicts itself."""
    key = id(snapshot)
    if key in _ready:
        return
    index_of(snapshot)
    _ = directory_of(snapshot).assets
    if len(snapshot.assets) + len(snapshot.flows) + len(snapshot.dependencies) >= LARGE:
        _leave_alone()
    _ready.add(key)
    weakref.finalize(snapshot, _ready.discard, key)


def _leave_alone() -> None:
    # A whole trust is some half a million objects that hold no circles. Without this the collector walks over all of
    # them in the middle of answers, which takes a third of the time. Unfreezing first frees what an older state left.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
