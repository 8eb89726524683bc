"""What differs between two parts of a slice: which node, flow or dependency, which field, before and after."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from riskapp.staleness.row_texts import WORDING, Table


class What(StrEnum):
    """What happened to a row of the slice."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


Place = tuple[Table, tuple[str, ...], What, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `key` is the row's: an id, or the ends of a dependency with its reason and number.

    Where the whole row came or went, `field` is empty and its fields are the one value that is there.
    """

    table: Table
    key: tuple[str, ...]
    what: What
    field: str = ""
    before: object = None
    after: object = None

    @property
    def place(self) -> Place:
        """Where it is and what it is: in one estate no two changes have the same."""
        return self.table, self.key, self.what, self.field

    @property
    def wording(self) -> bool:
        """Whether only the words changed, so that nothing that is worked out can differ."""
        return self.what is What.CHANGED and self.field in WORDING.get(self.table, ())


_Row = dict[str, object]


def compare(then: Iterable[str], now: Iterable[str]) -> tuple[Change, ...]:
    """What differs between two sets of row texts, by table and key; what came or went first."""
    before, after = set(then), set(now)
    gone, come = _read(before - after), _read(after - before)
    found = []
    for place in sorted(gone.keys() | come.keys()):
        was, is_ = gone.get(place), come.get(place)
        if was is None or is_ is None:
            found.append(Change(*place, What.ADDED if was is None else What.REMOVED, "", was, is_))
        else:
            found += _fields(place, was, is_)
    return tuple(sorted(found, key=lambda one: (one.wording, list(Table).index(one.table), one.key, one.field)))


def _read(texts: Iterable[str]) -> dict[tuple[Table, tuple[str, ...]], _Row]:
    rows = (json.loads(text) for text in texts)
    return {(Table(table), tuple(map(str, key))): fields for table, key, fields in rows}


def _fields(place: tuple[Table, tuple[str, ...]], was: _Row, is_: _Row) -> Iterable[Change]:
    # What an older release kept besides, or did not keep yet, was not compared by anybody.
    differing = [name for name in is_ if name in was and was[name] != is_[name]]
    for name in differing:
        # Another supplier has another name: that is told once.
        if name.removesuffix("_name") == name or name.removesuffix("_name") not in differing:
            yield Change(*place, What.CHANGED, name, was[name], is_[name])
