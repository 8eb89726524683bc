"""Queries: who holds a category of data that can be had by asking, and by being asked on."""

import weakref

import numpy as np

from riskapp.graph.adjacency import Adjacency, Numbers, rows
from riskapp.graph.index import Index


class Queries:
    """Remembers every answer, so that thousands who may ask the same asset cost one search.

    A *key* is asset * categories + category.
    """

    def __init__(self, index: Index) -> None:
        flows = index.flows
        asking = np.flatnonzero(flows.query)
        flow, category = flows.categories.pairs(asking)
        self._categories = len(index.categories)
        self._holds = set(index.holdings.key.tolist())
        self._asks_on: dict[int, list[int]] = {}
        keys_asked = flows.source[flow] * self._categories + category
        keys_asking = flows.target[flow] * self._categories + category
        for asker, asked in dict.fromkeys(zip(keys_asking.tolist(), keys_asked.tolist(), strict=True)):
            self._asks_on.setdefault(asker, []).append(asked)
        self._holders: dict[int, tuple[int, ...]] = {}

    def holders(self, asked: int) -> tuple[int, ...]:
        """The keys of the holdings of this category at the asset asked and at all that it may ask on; maybe none.

        Asking follows `query` flows that carry the category, against their direction.
        """
        found = self._holders.get(asked)
        if found is None:
            met, queue = {asked}, [asked]
            for key in queue:  # the list grows while it is walked
                for source in self._asks_on.get(key, ()):
                    if source not in met:
                        met.add(source)
                        queue.append(source)
            found = self._holders[asked] = tuple(key for key in queue if key in self._holds)
        return found

    def exposed(self, asked: int) -> tuple[int, ...]:
        """What asking exposes: the holdings, or the asset asked itself (with an unknown number) where there is none."""
        return self.holders(asked) or (asked,)

    def exposed_by(self, asked: Numbers) -> Adjacency:
        """For each key asked, in its order, the keys that asking exposes."""
        return rows([self.exposed(one) for one in asked.tolist()])


_kept: "weakref.WeakKeyDictionary[Index, Queries]" = weakref.WeakKeyDictionary()


def queries_of(index: Index) -> Queries:
    """The queries of this estate, with all that they remember."""
    queries = _kept.get(index)
    if queries is None:
        queries = _kept[index] = Queries(index)
    return queries
