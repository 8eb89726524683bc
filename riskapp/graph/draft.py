"""A snapshot under change: its rows by their keys, and the rules that hold after every change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import cast

from riskapp.errors import N_, Invalid
from riskapp.graph.groups import compile_groups
from riskapp.graph.snapshot import Asset, Dependency, Flow, Holding, Snapshot

Row = Asset | Holding | Flow | Dependency
Key = tuple[str | None, ...]


class Table(StrEnum):
    """The tables whose rows may change."""

    ASSET = "asset"
    HOLDING = "holding"
    FLOW = "flow"
    DEPENDENCY = "dependency"


_SHARED = ("needed", "tolerance", "strength")


def table_of(row: Row) -> Table:
    """The table that a row belongs to."""
    return Table(type(row).__name__.casefold())


def key_of(row: Row) -> Key:
    """By what a row is known: its id, or what it joins together."""
    if isinstance(row, Holding):
        return row.asset, row.category
    if isinstance(row, Dependency):
        return row.dependent, row.provider, row.kind, row.group
    return (row.id,)


class Draft:
    """Rows keep their place; new ones come last."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._categories = {category.id: category for category in snapshot.categories}
        rows: tuple[Sequence[Row], ...] = (snapshot.assets, snapshot.holdings, snapshot.flows, snapshot.dependencies)
        self._rows: dict[Table, dict[Key, Row]] = {
            table: {key_of(row): row for row in part} for table, part in zip(Table, rows, strict=True)
        }
        for part, kept in zip(rows, self._rows.values(), strict=True):
            if len(part) != len(kept):
                raise Invalid(N_("The estate holds the same row twice. Remove one of them before you change anything."))
        self._needs: dict[str, list[Key]] = {}
        for row in snapshot.dependencies:
            self._needs.setdefault(row.dependent, []).append(key_of(row))
        self._touched: set[str] = set()

    def snapshot(self) -> Snapshot:
        """The estate as it is now."""
        return Snapshot(
            tuple(self._categories.values()),
            *(tuple(rows.values()) for rows in self._rows.values()),  # type: ignore[arg-type]  # a table, its rows
        )

    def dependency(self, key: Key) -> Dependency:
        """The dependency of a whole key."""
        return cast(Dependency, self._rows[Table.DEPENDENCY][key])

    def found(self, table: Table, key: Key) -> Key:
        """The whole key of the one row that `key` names: of a dependency (dependent, provider), maybe kind and group.

        Raises Invalid where there is none, or where there are several.
        """
        if table is not Table.DEPENDENCY:
            if key not in self._rows[table]:
                raise Invalid(_MISSING[table], **dict(zip(("id", "category"), key, strict=False)))
            return key
        dependent, provider, kind, group = (*key, None, None)[:4]
        fitting = [
            row
            for row in self._needs.get(str(dependent), [])
            if row[1] == provider and (kind is None or row[2] == kind) and (group is None or row[3] == group)
        ]
        if not fitting:
            raise Invalid(N_("%(id)s has no such dependency on %(provider)s."), id=dependent, provider=provider)
        if len(fitting) > 1:
            raise Invalid(
                N_("%(id)s depends on %(provider)s in several ways. Name the kind, and the group where there is one."),
                id=dependent,
                provider=provider,
            )
        return fitting[0]

    def group(self, dependent: str, group: str | None) -> list[Key]:
        """The keys of a group's rows. Raises Invalid where there is no such group."""
        keys = [key for key in self._needs.get(dependent, []) if key[3] == group]
        if not keys:
            raise Invalid(N_("%(id)s has no group called %(group)s."), id=dependent, group=group)
        return keys

    def add(self, row: Row) -> None:
        """Put a row last. Raises Invalid where its key is there already, or it names what is not there."""
        table, key = table_of(row), key_of(row)
        if key in self._rows[table]:
            raise Invalid(N_("It is there already: %(key)s. Change it instead."), key=_told(key))
        self._check_names(row)
        self._rows[table][key] = row
        if isinstance(row, Dependency):
            self._needs.setdefault(row.dependent, []).append(key)
            self._touched.add(row.dependent)

    def alter(self, table: Table, key: Key, fields: Mapping[str, object], alone: bool = False) -> None:
        """Give a row other values; unless `alone`, the rest of its group gets those that belong to the group."""
        row = self._rows[table][key]
        new = replace(row, **fields)  # type: ignore[arg-type]  # the reader of changes has typed the values
        if key_of(new) != key and key_of(new) in self._rows[table]:
            raise Invalid(N_("It is there already: %(key)s. Change it instead."), key=_told(key_of(new)))
        self._check_names(new)
        self._put(table, key, new)
        if isinstance(new, Dependency) and new.group is not None and not alone:
            shared = {name: value for name, value in fields.items() if name in _SHARED}
            for other in self.group(new.dependent, new.group) if shared else ():
                self._put(table, other, replace(self.dependency(other), **shared))  # type: ignore[arg-type]

    def _put(self, table: Table, key: Key, new: Row) -> None:
        """Put `new` where `key` stands."""
        if key_of(new) == key:
            self._rows[table][key] = new
        else:
            self._rows[table] = {
                key_of(new) if one == key else one: new if one == key else row for one, row in self._rows[table].items()
            }
        if isinstance(new, Dependency):
            needs = self._needs[str(key[0])]
            needs[needs.index(key)] = key_of(new)
            self._touched.add(new.dependent)

    def remove(self, table: Table, key: Key) -> None:
        """Take a row out, and with an asset all that hangs on it."""
        if table is Table.ASSET:
            self._clear(str(key[0]))
        row = self._rows[table].pop(key)
        if isinstance(row, Dependency):
            self._needs[row.dependent].remove(key)
            self._lower_needed(row)

    def _clear(self, asset: str) -> None:
        for row in [*self._rows[Table.HOLDING].values(), *self._rows[Table.DEPENDENCY].values()]:
            if asset in (key_of(row)[:2] if isinstance(row, Dependency) else key_of(row)[:1]):
                self.remove(table_of(row), key_of(row))
        for key, row in list(self._rows[Table.FLOW].items()):
            flow = cast(Flow, row)
            if asset in (flow.source, flow.target):
                self.remove(Table.FLOW, key)
            elif asset in flow.via:
                self._rows[Table.FLOW][key] = replace(flow, via=tuple(one for one in flow.via if one != asset))

    def _lower_needed(self, gone: Dependency) -> None:
        """A group that lost a member needs no more than are left."""
        if gone.group is None:
            return
        left = [key for key in self._needs[gone.dependent] if key[3] == gone.group]
        for key in left:
            row = self.dependency(key)
            self._rows[Table.DEPENDENCY][key] = replace(row, needed=min(row.needed, len(left)))

    def _check_names(self, row: Row) -> None:
        """Raise Invalid where a row names an asset or a category that is not there."""
        assets, categories = _names(row)
        for name in assets:
            if (name,) not in self._rows[Table.ASSET]:
                raise Invalid(N_("No asset has the id %(id)s."), id=name)
        for name in categories:
            if name not in self._categories:
                raise Invalid(N_("No data category has the id %(id)s."), id=name)

    def check(self) -> None:
        """Raise Invalid where a group of a dependent that was touched contradicts itself, or an asset needs itself."""
        for dependent in sorted(self._touched):
            rows = [self.dependency(key) for key in self._needs[dependent]]
            for row in rows:
                if row.provider == dependent:
                    raise Invalid(N_("%(id)s depends on itself. Remove that dependency."), id=dependent)
            compile_groups(rows, {dependent: 0})
        self._touched.clear()


_MISSING = {
    Table.ASSET: N_("No asset has the id %(id)s."),
    Table.FLOW: N_("No data flow has the id %(id)s."),
    Table.HOLDING: N_("%(id)s holds no %(category)s."),
}


def _names(row: Row) -> tuple[Sequence[str], Sequence[str]]:
    """The assets and the categories that a row names."""
    if isinstance(row, Holding):
        return (row.asset,), (row.category,)
    if isinstance(row, Flow):
        return (row.source, row.target, *row.via), row.categories
    return ((row.dependent, row.provider) if isinstance(row, Dependency) else ()), ()


def _told(key: Key) -> str:
    return ", ".join(part for part in key if part is not None)
