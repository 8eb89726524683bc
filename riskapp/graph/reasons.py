"""Reasons: the chain of causes from an asset that was reached back to a hit one, as data for pages and reports."""

from riskapp.graph.trails import Link, OutageLink, SpreadLink, Stop, Trail, trail_of

__all__ = ["MOST_NAMES", "Chains", "Link", "OutageLink", "SpreadLink", "chain"]

MOST_NAMES = 1_000_000
"""So much of chains and ways is listed in one answer: some 150 MB of JSON, where a chain is told for every asset."""


class Chains:
    """The chains of one result: each link is worked out once, and shared by all chains that it is part of."""

    def __init__(self, trail: Trail) -> None:
        self._trail = trail
        self._steps: dict[Stop, tuple[Link, Stop | None]] = {}
        self._names: dict[Stop, int] = {}

    def of(self, asset_id: str) -> tuple[Link, ...]:
        """The links from `asset_id` back to a hit asset, the hit one last; raises Invalid where it was not reached."""
        links: list[Link] = []
        stop: Stop | None = self._trail.start(asset_id)
        while stop is not None:
            link, stop = self._step(stop)
            links.append(link)
        return tuple(links)

    def first(self, asset_id: str) -> tuple[Link, ...]:
        """The first two links of the chain, which are all that a sentence needs; one where the asset was hit."""
        link, stop = self._step(self._trail.start(asset_id))
        return (link,) if stop is None else (link, self._step(stop)[0])

    def names(self, asset_id: str) -> int:
        """How long the chain is, without making it: its links, one that names several providers as often as those."""
        new: list[Stop] = []
        stop: Stop | None = self._trail.start(asset_id)
        while stop is not None and stop not in self._names:
            new.append(stop)
            stop = self._step(stop)[1]
        total = 0 if stop is None else self._names[stop]
        for stop in reversed(new):
            total += _named(self._step(stop)[0])
            self._names[stop] = total
        return total

    def _step(self, stop: Stop) -> tuple[Link, Stop | None]:
        if stop not in self._steps:
            self._steps[stop] = self._trail.step(stop)
        return self._steps[stop]


def chain(result: object, asset_id: str) -> tuple[Link, ...]:
    """The links from `asset_id` back to a hit asset, the hit one last.

    Of an outage: that of the asset's first failure, or of its first degradation where it never went down; from a
    group that broke, the chain goes on with the provider that failed last, for that one tipped it.
    Raises Invalid where the result does not reach the asset. For many assets of one result see Chains.
    """
    return Chains(trail_of(result)).of(asset_id)


def _named(link: Link) -> int:
    if isinstance(link, OutageLink) and link.cause is not None:
        return max(1, len(link.cause.providers))
    return 1
