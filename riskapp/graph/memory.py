"""What the engine has found out already: an unchanged estate is not computed twice."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from riskapp.graph.fingerprint import fingerprint_of
from riskapp.graph.snapshot import Snapshot

Found = TypeVar("Found")


class Memory(Generic[Found]):
    """Keeps the `most` answers that were used last, each by the estate's fingerprint and the question."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, Hashable], Found] = OrderedDict()
        self._lock = Lock()

    def knows(self, snapshot: Snapshot, question: Hashable) -> bool:
        """Whether the answer is kept already."""
        return (fingerprint_of(snapshot), question) in self._kept

    def recall(self, snapshot: Snapshot, question: Hashable, find_out: Callable[[], Found]) -> Found:
        """The answer to `question`: that of an earlier call on an equal estate, else what `find_out` gives."""
        key = fingerprint_of(snapshot), question
        with self._lock:  # two requests that both miss would each take the time
            if key not in self._kept:
                self._kept[key] = find_out()
                if len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]
