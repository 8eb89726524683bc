"""Look-alikes: assets that lead to the same nodes reach the same, so that a thousand pumps are asked about once."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from functools import partial

from riskapp.graph.adjacency import Adjacency
from riskapp.graph.spread import Spread, blocks
from riskapp.graph.tally import Reach, totals


class Lookalikes:
    """`kind[asset]` numbers the assets that lead to the same nodes; `leads_to[kind]` are these nodes, sorted."""

    def __init__(self, leads: Adjacency) -> None:
        kinds: dict[tuple[int, ...], int] = {}
        self.kind = [kinds.setdefault(tuple(sorted(set(nodes))), len(kinds)) for nodes in leads.lists()]
        self.leads_to = list(kinds)

    def reach(self, spread: Spread, first: int, processes: Sequence[int], executor: Executor | None = None) -> Reach:
        """For each asset how many others and how many processes it reaches; node `first` + i is asset i reached.

        Blocks of kinds are independent work, which an `executor` may share out.
        """
        work = partial(_count_block, spread, self, first, processes)
        reached, affected = [0] * len(self.kind), [0] * len(self.kind)
        for part in (executor.map if executor else map)(work, blocks(range(len(self.leads_to)))):
            for asset, (others, working) in part.items():
                reached[asset], affected[asset] = others, working
        return Reach(reached, affected)

    def seeds(self, kinds: Sequence[int]) -> Mapping[int, int]:
        """For each node those of the kinds that lead to it, as the bits of a whole number."""
        seeds: dict[int, int] = {}
        for place, kind in enumerate(kinds):
            for node in self.leads_to[kind]:
                seeds[node] = seeds.get(node, 0) | 1 << place
        return seeds


def _count_block(
    spread: Spread, alike: Lookalikes, first: int, processes: Sequence[int], kinds: Sequence[int]
) -> dict[int, tuple[int, int]]:
    """For each asset of these kinds the assets and the processes that it reaches, itself left out."""
    sets = spread.solve(alike.seeds(kinds))[first : first + len(alike.kind)]
    everybody = totals(sets, len(kinds))
    affected = totals([sets[process] for process in processes], len(kinds))
    working, counts = set(processes), dict[int, tuple[int, int]]()
    for asset, its_kind in enumerate(alike.kind):
        if its_kind in kinds:
            place = its_kind - kinds[0]
            itself = sets[asset] >> place & 1
            counts[asset] = everybody[place] - itself, affected[place] - (itself if asset in working else 0)
    return counts
