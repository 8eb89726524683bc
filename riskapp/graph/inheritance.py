"""Inheritance: the strongest need that reaches each asset from another, and the way that it came."""

from collections.abc import Sequence

from riskapp.graph.adjacency import Adjacency

NONE = -1
_PLACES = 2


class Inheritance:
    """For each asset the first of `strongest` that is the own need of another asset which leads to it, however far.

    Of several ways the shortest counts, of these the first in the order of `leads`. To leave an asset's own need out
    where it comes round a circle, the two strongest are kept that come from different assets; which takes as long, and
    as much memory, as the estate has rows.
    """

    def __init__(self, own: Sequence[int | None], leads: Adjacency, strongest: Sequence[int]) -> None:
        # Each asset has two places; a place knows the source of a need and the place that it came from.
        self._own = own
        self._source = [NONE] * (_PLACES * len(own))
        self._before = [NONE] * (_PLACES * len(own))
        self._length = [0] * (_PLACES * len(own))
        following = leads.lists()
        owners: dict[int, list[int]] = {}
        for asset, value in enumerate(own):
            if value is not None:
                owners.setdefault(value, []).append(asset)
        for value in strongest:
            self._spread(owners.get(value, []), following)

    def _spread(self, owners: Sequence[int], following: Sequence[Sequence[int]]) -> None:
        """Lead the needs of these, which are equal, as far as they go; needs that came before are stronger."""
        queue = [(owner, owner, NONE) for owner in owners]
        for asset, source, place in queue:  # the list grows while it is walked
            for other in following[asset]:
                taken = self._take(other, source, place)
                if taken != NONE:
                    queue.append((other, source, taken))

    def _take(self, asset: int, source: int, before: int) -> int:
        """The place in which the need of `source` is kept, or NONE: it is known, weaker than two others, or its own."""
        first = _PLACES * asset
        if source == asset or self._source[first] == source:
            return NONE
        place = first if self._source[first] == NONE else first + 1
        if self._source[place] != NONE:
            return NONE
        self._source[place], self._before[place] = source, before
        self._length[place] = 2 if before == NONE else self._length[before] + 1
        return place

    def value(self, asset: int) -> int | None:
        """What an asset inherits; None where nobody who leads to it needs anything."""
        source = self._source[_PLACES * asset]
        return None if source == NONE else self._own[source]

    def length(self, asset: int) -> int:
        """How many assets the way has; 0 where nothing is inherited."""
        return self._length[_PLACES * asset]

    def way(self, asset: int) -> tuple[int, ...]:
        """The assets from the one whose own need it is to the one that inherits it; found when asked for."""
        place = _PLACES * asset
        if self._source[place] == NONE:
            return ()
        way = [asset]
        while self._before[place] != NONE:
            place = self._before[place]
            way.append(place // _PLACES)
        return (self._source[place], *reversed(way))
