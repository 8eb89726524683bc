"""What is made of a snapshot once, and kept for as long as the snapshot lives."""

import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

from riskapp.graph.snapshot import Snapshot

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """Calls `make` at the first use of a snapshot, and remembers what it gave for this very snapshot."""

    def __init__(self, make: Callable[[Snapshot], Made]) -> None:
        self._make = make
        self._entries: dict[int, tuple[weakref.ref[Snapshot], Made]] = {}

    def __call__(self, snapshot: Snapshot) -> Made:
        """What was made of this snapshot; raises what making it raises."""
        # By identity: comparing two snapshots of a whole trust row by row costs more than making most things anew.
        entry = self._entries.get(id(snapshot))
        if entry is not None and entry[0]() is snapshot:
            return entry[1]
        made = self._make(snapshot)
        self.keep(snapshot, made)
        return made

    def __len__(self) -> int:
        return len(self._entries)

    def keep(self, snapshot: Snapshot, made: Made) -> None:
        """Remember what was made of the snapshot in another way."""
        key, entries = id(snapshot), self._entries
        entries[key] = (weakref.ref(snapshot, lambda _: entries.pop(key, None)), made)
