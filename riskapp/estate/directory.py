"""Every asset by name, id and a few facts: read once for each state of the estate, kept in memory, searched there.

Searching and sorting here gives the same answer on every database, and in all letters: SQLite folds A to Z only.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from threading import Lock
from typing import Any

from sqlalchemy import select

from riskapp.database import db
from riskapp.estate.models import Asset
from riskapp.estate.snapshots import state_number
from riskapp.graph.vocabulary import Kind

# After Z come Æ, Ø, Å in a Norwegian list; Ä and Ö stand with Æ and Ø.
_ALPHABET = str.maketrans({"æ": "{a", "ä": "{a", "ø": "{b", "ö": "{b", "å": "{c"})
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """What a list shows of an asset. `number` is its row in the database, `key` the id that people use."""

    number: int
    key: str
    name: str
    kind: str
    owner: str
    supplier: str
    site: str
    lifecycle: str
    confidentiality: int | None
    integrity: int | None
    availability: int | None
    folded: str
    """Name and id in small letters, for searching."""
    order: str
    """What the name is sorted by."""


class Directory:
    """The lines of all assets, by name, and what is looked up in them."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(sorted(lines, key=_place))
        self.by_number: Mapping[int, Line] = {line.number: line for line in self.lines}
        self.by_key: Mapping[str, Line] = {line.key: line for line in self.lines}
        self._values: dict[str, list[str]] = {}

    @cached_property
    def by_name(self) -> Mapping[str, list[Line]]:
        """The lines of each name, in small letters."""
        named: defaultdict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            named[line.name.casefold()].append(line)
        return named

    def with_lines(self, changed: Iterable[Line]) -> "Directory":
        """The directory with new or other lines for some assets: far quicker than reading all."""
        others = {line.number: line for line in changed}
        # Sorting is quick where all but a few stand in order already.
        return Directory([*(line for line in self.lines if line.number not in others), *others.values()])

    def values(self, name: str) -> list[str]:
        """What assets have in the field `name`, as text, in order, worked out once; nothing is no value."""
        if name not in self._values:
            values = set(map(attrgetter(name), self.lines)) - {"", None}
            self._values[name] = sorted(map(str, values), key=order_of)
        return self._values[name]

    def site_name(self, text: str) -> str:
        """The name of the location that `text` is the id of, else `text` itself."""
        return self._linked(text, Kind.LOCATION)

    def supplier_name(self, text: str) -> str:
        """The name of the supplier that `text` is the id of, else `text` itself."""
        return self._linked(text, Kind.SUPPLIER)

    def _linked(self, text: str, kind: Kind) -> str:
        line = self.by_key.get(text) if text else None
        return line.name if line is not None and line.kind == kind else text


def _place(line: Line) -> tuple[str, str]:
    return line.order, line.key


_kept: dict[str, tuple[int, Directory]] = {}
_lock = Lock()


def directory() -> Directory:
    """The directory of the present state. Not for use inside an operation, whose state may never come to be."""
    number = state_number()
    database = str(db.engine.url)
    with _lock:  # two requests that both miss would each take the time
        kept = _kept.get(database)
        if kept is None or kept[0] > number:
            kept = (number, Directory(_lines(-1)))
        elif kept[0] < number:
            kept = (number, kept[1].with_lines(_lines(kept[0])))
        _kept[database] = kept
        return kept[1]


def order_of(text: str) -> str:
    """What `text` is sorted by: without regard to case, Norwegian letters last, Pump 9 before Pump 10."""
    folded = text.casefold().translate(_ALPHABET)
    return _DIGITS.sub(lambda digits: digits[0].zfill(9), folded)


def _lines(after: int) -> Iterable[Line]:
    """The lines of assets that were last changed after state `after`: assets are retired, never deleted."""
    columns: tuple[Any, ...] = (
        Asset.id,
        Asset.key,
        Asset.name,
        Asset.kind,
        Asset.owner,
        Asset.supplier,
        Asset.site,
        Asset.lifecycle,
        Asset.confidentiality,
        Asset.integrity,
        Asset.availability,
    )
    for row in db.session.execute(select(*columns).where(Asset.state > after)):
        values: list[Any] = [*row, f"{row.name}\n{row.key}".casefold(), order_of(row.name)]
        yield Line(*values)
