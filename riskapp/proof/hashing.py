"""How an event of the trail becomes bytes, and how many become one hash: the tree of RFC 6962."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]
"""An event as the checks see it: `HASHED` and `digest`; `values` and `salts`, each by the names of `COMMITTED`."""

HASHED = ("number", "event", "at", "actor", "action", "subject_kind", "commitments", "previous")
COMMITTED = ("actor_name", "subject_id", "subject_label", "before", "after")
"""What may hold personal data: a salted commitment of it is hashed, so that it can be erased and all still holds."""
NOTHING_BEFORE = "0" * 64
"""What stands as `previous` in the first event."""


def canonical(value: object) -> bytes:
    """The one way to write a value as bytes: JSON with sorted keys, without blanks, in ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def commitment(salt: str, value: object) -> str:
    """The SHA-256 of 16 random bytes (`salt`, hexadecimal) and the value: without the salt it tells nothing."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(value)).hexdigest()


def hashed_part(row: Row) -> bytes:
    """The bytes of an event that are chained and stand as a leaf in the tree."""
    return canonical({"trail": 1, **{name: row[name] for name in HASHED}})


def digest(row: Row) -> str:
    """The SHA-256 of that, which the next event names as its `previous`."""
    return hashlib.sha256(hashed_part(row)).hexdigest()


class Tree:
    """The roots of a growing list of leaves, from the roots of its complete subtrees alone (RFC 6962, section 2.1)."""

    def __init__(self, size: int = 0, peaks: Iterable[str] = ()) -> None:
        self.size = size
        self.peaks = [bytes.fromhex(peak) for peak in peaks]  # the largest subtree first

    def append(self, leaf: bytes) -> None:
        """Take one more leaf."""
        found, size = hashlib.sha256(b"\x00" + leaf).digest(), self.size
        while size & 1:
            found, size = hashlib.sha256(b"\x01" + self.peaks.pop() + found).digest(), size >> 1
        self.peaks.append(found)
        self.size += 1

    def root(self) -> bytes:
        """The hash of all leaves so far."""
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        found = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            found = hashlib.sha256(b"\x01" + peak + found).digest()
        return found
