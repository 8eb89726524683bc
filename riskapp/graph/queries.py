"""Queries: who holds a category of data that can be had by asking, and by being asked on."""

from riskapp.graph.index import Index
from riskapp.graph.vocabulary import Access


class Queries:
    """Remembers every answer, so that thousands who may ask the same asset cost one search."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._holders: dict[tuple[int, str], tuple[int, ...]] = {}

    def holders(self, asked: int, category: str) -> tuple[int, ...]:
        """The assets that hold the category among `asked` and all that it may ask on, as numbers; maybe none.

        Asking follows `query` flows that carry the category, against their direction.
        """
        key = asked, category
        found = self._holders.get(key)
        if found is None:
            found = self._holders[key] = self._search(asked, category)
        return found

    def _search(self, asked: int, category: str) -> tuple[int, ...]:
        index = self._index
        met, queue = {asked}, [asked]
        for asset in queue:  # the list grows while it is walked
            for flow in index.receives[asset]:
                source = index.source[flow]
                if source not in met and is_query(index, flow) and category in index.flows[flow].categories:
                    met.add(source)
                    queue.append(source)
        return tuple(asset for asset in queue if category in index.holdings[asset])


def is_query(index: Index, flow: int) -> bool:
    """Whether the flow's target may ask its source at any time."""
    return index.flows[flow].access is Access.QUERY
