"""Need against capability: what each asset is needed for by others, beside what is said of it."""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from riskapp.graph.adjacency import Adjacency, by_owner
from riskapp.graph.index import Index, index_of
from riskapp.graph.inheritance import Inheritance
from riskapp.graph.snapshot import Snapshot

LEVELS = (4, 3, 2, 1)


class Property(StrEnum):
    """What is needed: a level from 1 to 4, or minutes at most."""

    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"
    MAX_DOWNTIME = "max_downtime"


@dataclass(frozen=True, slots=True)
class Need:
    """An asset's own need and the strongest that it inherits from another (None: from nobody)."""

    asset: str
    wanted: Property
    own: int | None
    inherited: int | None
    _index: Index = field(repr=False, compare=False)
    _inheritance: Inheritance = field(repr=False, compare=False)

    @property
    def way(self) -> tuple[str, ...]:
        """Ids from the asset whose own need it is to this one, found when asked for; empty where none is inherited."""
        return tuple(self._index.ids[one] for one in self._inheritance.way(self._index.number[self.asset]))

    @property
    def names(self) -> int:
        """How many ids the way has, without finding it."""
        return self._inheritance.length(self._index.number[self.asset])

    @property
    def mismatch(self) -> bool:
        """Whether others need more of it than is said of it; nothing said is a mismatch too."""
        if self.inherited is None:
            return False
        if self.own is None:
            return True
        return self.inherited < self.own if self.wanted is Property.MAX_DOWNTIME else self.inherited > self.own


def needs(snapshot: Snapshot) -> tuple[Need, ...]:
    """Every asset that takes part, in file order, with its four needs.

    Availability and maximum downtime travel from dependent to provider over hard groups, confidentiality with the data
    from source to target, integrity from target back to source. An asset's own need that comes back to it round a
    circle is none that it inherits. Raises Invalid where the estate contradicts itself.
    """
    index = index_of(snapshot)
    assets = [asset for asset in snapshot.assets if asset.id in index.number]
    found = {}
    for wanted, leads in _leads(index).items():
        own = [getattr(asset, wanted.value) for asset in assets]
        strongest = sorted({value for value in own if value is not None}) if wanted is Property.MAX_DOWNTIME else LEVELS
        found[wanted] = own, Inheritance(own, leads, strongest)
    return tuple(
        Need(index.ids[asset], wanted, own[asset], inheritance.value(asset), index, inheritance)
        for asset in range(len(assets))
        for wanted, (own, inheritance) in found.items()
    )


def _leads(index: Index) -> dict[Property, Adjacency]:
    flows, groups, assets = index.flows, index.groups, len(index.ids)
    group, provider = groups.members.pairs(np.flatnonzero(groups.hard))
    needing = by_owner(groups.dependent[group], provider, assets)
    return {
        Property.CONFIDENTIALITY: by_owner(flows.source, flows.target, assets),
        Property.INTEGRITY: by_owner(flows.target, flows.source, assets),
        Property.AVAILABILITY: needing,
        Property.MAX_DOWNTIME: needing,
    }
