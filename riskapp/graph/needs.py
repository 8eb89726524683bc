"""Need against capability: what each asset is needed for by others, beside what is said of it and what it can do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from riskapp.graph.adjacency import Adjacency, Marks, Numbers, by_owner
from riskapp.graph.availability import Availability, simulate
from riskapp.graph.index import Index, index_of
from riskapp.graph.inheritance import Inheritance
from riskapp.graph.question import SEVEN_DAYS
from riskapp.graph.reasons import OutageLink, chain
from riskapp.graph.snapshot import Snapshot

LEVELS = (4, 3, 2, 1)

UNBOUNDED = np.iinfo(np.int64).max
"""The downtime that an asset can bear which states none."""

FURTHEST = 10
"""So many times as far an outage is followed which has not settled."""


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


def too_long(snapshot: Snapshot) -> tuple[TooLong, ...]:
    """The assets whose maximum downtime a single failure exceeds, sorted by id.

    Each asset in turn fails for its own `recovery`, and the simulation adds what all need to start again. It runs on
    beyond the longest maximum downtime, until it has settled; who is down then, for others wait for it, exceeds any.
    Raises Invalid where the estate contradicts itself.
    """
    index = index_of(snapshot)
    bearable = np.full(len(index.ids), UNBOUNDED)
    for asset in snapshot.assets:
        if asset.id in index.number and asset.max_downtime is not None:
            bearable[index.number[asset.id]] = asset.max_downtime
    horizon = SEVEN_DAYS + int(bearable[bearable < UNBOUNDED].max(initial=0))
    worst: dict[int, tuple[int, int]] = {}
    counts: dict[int, int] = {}
    for failing in _mendable(index, bearable < UNBOUNDED):
        result = _single_failure(snapshot, index, failing, horizon)
        minutes = result.history.minutes_down
        for_good = ~result.simulation.up & (bearable < UNBOUNDED) & result.settled
        for hurt in np.flatnonzero((minutes > bearable) | for_good).tolist():
            counts[hurt] = counts.get(hurt, 0) + 1
            if hurt not in worst or minutes[hurt] > worst[hurt][0]:
                worst[hurt] = int(minutes[hurt]), failing
    return tuple(sorted(_told(snapshot, index, bearable, worst, counts, horizon), key=lambda one: one.asset))


def _mendable(index: Index, bounded: Marks) -> list[int]:
    """The assets that take time to mend and on which one with a maximum downtime stands, or are one; by id."""
    group, provider = index.groups.members.pairs(np.flatnonzero(index.groups.hard))
    stands_on = by_owner(index.groups.dependent[group], provider, len(index.ids)).lists()
    met: list[int] = np.flatnonzero(bounded).tolist()
    known = set(met)
    for asset in met:  # the list grows while it is walked
        for other in stands_on[asset]:
            if other not in known:
                known.add(other)
                met.append(other)
    return sorted((asset for asset in met if index.recovery[asset] > 0), key=lambda asset: index.ids[asset])


def _single_failure(snapshot: Snapshot, index: Index, failing: int, horizon: int) -> Availability:
    """The outage of one asset, simulated until it has settled; FURTHEST times as far at most."""
    recovery = int(index.recovery[failing])
    result = simulate(snapshot, [index.ids[failing]], recovery, horizon + recovery)
    if result.settled:
        return result
    return simulate(snapshot, [index.ids[failing]], recovery, FURTHEST * (horizon + recovery))


def _told(
    snapshot: Snapshot,
    index: Index,
    bearable: Numbers,
    worst: dict[int, tuple[int, int]],
    counts: dict[int, int],
    horizon: int,
) -> Iterator[TooLong]:
    hurt_by: dict[int, list[int]] = {}
    for hurt, (_, failing) in worst.items():
        hurt_by.setdefault(failing, []).append(hurt)
    for failing, assets in hurt_by.items():
        # Simulated again one at a time: to keep every result until here would take too much memory.
        result = _single_failure(snapshot, index, failing, horizon)
        for hurt in assets:
            yield TooLong(
                asset=index.ids[hurt],
                max_downtime=int(bearable[hurt]),
                minutes_down=worst[hurt][0],
                failing=index.ids[failing],
                others=counts[hurt] - 1,
                chain=_links(result, index.ids[hurt]),
            )


def _links(result: Availability, hurt: str) -> tuple[OutageLink, ...]:
    return tuple(link for link in chain(result, hurt) if isinstance(link, OutageLink))
