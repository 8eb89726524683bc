"""The check itself: a walk through the trail in order of its numbers, held to every checkpoint on the way."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from riskapp.proof.ed25519 import signature_holds
from riskapp.proof.hashing import COMMITTED, NOTHING_BEFORE, Row, Tree, commitment, digest, hashed_part
from riskapp.proof.notes import Checkpoint, key_id

ERASED = "trail.erased"
"""The action that names what was erased: [[number, field], ...] under `erased`."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit, as a key of `telling.SENTENCES` with its values."""

    kind: str
    values: dict[str, object]


@dataclass(slots=True)
class Found:
    """What was found: the trail holds where `faults` is empty.

    `erased` counts values that were erased and told of; `sure` and `sure_kept` are the newest checkpoints that the
    trail agrees with: of those in the database, and of those that were kept elsewhere; `agreed` are all such. How many
    of these have a time stamp is `stamps`, how many of those nobody could read `unread`; `vouched` and `first_vouched`
    are the newest and the oldest that hold, by `size`, `at` and `service`. `remarks` are told besides, and nothing is
    bent by them.
    """

    faults: list[Fault] = field(default_factory=list)
    size: int = 0
    root: str = ""
    erased: int = 0
    sure: Checkpoint | None = None
    sure_kept: Checkpoint | None = None
    agreed: list[Checkpoint] = field(default_factory=list)
    stamps: int = 0
    unread: int = 0
    vouched: dict[str, object] | None = None
    first_vouched: dict[str, object] | None = None
    remarks: list[Fault] = field(default_factory=list)


def walk(
    rows: Iterable[Row],
    checkpoints: Iterable[Checkpoint],
    key: bytes,
    holds: Callable[[bytes, bytes, bytes], bool] = signature_holds,
) -> Found:
    """All that does not fit in the trail `rows`, whose public key (32 bytes) is `key`.

    Finds an edit, a deletion, another order, a trail that is shorter than a checkpoint says or was written anew: all
    of it up to the newest checkpoint, and what was not chained anew after that.
    """
    seen = _Walk(Found(), Tree(), key, holds, sorted(checkpoints, key=lambda one: one.size))
    seen.hold_to_checkpoints()
    for row in rows:
        if row["number"] != seen.tree.size + 1:
            seen.blame("missing", number=seen.tree.size + 1, found=row["number"])
            seen.due = []
            break
        seen.take(row)
    seen.end()
    return seen.found


@dataclass(slots=True)
class _Walk:
    found: Found
    tree: Tree
    key: bytes
    holds: Callable[[bytes, bytes, bytes], bool]
    due: Sequence[Checkpoint]
    previous: str = NOTHING_BEFORE
    gone: set[tuple[int, str]] = field(default_factory=set)
    told: set[tuple[int, str]] = field(default_factory=set)

    def blame(self, kind: str, **values: object) -> None:
        self.found.faults.append(Fault(kind, values))

    def take(self, row: Row) -> None:
        if row["previous"] != self.previous:
            self.blame("order", number=row["number"])
        self.previous = digest(row)
        if row["digest"] != self.previous:
            self.blame("changed", number=row["number"])
        for name in self._changed(row):
            self.blame("value", number=row["number"], name=name)
        if row["action"] == ERASED:
            self.told |= {(number, name) for number, name in (row["values"]["after"] or {}).get("erased", ())}
        self.tree.append(hashed_part(row))
        self.hold_to_checkpoints()

    def _changed(self, row: Row) -> Iterator[str]:
        """The names of values that are not what they were; what was erased is noted."""
        for name in COMMITTED:
            value, salt = row["values"][name], row["salts"].get(name)
            if salt is None and value in (None, ""):
                self.gone.add((row["number"], name))
            elif salt is None or commitment(salt, value) != row["commitments"].get(name):
                yield name

    def hold_to_checkpoints(self) -> None:
        while self.due and self.due[0].size <= self.tree.size:
            one, self.due = self.due[0], self.due[1:]
            if one.key != key_id(one.origin, self.key) or not self.holds(self.key, one.signature, one.signed):
                self.blame("foreign", at=one.at)
            elif one.root != self.tree.root():
                self.blame("rewritten", at=one.at, size=one.size)
            else:
                self.found.agreed.append(one)
                if one.kept:
                    self.found.sure_kept = one
                else:
                    self.found.sure = one

    def end(self) -> None:
        for one in self.due:
            self.blame("shorter", size=self.tree.size, at=one.at, said=one.size)
        for number, name in sorted(self.gone - self.told):
            self.blame("erased", number=number, name=name)
        if not self.tree.size:
            self.blame("empty")
        self.found.size, self.found.root, self.found.erased = self.tree.size, self.tree.root().hex(), len(self.gone)
