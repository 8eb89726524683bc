"""What if: changes of an estate, applied to a snapshot one after the other; all of them or none."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from riskapp.errors import N_, Invalid
from riskapp.graph.draft import Draft, Named, Table, told
from riskapp.graph.draft_rows import Key, Row
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
    named: Named

    def make(self, draft: Draft) -> None:
        """Raises Invalid where there is no such row, or several are."""
        draft.remove(self.table, draft.found(self.table, self.named))


@dataclass(frozen=True, slots=True)
class Altered:
    """A row keeps its place and gets other values; those of a grouped dependency's group go to the whole group."""

    table: Table
    named: Named
    fields: Mapping[str, object]

    def make(self, draft: Draft) -> None:
        """Raises Invalid where there is no such row, several are, or the new values cannot be or are the old ones."""
        key = draft.found(self.table, self.named)
        if not draft.alter(self.table, key, self.fields):
            raise self._needless(key)

    def _needless(self, key: Key) -> Invalid:
        if self.table is Table.FLOW and self.fields == {"encrypted": True}:
            return Invalid(N_("It changes nothing: the data flow %(id)s is encrypted already."), id=key[0])
        if self.table is Table.FLOW and self.fields == {"validated": True}:
            return Invalid(N_("It changes nothing: the data flow %(id)s is validated already."), id=key[0])
        return Invalid(N_("It changes nothing: %(key)s has these values already."), key=told(key))


@dataclass(frozen=True, slots=True)
class GroupAltered:
    """All rows of a group get other values: needed, tolerance or strength."""

    group: Named
    fields: Mapping[str, object]

    def make(self, draft: Draft) -> None:
        """Raises Invalid where there is no such group, or the new values cannot be or are the old ones."""
        altered = [draft.alter(Table.DEPENDENCY, key, self.fields, alone=True) for key in draft.members(self.group)]
        if not any(altered):
            raise Invalid(
                N_("It changes nothing: the group %(group)s of %(id)s has these values already."),
                group=self.group["group"],
                id=self.group["dependent"],
            )


@dataclass(frozen=True, slots=True)
class GroupAdded:
    """A new group: its rows, one a member, which bear its name and agree on what belongs to the group."""

    rows: tuple[Dependency, ...]

    def make(self, draft: Draft) -> None:
        """Raises Invalid where the dependent has such a group already, or a row names what is not there."""
        first = self.rows[0]
        if first.group is not None and draft.has_group(first.dependent, first.group):
            raise Invalid(
                N_("%(id)s has a group called %(group)s already. Change it, or make it redundant with more members."),
                id=first.dependent,
                group=first.group,
            )
        for row in self.rows:
            draft.add(row)


@dataclass(frozen=True, slots=True)
class GroupRemoved:
    """A group goes with all its rows."""

    group: Named

    def make(self, draft: Draft) -> None:
        """Raises Invalid where there is no such group."""
        draft.remove_group(draft.members(self.group))


@dataclass(frozen=True, slots=True)
class ToleranceLengthened:
    """A dependent learns to do without for longer: `need` names a dependency or a group."""

    need: Named
    minutes: int

    def make(self, draft: Draft) -> None:
        """Raises Invalid where there is no such need, or it tolerates as much already."""
        key = draft.members(self.need)[0]
        row = draft.dependency(key)
        if self.minutes <= row.tolerance:
            raise Invalid(
                N_("%(id)s tolerates %(now)s minutes already. Name a longer time than that."),
                id=row.dependent,
                now=row.tolerance,
            )
        draft.alter(Table.DEPENDENCY, key, {"tolerance": self.minutes})


@dataclass(frozen=True, slots=True)
class MadeRedundant:
    """A need gets alternatives: a dependency on its own becomes a group called `name`; a group gets more members.

    Without a `name` it is called after its provider. `needed` of them must be up afterwards; None keeps the number.
    """

    need: Named
    alternatives: tuple[str, ...]
    name: str | None
    needed: int | None

    def make(self, draft: Draft) -> None:
        """Raises Invalid where there is no such need, or an alternative is in it already or not in the estate.

        Also for a name that cannot be given, because another group has it or the need is in a group already.
        """
        key = draft.members(self.need)[0]
        first = draft.dependency(key)
        name = self._name(draft, first)
        if first.group is None:
            draft.alter(Table.DEPENDENCY, key, {"group": name}, alone=True)
        for provider in self.alternatives:
            draft.add(replace(first, provider=provider, group=name))
        if self.needed is not None:
            for member in draft.members({"dependent": first.dependent, "group": name}):
                draft.alter(Table.DEPENDENCY, member, {"needed": self.needed}, alone=True)

    def _name(self, draft: Draft, first: Dependency) -> str:
        if first.group is not None:
            if self.name not in (None, first.group):
                raise Invalid(
                    N_('It is in the group %(group)s already, which keeps its name. Leave "name" out.'),
                    group=first.group,
                )
            return first.group
        name = self.name or f"{first.provider} +"
        if draft.has_group(first.dependent, name):
            raise Invalid(
                N_('%(id)s has another group called %(group)s. Give this one a "name" of its own.'),
                id=first.dependent,
                group=name,
            )
        return name


Change = Added | Removed | Altered | GroupAdded | GroupAltered | GroupRemoved | ToleranceLengthened | MadeRedundant


def apply_changes(snapshot: Snapshot, changes: Sequence[Change]) -> Snapshot:
    """The estate after all changes, in their order; without any, the very same snapshot.

    A group that loses members to a removal needs no more than are left, as the specification says of members that
    take no part. One that grows by several added dependencies, with nothing but additions between, is asked for its
    `needed` after the last of them. Raises Invalid for the first change that cannot be made, with its number (from 1)
    and the reason.
    """
    if not changes:
        return snapshot
    draft, unfinished = Draft(snapshot), _unfinished(changes)
    for number, change in enumerate(changes, start=1):
        try:
            change.make(draft)
            draft.check(growing=number in unfinished)
        except Invalid as reason:
            raise refused(number, reason) from reason
    changed = draft.snapshot()
    index_of(changed)
    return changed


def _unfinished(changes: Sequence[Change]) -> Collection[int]:
    """The numbers of the added dependencies whose group gets another one before anything else than additions."""
    found: set[int] = set()
    grown: set[tuple[str, str]] = set()
    for number in range(len(changes), 0, -1):
        change = changes[number - 1]
        if not isinstance(change, Added | GroupAdded):
            # It may count members, such as a removal does, so it must meet whole groups only.
            grown.clear()
        elif isinstance(change, Added) and isinstance(change.row, Dependency) and change.row.group is not None:
            group = change.row.dependent, change.row.group
            if group in grown:
                found.add(number)
            grown.add(group)
    return found


def refused(number: int, reason: Invalid) -> Invalid:
    """The refusal of change number `number`, counted from 1."""
    return Invalid(N_("Change %(number)s cannot be made. %(reason)s"), number=number, reason=reason)
