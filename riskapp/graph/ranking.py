"""Ranking: how far each asset's blast radius reaches, and which assets bring a process down alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from riskapp.graph.index import Index, index_of
from riskapp.graph.persons import Persons, PersonsAtStake
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.spread import Joint, Spread, blocks
from riskapp.graph.tally import Tally
from riskapp.graph.vocabulary import Threat


@dataclass(frozen=True, slots=True)
class Ranked:
    """An asset, how many others and how many processes it reaches alone, and for confidentiality the persons."""

    id: str
    reached: int
    processes: int
    at_least: int | None = None
    at_most: int | None = None
    unknown: int | None = None


def rank(snapshot: Snapshot, threat: Threat) -> tuple[Ranked, ...]:
    """Every asset that takes part: most processes first, then most reached, then id.

    Until further notice and with no horizon; for integrity and confidentiality under foreign control.
    Raises Invalid where the estate contradicts itself.
    """
    index = index_of(snapshot)
    ranked = _RANKINGS[threat](index)
    return tuple(sorted(ranked, key=lambda one: (-one.processes, -one.reached, one.id)))


def single_points(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """For each process, in file order, the assets whose outage alone brings it down in the end, sorted.

    The process itself is left out. Raises Invalid where the estate contradicts itself.
    """
    index = index_of(snapshot)
    spread = _outages(index)
    found: dict[int, list[str]] = {process: [] for process in index.processes}
    for block, seeds in blocks(_hard_providers(index)):
        reached = spread.solve(seeds)
        for process in index.processes:
            found[process] += [index.ids[block[bit]] for bit in _bits(reached[process]) if block[bit] != process]
    return {index.ids[process]: tuple(sorted(points)) for process, points in found.items()}


def _bits(number: int) -> list[int]:
    """The places of the bits that are set."""
    places = []
    while number:
        lowest = number & -number
        places.append(lowest.bit_length() - 1)
        number ^= lowest
    return places


# -- the rules of each threat, for all hits at once ------------------------------------------------------------------


def _outages(index: Index) -> Spread:
    """A hard group fails with one member more than it can spare; in the end every tolerance runs out."""
    either: list[list[int]] = [[] for _ in index.ids]
    joint: dict[int, list[Joint]] = {}
    groups, spare = index.groups, index.groups.spare()
    for group, dependent in enumerate(groups.dependent):
        if groups.hard[group] and spare[group] == 0:
            either[dependent] += groups.members[group]
        elif groups.hard[group]:
            joint.setdefault(dependent, []).append((spare[group] + 1, groups.members[group]))
    return Spread(either, joint)


def _hard_providers(index: Index) -> list[int]:
    """The assets whose outage can hurt another: the rest need no work."""
    hard = index.groups.hard
    return [asset for asset, fed in enumerate(index.feeds) if any(hard[group] for group in fed)]


def _controllers(index: Index) -> list[list[int]]:
    """For each asset those that control it."""
    controllers: list[list[int]] = [[] for _ in index.ids]
    for provider, dependents in enumerate(index.controls):
        for dependent, _ in dependents:
            controllers[dependent].append(provider)
    return controllers


def _corruption(index: Index) -> Spread:
    """Nodes 0 to n-1 are under control, nodes n to 2n-1 are reached by control or wrong data."""
    first = len(index.ids)
    either = _controllers(index)
    either += [[asset] for asset in range(first)]
    for flow, row in enumerate(index.flows):
        if not row.validated:
            either[first + index.target[flow]].append(first + index.source[flow])
            if not row.encrypted:
                either[first + index.target[flow]] += index.via[flow]
    return Spread(either, {})


# -- the rankings ----------------------------------------------------------------------------------------------------


class _Counts:
    """Reached assets and processes for each hit, the hit itself left out."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.reached = [0] * len(index.ids)
        self.processes = [0] * len(index.ids)

    def count(self, block: Mapping[int, int], sets: list[int]) -> None:
        """Count over `sets`, one for each asset, for the hits of a block (its seeds)."""
        everything, processes = Tally(len(block)), Tally(len(block))
        for hits in sets:
            everything.add(hits)
        for process in self._index.processes:
            processes.add(sets[process])
        for hit, reached, affected in zip(block, everything.sums(), processes.sums(), strict=True):
            self.reached[hit] = reached - 1
            self.processes[hit] = affected
        for process in self._index.processes:
            if process in block:
                self.processes[process] -= 1

    def ranked(self) -> list[Ranked]:
        """The counts, in file order."""
        return list(map(Ranked, self._index.ids, self.reached, self.processes))


def _rank_availability(index: Index) -> list[Ranked]:
    counts, spread = _Counts(index), _outages(index)
    for _, seeds in blocks(_hard_providers(index)):
        counts.count(seeds, spread.solve(seeds))
    return counts.ranked()


def _rank_integrity(index: Index) -> list[Ranked]:
    counts, spread = _Counts(index), _corruption(index)
    first = len(index.ids)
    for _, seeds in blocks(range(first)):
        counts.count(seeds, spread.solve(seeds)[first:])
    return counts.ranked()


def _rank_confidentiality(index: Index) -> list[Ranked]:
    counts, spread, persons = _Counts(index), Spread(_controllers(index), {}), PersonsAtStake(index)
    stakes: list[Persons] = []
    for block, seeds in blocks(range(len(index.ids))):
        taken = spread.solve(seeds)
        counts.count(seeds, taken)
        stakes += persons.weigh(taken, len(block))
    return [
        Ranked(one.id, one.reached, one.processes, stake.at_least, stake.at_most, stake.unknown)
        for one, stake in zip(counts.ranked(), stakes, strict=True)
    ]


_RANKINGS: dict[Threat, Callable[[Index], list[Ranked]]] = {
    Threat.AVAILABILITY: _rank_availability,
    Threat.INTEGRITY: _rank_integrity,
    Threat.CONFIDENTIALITY: _rank_confidentiality,
}
