"""Look-alikes: assets that lead to the same nodes reach the same, so that a thousand pumps are asked about once."""

from collections.abc import Iterator, Mapping, Sequence

from riskapp.graph.adjacency import Adjacency
from riskapp.graph.spread import BLOCK, Spread
from riskapp.graph.tally import Reach, totals


class Lookalikes:
    """`kind[asset]` numbers the assets that lead to the same nodes; `leads_to[kind]` are these nodes, sorted."""

    def __init__(self, leads: Adjacency) -> None:
        kinds: dict[tuple[int, ...], int] = {}
        self.kind = [kinds.setdefault(tuple(sorted(set(nodes))), len(kinds)) for nodes in leads.lists()]
        self.leads_to = list(kinds)

    def reach(self, spread: Spread, first: int, processes: Sequence[int]) -> Reach:
        """For each asset how many others and how many processes it reaches; node `first` + i is asset i reached."""
        others = len(self.kind)
        reached, affected = [0] * others, [0] * others
        for start, seeds in self._blocks():
            sets = spread.solve(seeds)[first : first + others]
            everybody = totals(sets, BLOCK)
            working = totals([sets[process] for process in processes], BLOCK)
            for asset, kind in enumerate(self.kind):
                if start <= kind < start + BLOCK:
                    itself = sets[asset] >> kind - start & 1
                    reached[asset] = everybody[kind - start] - itself
                    affected[asset] = working[kind - start]
            for process in processes:
                kind = self.kind[process]
                if start <= kind < start + BLOCK:
                    affected[process] -= sets[process] >> kind - start & 1
        return Reach(reached, affected)

    def _blocks(self) -> Iterator[tuple[int, Mapping[int, int]]]:
        """The kinds in blocks: the first of each, and for each node the kinds that lead to it, as bits."""
        for start in range(0, len(self.leads_to), BLOCK):
            seeds: dict[int, int] = {}
            for place, nodes in enumerate(self.leads_to[start : start + BLOCK]):
                for node in nodes:
                    seeds[node] = seeds.get(node, 0) | 1 << place
            yield start, seeds
