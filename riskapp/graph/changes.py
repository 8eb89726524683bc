"""What if: changes of an estate, applied to a snapshot one after the other; all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskapp.errors import N_, Invalid
from riskapp.graph.draft import Draft, Key, Row, Table
from riskapp.graph.index import index_of
from riskapp.graph.snapshot import Dependency, Snapshot


@dataclass(frozen=True, slots=True)
class Added:
    """A new row, at the end of its table."""

    row: Row

    def make(self, draft: Draft) -> None:
        """Raises Invalid where a row with its key is there already, or it names what is not there."""
        draft.add(self.row)


@dataclass(frozen=True, slots=True)
class Removed:
    """A row goes; with an asset go its holdings, flows and dependencies, and its place among carriers."""

    table: Table
    key: Key

    def make(self, draft: Draft) -> None:
        """Raises Invalid where there is no such row, or the key fits several."""
        draft.remove(self.table, draft.found(self.table, self.key))


@dataclass(frozen=True, slots=True)
class Altered:
    """A row keeps its place and gets other values; those of a grouped dependency's group go to the whole group."""

    table: Table
    key: Key
    fields: Mapping[str, object]

    def make(self, draft: Draft) -> None:
        """Raises Invalid where there is no such row, the key fits several, or the new values cannot be."""
        draft.alter(self.table, draft.found(self.table, self.key), self.fields)


@dataclass(frozen=True, slots=True)
class GroupAltered:
    """All rows of a group get other values: needed, tolerance or strength."""

    dependent: str
    group: str
    fields: Mapping[str, object]

    def make(self, draft: Draft) -> None:
        """Raises Invalid where there is no such group, or the new values cannot be."""
        for key in draft.group(self.dependent, self.group):
            draft.alter(Table.DEPENDENCY, key, self.fields, alone=True)


@dataclass(frozen=True, slots=True)
class GroupRemoved:
    """A group goes with all its rows."""

    dependent: str
    group: str

    def make(self, draft: Draft) -> None:
        """Raises Invalid where there is no such group."""
        for key in draft.group(self.dependent, self.group):
            draft.remove(Table.DEPENDENCY, key)


@dataclass(frozen=True, slots=True)
class ToleranceLengthened:
    """A dependent learns to do without for longer: `key` names a dependency, or (dependent, group) a group."""

    key: Key
    group: str | None
    minutes: int

    def make(self, draft: Draft) -> None:
        """Raises Invalid where there is no such need, or it tolerates as much already."""
        keys = draft.group(str(self.key[0]), self.group) if self.group else [draft.found(Table.DEPENDENCY, self.key)]
        row = draft.dependency(keys[0])
        if self.minutes <= row.tolerance:
            raise Invalid(
                N_("%(id)s tolerates %(now)s minutes already. Name a longer time than that."),
                id=row.dependent,
                now=row.tolerance,
            )
        draft.alter(Table.DEPENDENCY, keys[0], {"tolerance": self.minutes})


@dataclass(frozen=True, slots=True)
class MadeRedundant:
    """A need gets alternatives: a dependency on its own becomes a group called `name`; a group gets more members.

    `needed` of them must be up afterwards; None keeps the number.
    """

    key: Key
    group: str | None
    alternatives: tuple[str, ...]
    name: str
    needed: int | None

    def make(self, draft: Draft) -> None:
        """Raises Invalid where there is no such need, or an alternative is in it already or not in the estate."""
        keys = draft.group(str(self.key[0]), self.group) if self.group else [draft.found(Table.DEPENDENCY, self.key)]
        first = draft.dependency(keys[0])
        if first.group is None:
            draft.alter(Table.DEPENDENCY, keys[0], {"group": self.name}, alone=True)
        for provider in self.alternatives:
            draft.add(
                Dependency(
                    first.dependent,
                    provider,
                    first.kind,
                    first.group or self.name,
                    first.needed,
                    first.tolerance,
                    first.strength,
                )
            )
        if self.needed is not None:
            for key in draft.group(first.dependent, first.group or self.name):
                draft.alter(Table.DEPENDENCY, key, {"needed": self.needed}, alone=True)


Change = Added | Removed | Altered | GroupAltered | GroupRemoved | ToleranceLengthened | MadeRedundant


def apply_changes(snapshot: Snapshot, changes: Sequence[Change]) -> Snapshot:
    """The estate after all changes, in their order; without any, the very same snapshot.

    A group that loses members to a removal needs no more than are left, as the specification says of members that
    take no part. Raises Invalid for the first change that cannot be made, with its number (from 1) and the reason.
    """
    if not changes:
        return snapshot
    draft = Draft(snapshot)
    for number, change in enumerate(changes, start=1):
        try:
            change.make(draft)
            draft.check()
        except Invalid as reason:
            raise refused(number, reason) from reason
    changed = draft.snapshot()
    index_of(changed)
    return changed


def refused(number: int, reason: Invalid) -> Invalid:
    """The refusal of change number `number`, counted from 1."""
    return Invalid(N_("Change %(number)s cannot be made. %(reason)s"), number=number, reason=reason)
