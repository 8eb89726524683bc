"""What is assessed, seen from the scope: what it stands on, and what works in it."""

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property

import numpy as np

from riskapp.errors import N_, Invalid
from riskapp.graph.adjacency import Numbers
from riskapp.graph.columns import columns_of
from riskapp.graph.cut_sets import cut_sets
from riskapp.graph.index import Index, index_of
from riskapp.graph.kept import Kept
from riskapp.graph.snapshot import Asset, Dependency, Snapshot
from riskapp.graph.vocabulary import DependencyKind, Kind, Lifecycle, Sensitivity

WORKING = (Kind.SYSTEM, Kind.DEVICE)


_by_id = Kept(lambda snapshot: {asset.id: asset for asset in snapshot.assets})


class Scope:
    """The assets of `keys` that take part, and their surroundings. Assets are numbers, as in the engine's index."""

    def __init__(self, snapshot: Snapshot, keys: Iterable[str]) -> None:
        assets = _by_id(snapshot)
        keys = dict.fromkeys(keys)
        for key in keys:
            if key not in assets:
                raise Invalid(N_("No asset has the id %(id)s."), id=key)
        self.snapshot = _as_in_use(snapshot, [key for key in keys if assets[key].lifecycle is Lifecycle.PLANNED])
        self.assets: dict[str, Asset] = _by_id(self.snapshot)
        self.index: Index = index_of(self.snapshot)
        self.keys = tuple(key for key in keys if key in self.index.number)
        self.numbers = frozenset(self.index.number[key] for key in self.keys)
        self._special = {one.id for one in snapshot.categories if one.sensitivity is Sensitivity.SPECIAL}
        self._guarded = {one.id for one in snapshot.categories if one.sensitivity is not Sensitivity.ORDINARY}

    def asset(self, number: int) -> Asset:
        """The row of an asset that takes part."""
        return self.assets[self.index.ids[number]]

    def name(self, number: int) -> str:
        """What people call it."""
        return self.asset(number).name

    def names(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """What people call them, in order."""
        return tuple(self.name(number) for number in numbers)

    def special(self, categories: Iterable[str]) -> tuple[str, ...]:
        """Those of the categories that are of a special kind."""
        return tuple(one for one in categories if one in self._special)

    def guarded(self, categories: Iterable[str]) -> bool:
        """Whether any of the categories is special or under a duty of secrecy."""
        return not self._guarded.isdisjoint(categories)

    @cached_property
    def category_names(self) -> dict[str, str]:
        """The name of each data category by its id."""
        return {one.id: one.name for one in self.snapshot.categories}

    @cached_property
    def needed(self) -> frozenset[int]:
        """All that the scope stands on, hard or soft, however far, the scope itself left out."""
        return self._upstream(soft=True) - self.numbers

    @cached_property
    def needed_hard(self) -> frozenset[int]:
        """All without which something of the scope stops, where nothing else stands in; the scope included."""
        return self._upstream(soft=False)

    @cached_property
    def alone(self) -> dict[str, list[str]]:
        """The assets whose failure alone stops something of the scope, whatever else works, and what each stops."""
        found: dict[str, list[str]] = {}
        for key in self.keys:
            for (failing,) in cut_sets(self.snapshot, key, max_order=1).cut_sets:
                found.setdefault(failing, []).append(key)
        return found

    @cached_property
    def rows(self) -> tuple[Dependency, ...]:
        """The dependencies of the scope and of what it stands on, between assets that take part."""
        return tuple(row for row in self.listed_rows if row.provider in self.index.number)

    @cached_property
    def listed_rows(self) -> tuple[Dependency, ...]:
        """The same with those whose provider is planned or retired."""
        columns = columns_of(self.snapshot)
        inside = [columns.assets.places[self.index.ids[one]] for one in self.numbers | self.needed]
        found = np.flatnonzero(np.isin(columns.needs.dependent, inside)).tolist()
        return tuple(self.snapshot.dependencies[row] for row in found)

    @cached_property
    def hosts(self) -> frozenset[int]:
        """What hosts the scope or something that it stands on, suppliers left out: the machines under it."""
        found = {self.index.number[row.provider] for row in self.rows if row.kind is DependencyKind.HOSTING}
        return frozenset(one for one in found if self.asset(one).kind is not Kind.SUPPLIER) - self.numbers

    @cached_property
    def replicas(self) -> tuple[tuple[int, ...], ...]:
        """The members of each redundant group under the scope; not of devices, which are too many to be two alike."""
        index, spare = self.index, self.index.groups.spare()
        dependents = np.array(sorted(self.needed | self.numbers), dtype=np.int64)
        groups = index.needs.of(dependents)
        found = (tuple(index.groups.members[group].tolist()) for group in groups[spare[groups] > 0].tolist())
        return tuple(group for group in found if all(self.asset(one).kind is not Kind.DEVICE for one in group))

    @cached_property
    def moving(self) -> tuple[tuple[int, int], ...]:
        """(asset, flow) for each flow that what works in the scope sends or receives, both ways where both do.

        Of a network or another carrier in the scope, those too that it carries unencrypted.
        """
        flows, working = self.index.flows, np.array(self.working, dtype=np.int64)
        scoped = np.array(sorted(self.numbers), dtype=np.int64)
        pairs = (flows.sends.pairs(working), flows.receives.pairs(working), flows.taps.pairs(scoped))
        return tuple(
            dict.fromkeys(pair for one, flow in pairs for pair in zip(one.tolist(), flow.tolist(), strict=True))
        )

    def _upstream(self, *, soft: bool) -> frozenset[int]:
        index, found = self.index, set(self.numbers)
        waiting = deque(self.numbers)
        while waiting:
            for group in index.needs[waiting.popleft()].tolist():
                if soft or index.groups.hard[group]:
                    new = set(index.groups.members[group].tolist()) - found
                    found |= new
                    waiting.extend(new)
        return frozenset(found)

    @cached_property
    def working(self) -> tuple[int, ...]:
        """The scope, and the systems and devices that a process of the scope works with; in the order of the file."""
        index, found = self.index, set(self.numbers)
        for number in self.numbers:
            if self.asset(number).kind is Kind.PROCESS:
                members: Numbers = index.groups.members.of(index.needs[number])
                found.update(one for one in members.tolist() if self.asset(one).kind in WORKING)
        return tuple(sorted(found))

    def kept_by(self, holder: int) -> dict[str, int]:
        """The categories that an asset keeps, and about how many persons."""
        holdings, names = self.index.holdings, self.index.categories
        rows = holdings.of[holder].tolist()
        return {names[int(holdings.key[row]) % len(names)]: int(holdings.persons[row]) for row in rows}

    def need(self, numbers: Iterable[int], wanted: str) -> int:
        """The highest level that any of them states for a property; 0 where none does."""
        return max((getattr(self.asset(one), wanted) or 0 for one in numbers), default=0)

    def ids(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Their ids, in order."""
        return tuple(self.index.ids[number] for number in numbers)


def _as_in_use(snapshot: Snapshot, planned: Collection[str]) -> Snapshot:
    """The estate as it will be once what is assessed is in use: risks are assessed before."""
    if not planned:
        return snapshot
    wanted = frozenset(planned)
    return replace(
        snapshot,
        assets=tuple(
            replace(asset, lifecycle=Lifecycle.IN_USE) if asset.id in wanted else asset for asset in snapshot.assets
        ),
    )
