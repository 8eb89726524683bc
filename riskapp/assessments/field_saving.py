"""Saving a row field by field, whatever row it is: what a form carried is laid over what is stored, and told back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from riskapp.assessments.answers import clean
from riskapp.assessments.field_merge import Values, mark, marks, merge
from riskapp.errors import Conflict

UNKNOWN = ""
"""The mark of a field that nobody says was seen: it is that of no value."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form carried: the fields that it has, and what its writer had before the eyes.

    `names` are fields, or what stands before the dot of several (`aspects`); `marks` are those of `field_merge.marks`.
    Where they are not known, `row_version` says whether anybody else wrote at all.
    """

    names: Collection[str]
    row_version: int
    marks: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class FieldsSaved:
    """What became of the fields that were sent.

    `values` are the fields as this save left them: what is read later may be newer than what the writer is shown.
    `taken` are the fields that stand otherwise than they were sent and that the writer did not write in, `filled` those
    of them that a rule filled in and no person; `disputed` those that two people changed, {field: (theirs, mine)}:
    theirs stands until the writer chooses.
    """

    row_version: int
    values: Mapping[str, Any]
    taken: tuple[str, ...] = ()
    disputed: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    filled: tuple[str, ...] = ()

    def undisputed(self, told: str) -> int:
        """The new row version; raises Conflict with the sentence `told` where a field is in dispute."""
        if self.disputed:
            theirs = {name: both[0] for name, both in self.disputed.items()}
            mine = {name: both[1] for name, both in self.disputed.items()}
            raise Conflict(told, theirs={**theirs, "row_version": self.row_version}, mine=mine)
        return self.row_version


@dataclass(frozen=True, slots=True)
class Laid:
    """What is to be stored; `stored` is what stood there, `mine` the fields that were sent."""

    stored: Values
    mine: Values
    values: dict[str, Any]
    taken: tuple[str, ...]
    contested: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Whether anything of it is new."""
        return any(mark(value) != mark(self.stored.get(name)) for name, value in self.values.items())

    def saved(self, row_version: int, values: Values) -> FieldsSaved:
        """What to tell the writer: the row as it stands after the write, and what a rule filled in."""
        empty = mark(None)
        blank = (name for name in self.mine if mark(self.mine[name]) == empty != mark(values.get(name)))
        filled = tuple(name for name in blank if name not in (*self.contested, *self.taken))
        taken = (*self.taken, *filled)
        disputed = {name: (self.stored.get(name), self.mine[name]) for name in self.contested}
        return FieldsSaved(row_version, values, taken, disputed, filled)


def lay(stored: Values, written: Values, sent: Sent, row_version: int) -> Laid:
    """Lay the fields of `written` that were sent over what is stored, whose row has the version `row_version`.

    Raises Invalid with the field whose text cannot be stored.
    """
    mine = {name: _cleaned(name, value) for name, value in written.items() if _is_of(name, sent.names)}
    mine |= {name: None for name in stored if _is_of(name, sent.names) and name not in mine}
    seen = sent.marks
    if seen is None:
        seen = marks(stored) if sent.row_version == row_version else dict.fromkeys(mine, UNKNOWN)
    found = merge(stored, mine, seen)
    values = {name: value for name, value in found.values.items() if value is not None or name in stored}
    return Laid(stored, mine, values, found.taken, found.disputed)


def _cleaned(name: str, value: Any) -> Any:
    return clean(value, name).strip() if isinstance(value, str) else value


def _is_of(name: str, names: Collection[str]) -> bool:
    return name in names or name.partition(".")[0] in names
