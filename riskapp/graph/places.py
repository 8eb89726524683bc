"""Where the rows of an estate stand: by their keys, and by the assets that they name; shared by all who ask."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from riskapp.graph.adjacency import Adjacency, Numbers, by_owner
from riskapp.graph.columns import Columns, columns_of
from riskapp.graph.kept import Kept
from riskapp.graph.need_columns import NO_GROUP
from riskapp.graph.snapshot import Snapshot

Place = int


class Places:
    """Places in the tables of one snapshot; each look-up is made when it is asked for first."""

    def __init__(self, snapshot: Snapshot) -> None:
        # Not the snapshot itself, which would then live for as long as what is kept with it.
        self._columns: Columns = columns_of(snapshot)
        self._flow_rows, self._assets = snapshot.flows, len(snapshot.assets)

    def asset(self, name: str | None) -> Place | None:
        """Of the asset of this id."""
        return self._columns.assets.places.get(name) if name is not None else None

    def flow(self, name: str | None) -> Place | None:
        """Of the flow of this id."""
        return self._flows.get(name)

    def flows_naming(self, name: str) -> Sequence[Place]:
        """Of the flows that an asset sends, receives or carries, in order."""
        asset = self.asset(name)
        return () if asset is None else np.unique(self._moved[asset]).tolist()

    def holdings_of(self, name: str) -> Sequence[Place]:
        """Of an asset's holdings, in order."""
        asset = self.asset(name)
        return () if asset is None else self._held[asset].tolist()

    def holding(self, name: str | None, category: str | None) -> Place | None:
        """Of the holding of a category by an asset."""
        asset, code = self.asset(name), self._columns.categories.get(category or "")
        if asset is None or code is None:
            return None
        held: Numbers = self._held[asset]
        return next(iter(held[self._columns.holdings.category[held] == code].tolist()), None)

    def needs_naming(self, name: str) -> Sequence[Place]:
        """Of the dependencies of an asset and on it, in order."""
        asset = self.asset(name)
        return () if asset is None else np.unique([*self._needs[asset], *self._feeds[asset]]).tolist()

    def between(self, dependent: str | None, provider: str | None) -> Sequence[Place]:
        """Of the dependencies of one asset on another, in order."""
        owner, other = self.asset(dependent), self.asset(provider)
        if owner is None or other is None:
            return ()
        # A system may need thousands and thousands may need a network: the shorter list has fewer to look at.
        mine, theirs = self._needs[owner], self._feeds[other]
        if len(mine) <= len(theirs):
            return mine[self._columns.needs.provider[mine] == other].tolist()
        return theirs[self._columns.needs.dependent[theirs] == owner].tolist()

    def group(self, dependent: str | None, group: str | None) -> Sequence[Place]:
        """Of the rows of a group, in order; of None those of every row of the dependent without a group."""
        owner, code = self.asset(dependent), self._columns.groups.get(group)
        if owner is None or code is None:
            return ()
        mine: Numbers = self._needs[owner]
        return mine[self._columns.needs.group[mine] == code].tolist()

    @cached_property
    def needs_twice(self) -> bool:
        """Whether two dependencies say the same: who needs whom, how, and in which group."""
        needs = self._columns.needs
        ends = needs.dependent * self._assets + needs.provider
        ways = needs.kind * len(self._columns.groups) + needs.group - NO_GROUP
        order = np.lexsort((ways, ends))
        same = [column[order][1:] == column[order][:-1] for column in (ends, ways)]
        return bool((same[0] & same[1]).any())

    @cached_property
    def _flows(self) -> dict[str | None, Place]:
        return {flow.id: place for place, flow in enumerate(self._flow_rows)}

    @cached_property
    def _needs(self) -> Adjacency:
        return self._by_asset(self._columns.needs.dependent)

    @cached_property
    def _feeds(self) -> Adjacency:
        return self._by_asset(self._columns.needs.provider)

    @cached_property
    def _held(self) -> Adjacency:
        return self._by_asset(self._columns.holdings.asset)

    @cached_property
    def _moved(self) -> Adjacency:
        flows, places = self._columns.flows, np.arange(len(self._flow_rows))
        carried = np.repeat(places, flows.via.degrees())
        owners = np.concatenate([flows.source, flows.target, flows.via.items])
        return by_owner(owners, np.concatenate([places, places, carried]), self._assets)

    def _by_asset(self, assets: Numbers) -> Adjacency:
        return by_owner(assets, np.arange(len(assets)), self._assets)


places_of = Kept(Places)
"""The places of this very snapshot."""
