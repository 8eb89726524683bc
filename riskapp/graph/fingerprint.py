"""The fingerprint of an estate: equal rows in equal order give the same, anything else another."""

import hashlib
import json
from operator import attrgetter

from riskapp.graph.kept import Kept
from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot

_TABLES = (
    ("categories", Category),
    ("assets", Asset),
    ("holdings", Holding),
    ("flows", Flow),
    ("dependencies", Dependency),
)


def _hashed(snapshot: Snapshot) -> str:
    digest = hashlib.sha256()
    for table, row in _TABLES:
        fields = attrgetter(*row.__slots__)
        digest.update(json.dumps([fields(one) for one in getattr(snapshot, table)]).encode())
    return digest.hexdigest()


fingerprint_of = Kept(_hashed)
"""SHA-256, as 64 hexadecimal digits, of all rows; computed once for each snapshot object."""
