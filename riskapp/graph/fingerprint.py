"""The fingerprint of an estate: equal rows in equal order give the same, anything else another."""

import hashlib
import json
import weakref
from operator import attrgetter

from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot

_TABLES = (
    ("categories", Category),
    ("assets", Asset),
    ("holdings", Holding),
    ("flows", Flow),
    ("dependencies", Dependency),
)

_known: dict[int, tuple[weakref.ref[Snapshot], str]] = {}


def fingerprint_of(snapshot: Snapshot) -> str:
    """SHA-256, as 64 hexadecimal digits, of all rows; computed once for each snapshot object."""
    # Keyed by identity: comparing two snapshots of a whole trust row by row costs more than hashing one.
    key = id(snapshot)
    entry = _known.get(key)
    if entry is not None and entry[0]() is snapshot:
        return entry[1]
    digest = hashlib.sha256()
    for table, row in _TABLES:
        fields = attrgetter(*row.__slots__)
        digest.update(json.dumps([fields(one) for one in getattr(snapshot, table)]).encode())
    found = digest.hexdigest()
    _known[key] = (weakref.ref(snapshot, lambda _: _known.pop(key, None)), found)
    return found
