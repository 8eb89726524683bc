"""Need against capability: what each asset is needed for by others, beside what is said of it and what it can do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from riskapp.graph.adjacency import Adjacency, Numbers, by_owner
from riskapp.graph.availability import simulate
from riskapp.graph.index import Index, index_of
from riskapp.graph.inheritance import Inherited, inherit
from riskapp.graph.reasons import OutageLink, chain
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
    """An asset's own need and the strongest that it inherits (None: none), with the way from its owner, ids."""

    asset: str
    wanted: Property
    own: int | None
    inherited: int | None
    way: tuple[str, ...]

    @property
    def mismatch(self) -> bool:
        """Whether others need more of it than is said of it; nothing said is a mismatch too."""
        if self.inherited is None:
            return False
        if self.own is None:
            return True
        return self.inherited < self.own if self.wanted is Property.MAX_DOWNTIME else self.inherited > self.own


@dataclass(frozen=True, slots=True)
class TooLong:
    """An asset that is down for longer than it may be when one single asset fails and takes its recovery to mend.

    `failing` is the single asset that hurts most, `others` how many more hurt too much; `chain` leads back to it.
    """

    asset: str
    max_downtime: int
    minutes_down: int
    failing: str
    others: int
    chain: tuple[OutageLink, ...]


def needs(snapshot: Snapshot) -> tuple[Need, ...]:
    """Every asset that takes part, in file order, with its four needs.

    Availability and maximum downtime travel from dependent to provider over hard groups, confidentiality with the data
    from source to target, integrity from target back to source. Raises Invalid where the estate contradicts itself.
    """
    index = index_of(snapshot)
    assets = [asset for asset in snapshot.assets if asset.id in index.number]
    found = {}
    for wanted, leads in _leads(index).items():
        own = [getattr(asset, wanted.value) for asset in assets]
        strongest = sorted({value for value in own if value is not None}) if wanted is Property.MAX_DOWNTIME else LEVELS
        found[wanted] = own, inherit(own, leads, strongest)
    return tuple(
        _need(index, asset, wanted, own[asset], inherited[asset])
        for asset in range(len(assets))
        for wanted, (own, inherited) in found.items()
    )


def _need(index: Index, asset: int, wanted: Property, own: int | None, inherited: Inherited | None) -> Need:
    way = tuple(index.ids[one] for one in inherited.way) if inherited else ()
    return Need(index.ids[asset], wanted, own, inherited.value if inherited else None, way)


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


def too_long(snapshot: Snapshot) -> tuple[TooLong, ...]:
    """The assets whose maximum downtime a single failure exceeds, sorted by id.

    Each asset in turn fails for its own `recovery`, and the simulation adds what all need to start again.
    Raises Invalid where the estate contradicts itself.
    """
    index = index_of(snapshot)
    bearable = np.full(len(index.ids), np.iinfo(np.int64).max)
    for asset in snapshot.assets:
        if asset.id in index.number and asset.max_downtime is not None:
            bearable[index.number[asset.id]] = asset.max_downtime
    worst: dict[int, tuple[int, str]] = {}
    counts: dict[int, int] = {}
    for failing in _mendable(index):
        minutes = _minutes_down(snapshot, index, failing)
        for hurt in np.flatnonzero(minutes > bearable).tolist():
            counts[hurt] = counts.get(hurt, 0) + 1
            if hurt not in worst or minutes[hurt] > worst[hurt][0]:
                worst[hurt] = int(minutes[hurt]), index.ids[failing]
    return tuple(sorted(_told(snapshot, index, bearable, worst, counts), key=lambda one: one.asset))


def _mendable(index: Index) -> Sequence[int]:
    """The assets that take time to mend, by id; one that nobody needs can still be down too long itself."""
    mendable: list[int] = np.flatnonzero(index.recovery > 0).tolist()
    return sorted(mendable, key=lambda asset: index.ids[asset])


def _minutes_down(snapshot: Snapshot, index: Index, failing: int) -> Numbers:
    return simulate(snapshot, [index.ids[failing]], int(index.recovery[failing])).history.minutes_down


def _told(
    snapshot: Snapshot,
    index: Index,
    bearable: Numbers,
    worst: dict[int, tuple[int, str]],
    counts: dict[int, int],
) -> Iterator[TooLong]:
    results = {
        failing: simulate(snapshot, [failing], int(index.recovery[index.number[failing]]))
        for failing in sorted({failing for _, failing in worst.values()})
    }
    for hurt, (minutes, failing) in worst.items():
        links = tuple(link for link in chain(results[failing], index.ids[hurt]) if isinstance(link, OutageLink))
        yield TooLong(index.ids[hurt], int(bearable[hurt]), minutes, failing, counts[hurt] - 1, links)
