"""Maximum downtimes that a single failure exceeds: whose, by which failure, and how it gets there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from riskapp.graph.adjacency import Marks, Numbers, by_owner
from riskapp.graph.index import Index, index_of
from riskapp.graph.lone_failure import Fall, HardNeeds, LoneFailure, TooMuchWork
from riskapp.graph.outage_rows import Cause, Interval, State
from riskapp.graph.question import SEVEN_DAYS
from riskapp.graph.reasons import Chains, OutageLink
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.trails import OutageTrail

UNBOUNDED = np.iinfo(np.int64).max
"""The downtime that an asset can bear which states none."""

FURTHEST = 10
"""So many times as far an outage is followed which has not settled."""

WORK = 2_000_000
"""So many groups are looked at, in all failures together: some seconds."""

_LARGE = 4
"""A failure that moves more than this part of the work is left for the end, so that it does not cost the others."""

_GOLDEN_RATIO = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class TooLong:
    """An asset that is down for longer than it may be when one single asset fails and takes its recovery to mend.

    `failing` is the single asset that hurts most, `others` how many more hurt too much.
    """

    asset: str
    max_downtime: int
    minutes_down: int
    failing: str
    others: int
    _chains: "_ChainsOfFailure" = field(repr=False, compare=False)

    @property
    def chain(self) -> tuple[OutageLink, ...]:
        """The links back to `failing`, found when asked for."""
        return tuple(link for link in self._chains.chains.of(self.asset) if isinstance(link, OutageLink))

    @property
    def names(self) -> int:
        """How long the chain is, see Chains.names."""
        return self._chains.chains.names(self.asset)


@dataclass(frozen=True, slots=True)
class Downtimes:
    """What single failures exceed, sorted by asset.

    `followed` of the `failures` that could matter were followed; where these are not all, more assets may be down for
    too long, those listed for longer, and by more failures.
    """

    too_long: tuple[TooLong, ...]
    followed: int
    failures: int

    @property
    def complete(self) -> bool:
        """Whether every single failure that could matter was followed."""
        return self.followed == self.failures


def downtimes(snapshot: Snapshot, work: int = WORK) -> Downtimes:
    """The assets whose maximum downtime a single failure exceeds.

    Each asset in turn fails for its own `recovery`, and the rules of the simulation add what all need to start again.
    Each is followed beyond the longest maximum downtime, until it has settled; who is down then, for others wait for
    it, exceeds any. `work` bounds the groups looked at in all: failures that are too costly are left out and counted.
    Raises Invalid where the estate contradicts itself.
    """
    index = index_of(snapshot)
    bearable = np.full(len(index.ids), UNBOUNDED)
    for asset in snapshot.assets:
        if asset.id in index.number and asset.max_downtime is not None:
            bearable[index.number[asset.id]] = asset.max_downtime
    concerned = _concerned(index, bearable < UNBOUNDED)
    tally = _Tally(index, HardNeeds(index, set(concerned)), bearable)
    failing = sorted((one for one in concerned if index.recovery[one] > 0), key=lambda asset: index.ids[asset])
    followed = tally.take(failing, work)
    return Downtimes(tuple(sorted(tally.told(), key=lambda one: one.asset)), followed, len(failing))


def _concerned(index: Index, bounded: Marks) -> list[int]:
    """The assets with a maximum downtime, and those on which one of them stands, however far away."""
    group, provider = index.groups.members.pairs(np.flatnonzero(index.groups.hard))
    stands_on = by_owner(index.groups.dependent[group], provider, len(index.ids)).lists()
    met: list[int] = np.flatnonzero(bounded).tolist()
    known = set(met)
    for asset in met:  # the list grows while it is walked
        for other in stands_on[asset]:
            if other not in known:
                known.add(other)
                met.append(other)
    return met


def _here_and_there(assets: list[int]) -> list[int]:
    """The same in an order that jumps about evenly: failures of neighbours often tell the same."""
    places = sorted(range(len(assets)), key=lambda place: place * _GOLDEN_RATIO % 1)
    return [assets[place] for place in places]


class _Tally:
    """For each asset that is down for too long the worst failure (of equal ones the first by id), and how many."""

    def __init__(self, index: Index, needs: HardNeeds, bearable: Numbers) -> None:
        self._index, self._needs = index, needs
        self._bearable: list[int] = bearable.tolist()
        self._near = SEVEN_DAYS + max((one for one in self._bearable if one < UNBOUNDED), default=0)
        self._worst: dict[int, tuple[int, str, int]] = {}
        self._counts: dict[int, int] = {}

    def take(self, failing: list[int], work: int) -> int:
        """Follow these failures as far as the work goes, and return how many were followed.

        Half of it goes to failures here and there, whatever they move, and what is left in equal shares to the others,
        so that those which move little are followed however much the first ones moved.
        """
        left: list[int] = []
        spent = followed = 0
        for asset in _here_and_there(failing):
            cost, done = self._follow(asset, work // _LARGE) if spent < work // 2 else (0, False)
            spent, followed = spent + cost, followed + done
            if not done:
                left.append(asset)
        share = (work - spent) // max(len(left), 1)
        return followed + sum(self._follow(asset, share)[1] for asset in left)

    def _follow(self, failing: int, most: int) -> tuple[int, bool]:
        """The work that a failure took, and whether it was followed to its end."""
        try:
            failure = self.failure(failing, most)
        except TooMuchWork:
            return most, False
        for asset, falls in failure.falls.items():
            minutes = sum(fall.end - fall.start for fall in falls)
            bearable = self._bearable[asset]
            for_good = bearable < UNBOUNDED and failure.settled and asset in failure.still
            if minutes > bearable or for_good:
                self._counts[asset] = self._counts.get(asset, 0) + 1
                found = -minutes, self._index.ids[failing], failing
                self._worst[asset] = min(found, self._worst.get(asset, found))
        return failure.work, True

    def failure(self, failing: int, most: int = UNBOUNDED) -> LoneFailure:
        """What one failure does, followed to FURTHEST times as far where it has not settled."""
        near = self._near + self._needs.recovery[failing]
        return LoneFailure(self._needs, failing, near, FURTHEST * near, most)

    def told(self) -> Iterator[TooLong]:
        """The rows of the answer."""
        chains: dict[int, _ChainsOfFailure] = {}
        for asset, (minutes, name, failing) in self._worst.items():
            yield TooLong(
                asset=self._index.ids[asset],
                max_downtime=self._bearable[asset],
                minutes_down=-minutes,
                failing=name,
                others=self._counts[asset] - 1,
                _chains=chains.setdefault(failing, _ChainsOfFailure(self._index, self, failing)),
            )


class _ChainsOfFailure:
    """The chains of one failure, which is followed once more when the first of them is asked for."""

    def __init__(self, index: Index, tally: _Tally, failing: int) -> None:
        self._index, self._tally, self._failing = index, tally, failing

    @cached_property
    def chains(self) -> Chains:
        """The chain of every asset that the failure takes down."""
        ids, falls = self._index.ids, self._tally.failure(self._failing).falls
        return Chains(OutageTrail({ids[asset]: [self._interval(one) for one in told] for asset, told in falls.items()}))

    def _interval(self, fall: Fall) -> Interval:
        if not fall.down:
            return Interval(fall.start, fall.end, State.DOWN, None)
        providers = tuple(sorted(self._index.ids[member] for member in fall.down))
        return Interval(fall.start, fall.end, State.DOWN, Cause(self._index.groups.name[fall.group], providers))
