"""Single hits: what each asset's outage alone brings down in the end, for all assets at once."""

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial

import numpy as np

from riskapp.graph.index import Index, index_of
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.spread import Joint, Spread, blocks, own_seeds
from riskapp.graph.tally import Reach, bits_of, totals


def outage_reach(index: Index, executor: Executor | None = None) -> Reach:
    """For each asset how many others, and how many processes, its outage takes down in the end.

    Blocks of hits are independent work, which an `executor` may share out.
    """
    work = partial(_count_block, outage_spread(index), index.processes.tolist())
    reached, affected = [0] * len(index.ids), [0] * len(index.ids)
    for hits, counts in (executor.map if executor else map)(work, blocks(hurting_assets(index))):
        for hit, others, processes in zip(hits, counts.reached, counts.processes, strict=True):
            reached[hit], affected[hit] = others, processes
    return Reach(reached, affected)


def _count_block(spread: Spread, processes: Sequence[int], hits: Sequence[int]) -> tuple[Sequence[int], Reach]:
    """What each hit of a block takes down, the hit itself left out."""
    sets, working = spread.solve(own_seeds(hits)), set(processes)
    everybody = totals(sets, len(hits))
    affected = totals([sets[process] for process in processes], len(hits))
    return hits, Reach(
        [count - 1 for count in everybody],
        [count - (hit in working) for hit, count in zip(hits, affected, strict=True)],
    )


def single_points(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """For each process, in file order, the assets whose outage alone brings it down in the end, sorted.

    The process itself is left out. Raises Invalid where the estate contradicts itself.
    """
    index = index_of(snapshot)
    spread = outage_spread(index)
    found: dict[int, list[str]] = {process: [] for process in index.processes.tolist()}
    for hits in blocks(hurting_assets(index)):
        sets = spread.solve(own_seeds(hits))
        for process, points in found.items():
            points += [index.ids[hits[bit]] for bit in bits_of(sets[process]) if hits[bit] != process]
    return {index.ids[process]: tuple(sorted(points)) for process, points in found.items()}


def outage_spread(index: Index) -> Spread:
    """A hard group fails with one member more than it can spare; in the end every tolerance runs out."""
    either: list[list[int]] = [[] for _ in index.ids]
    joint: dict[int, list[Joint]] = {}
    groups = index.groups
    columns = (groups.dependent.tolist(), groups.hard.tolist(), groups.spare().tolist(), groups.members.lists())
    for dependent, hard, spare, members in zip(*columns, strict=True):
        if hard and spare == 0:
            either[dependent] += members
        elif hard:
            joint.setdefault(dependent, []).append((spare + 1, members))
    return Spread(either, joint)


def hurting_assets(index: Index) -> list[int]:
    """The assets whose outage can hurt another: the rest need no work."""
    groups = index.groups
    hurting = np.zeros(len(index.ids), dtype=np.bool_)
    hurting[groups.members.of(np.flatnonzero(groups.hard))] = True
    providers: list[int] = np.flatnonzero(hurting).tolist()
    return providers
