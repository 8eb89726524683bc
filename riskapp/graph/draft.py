"""A snapshot under change: its rows by their keys, and the rules that hold after every change."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import cast

from riskapp.errors import N_, Invalid
from riskapp.graph.changed_columns import changed_columns
from riskapp.graph.columns import columns_of
from riskapp.graph.draft_rows import DraftNeeds, DraftRows, Key, Row, assets_of, key_of
from riskapp.graph.group_refusals import TooFewMembers, check_groups
from riskapp.graph.places import places_of
from riskapp.graph.snapshot import Dependency, Flow, Holding, Snapshot

Named = Mapping[str, str | None]
"""The columns of a key and what they hold. Of a dependency, kind and group may be left out, and group None is a row
without a group; where the provider is left out, a group is named."""


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


class Draft:
    """Rows keep their place; new ones come last."""

    def __init__(self, snapshot: Snapshot) -> None:
        places = places_of(snapshot)
        if places.needs_twice:
            raise Invalid(N_("The estate holds the same row twice. Remove one of them before you change anything."))
        self._before = snapshot
        self._categories = {category.id for category in snapshot.categories}
        self._needs = DraftNeeds(snapshot.dependencies, places)
        self._rows: dict[Table, DraftRows] = {
            Table.ASSET: DraftRows(snapshot.assets, lambda key: places.asset(key[0]), lambda _: ()),
            Table.HOLDING: DraftRows(snapshot.holdings, lambda key: places.holding(*key), places.holdings_of),
            Table.FLOW: DraftRows(snapshot.flows, lambda key: places.flow(key[0]), places.flows_naming),
            Table.DEPENDENCY: self._needs,
        }
        self._touched: dict[tuple[str, str | None], None] = {}

    def snapshot(self) -> Snapshot:
        """The estate as it is now, with its columns made of those before at the price of what changed."""
        tables = [self._rows[table] for table in Table]
        after = Snapshot(self._before.categories, *(rows.all() for rows in tables))  # type: ignore[arg-type]  # by table
        columns_of.keep(after, changed_columns(columns_of(self._before), after, [rows.changed for rows in tables]))
        return after

    def dependency(self, key: Key) -> Dependency:
        """The dependency of a whole key."""
        return cast(Dependency, self._needs[key])

    def found(self, table: Table, named: Named) -> Key:
        """The whole key of the one row that is named.

        Raises Invalid where there is none, or where there are several, with what tells them apart.
        """
        if table is Table.DEPENDENCY:
            return self._need(named)
        key = tuple(named.values())
        if key not in self._rows[table]:
            raise Invalid(_MISSING[table], **dict(zip(("id", "category"), key, strict=False)))
        return key

    def _need(self, named: Named) -> Key:
        dependent, provider = named["dependent"], named["provider"]
        fitting = [
            key
            for key in self._needs.between(dependent, provider)
            if named.get("kind") in (None, key[2]) and ("group" not in named or named["group"] == key[3])
        ]
        if not fitting:
            raise Invalid(N_("%(id)s has no such dependency on %(provider)s."), id=dependent, provider=provider)
        if len(fitting) > 1:
            raise Invalid(
                N_("%(id)s depends on %(provider)s in several ways. Add what names the one you mean: %(choices)s."),
                id=dependent,
                provider=provider,
                choices=", ".join(json.dumps({"kind": key[2], "group": key[3]}, ensure_ascii=False) for key in fitting),
            )
        return fitting[0]

    def members(self, named: Named) -> list[Key]:
        """The keys of the rows of the need that is named: one dependency, or all of a group. Raises Invalid."""
        if "provider" in named:
            return [self._need(named)]
        keys = self._needs.group(named["dependent"], named["group"])
        if not keys:
            raise Invalid(N_("%(id)s has no group called %(group)s."), id=named["dependent"], group=named["group"])
        return keys

    def has_group(self, dependent: str, group: str) -> bool:
        """Whether the dependent has a group of that name."""
        return bool(self._needs.group(dependent, group))

    def add(self, row: Row) -> None:
        """Put a row last. Raises Invalid where its key is there already, or it names what is not there."""
        table, key = table_of(row), key_of(row)
        if key in self._rows[table]:
            raise Invalid(N_("It is there already: %(key)s. Change it instead."), key=told(key))
        self._check_names(row)
        self._rows[table].add(row)
        self._touch(row)

    def alter(self, table: Table, key: Key, fields: Mapping[str, object], alone: bool = False) -> bool:
        """Give a row other values; unless `alone`, the rest of its group gets those that belong to the group.

        Returns whether any row is another one than before.
        """
        new = replace(self._rows[table][key], **fields)  # type: ignore[arg-type]  # the reader has typed the values
        if key_of(new) != key and key_of(new) in self._rows[table]:
            raise Invalid(N_("It is there already: %(key)s. Change it instead."), key=told(key_of(new)))
        self._check_names(new)
        changed = self._put(table, key, new)
        if isinstance(new, Dependency) and new.group is not None and not alone:
            shared = {name: value for name, value in fields.items() if name in _SHARED}
            for other in self._needs.group(new.dependent, new.group) if shared else ():
                changed |= self._put(table, other, replace(self.dependency(other), **shared))  # type: ignore[arg-type]
        return changed

    def _put(self, table: Table, key: Key, new: Row) -> bool:
        """Put `new` where `key` stands; False where it says nothing new."""
        self._touch(new)
        return self._rows[table].put(key, new)

    def _touch(self, row: Row) -> None:
        if isinstance(row, Dependency):
            self._touched[row.dependent, row.group] = None

    def remove(self, table: Table, key: Key) -> None:
        """Take a row out, and with an asset all that hangs on it; its group then needs no more than are left."""
        if table is Table.ASSET:
            self._clear(str(key[0]))
        row = self._rows[table].remove(key)
        if isinstance(row, Dependency):
            self._lower_needed(row)

    def remove_group(self, keys: Sequence[Key]) -> None:
        """Take all rows of a group out."""
        for key in keys:
            self._needs.remove(key)

    def _clear(self, asset: str) -> None:
        for key in self._rows[Table.HOLDING].naming(asset):
            self.remove(Table.HOLDING, key)
        for key in self._needs.naming(asset):
            # What the asset itself needs goes whole, so that none of its groups is left to need fewer.
            gone = cast(Dependency, self._needs.remove(key))
            if gone.dependent != asset:
                self._lower_needed(gone)
        for key in self._rows[Table.FLOW].naming(asset):
            flow = cast(Flow, self._rows[Table.FLOW][key])
            if asset in (flow.source, flow.target):
                self.remove(Table.FLOW, key)
            else:
                self._put(Table.FLOW, key, replace(flow, via=tuple(one for one in flow.via if one != asset)))

    def _lower_needed(self, gone: Dependency) -> None:
        """A group that lost a member needs no more than are left; one that needs 1 of them is content with any."""
        if gone.group is None or gone.needed == 1:
            return
        left = self._needs.group(gone.dependent, gone.group)
        if gone.needed > len(left):
            for key in left:
                self._needs.put(key, replace(self.dependency(key), needed=len(left)))

    def _check_names(self, row: Row) -> None:
        """Raise Invalid where a row names an asset or a category that is not there."""
        for name in assets_of(row):
            if (name,) not in self._rows[Table.ASSET]:
                raise Invalid(N_("No asset has the id %(id)s."), id=name)
        for name in _categories_of(row):
            if name not in self._categories:
                raise Invalid(N_("No data category has the id %(id)s."), id=name)

    def check(self, growing: bool = False) -> None:
        """Raise Invalid where a group that was touched contradicts itself, or an asset needs itself.

        Of a `growing` group the members are not counted yet, because more of them follow.
        """
        for dependent, group in self._touched:
            rows = [self.dependency(key) for key in self._needs.group(dependent, group)]
            try:
                check_groups(rows, lambda _: True)
            except TooFewMembers:
                if not growing:
                    raise
        self._touched.clear()


_MISSING = {
    Table.ASSET: N_("No asset has the id %(id)s."),
    Table.FLOW: N_("No data flow has the id %(id)s."),
    Table.HOLDING: N_("%(id)s holds no %(category)s."),
}


def _categories_of(row: Row) -> Sequence[str]:
    if isinstance(row, Holding):
        return (row.category,)
    return row.categories if isinstance(row, Flow) else ()


def told(key: Key) -> str:
    """A key as people read it."""
    return ", ".join(part for part in key if part is not None)
