"""Everything that an asset stands on: what it needs, what that needs, and so on, and what stops it alone."""

from collections import deque
from dataclasses import dataclass

from riskapp.graph.cut_sets import cut_sets
from riskapp.graph.index import Index, index_of
from riskapp.graph.question import hit_ids
from riskapp.graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class NeededAsset:
    """An asset that is needed, `steps` dependencies away on a shortest way, where `dependent` asks for it.

    `hard`: there is a way of hard needs only, and `steps` counts along it. `alone`: its failure stops the asset in the
    end, whatever else runs.
    """

    id: str
    steps: int
    hard: bool
    alone: bool
    dependent: str


@dataclass(frozen=True, slots=True)
class Needed:
    """What `asset` needs: the hard ones first, then by steps and id; and all dependencies among them and from it.

    A pair is (provider, dependent), each once.
    """

    asset: str
    assets: tuple[NeededAsset, ...]
    pairs: tuple[tuple[str, str], ...]


_Steps = dict[int, tuple[int, int]]


def needed(snapshot: Snapshot, asset: str) -> Needed:
    """All that `asset` needs, directly or through others, over hard and soft groups.

    Raises Invalid where it is unknown, planned or retired, or where the estate contradicts itself.
    """
    index = index_of(snapshot)
    hit_ids(index, [asset])
    target = index.number[asset]
    alone = {name for (name,) in cut_sets(snapshot, asset, max_order=1).cut_sets}
    hard, steps = _walk(index, target, soft=False), _walk(index, target, soft=True)
    found = [
        NeededAsset(index.ids[number], away, number in hard, index.ids[number] in alone, index.ids[dependent])
        for number, (away, dependent) in (steps | hard).items()
        if number != target
    ]
    found.sort(key=lambda one: (not one.hard, one.steps, one.id))
    return Needed(asset, tuple(found), tuple(_pairs(index, steps)))


def _walk(index: Index, target: int, *, soft: bool) -> _Steps:
    """Each asset that is reached from dependent to provider: how many steps away, and by which dependent first."""
    found: _Steps = {target: (0, target)}
    waiting = deque([target])
    while waiting:
        dependent = waiting.popleft()
        for group in index.needs[dependent].tolist():
            if soft or index.groups.hard[group]:
                for member in index.groups.members[group].tolist():
                    if member not in found:
                        found[member] = found[dependent][0] + 1, dependent
                        waiting.append(member)
    return found


def _pairs(index: Index, reached: _Steps) -> list[tuple[str, str]]:
    groups = index.groups
    pairs = {
        (index.ids[member], index.ids[dependent])
        for dependent in reached
        for group in index.needs[dependent].tolist()
        for member in groups.members[group].tolist()
    }
    return sorted(pairs)
