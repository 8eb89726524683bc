"""The watch for black starts: who waits, and the moment from which some wait for nobody but each other."""

from collections.abc import Iterable, Sequence

from riskapp.graph.simulation import NEVER

LOOKS = 4_000_000
"""Assets looked at in one plan while others still come back; beyond that one waits until nobody does."""


class DeadlockWatch:
    """Watches a run: `up` marks assets, `since` the minute from which a group is short, `back_at` that of a return.

    `needs` lists each asset's hard groups, `members` the assets of a group. `prompt` is False once a set may have
    waited for each other before it was found.
    """

    def __init__(
        self,
        needs: Sequence[Sequence[int]],
        members: Sequence[Sequence[int]],
        up: Sequence[bool],
        since: Sequence[int],
        back_at: Sequence[int],
    ) -> None:
        self.prompt = True
        self._needs, self._members = needs, members
        self._up, self._since, self._back_at = up, since, back_at
        self._fallen: set[int] = set()
        self._changed: set[int] = set()
        self._postponed: set[int] = set()
        self._last_to_come: dict[int, tuple[int, int]] = {}
        self._leads_to: dict[int, int] = {}
        self._looks = 0

    def fell(self, asset: int) -> None:
        """An asset has gone down."""
        self._fallen.add(asset)
        self._leads_to.pop(asset, None)

    def changed(self, asset: int) -> None:
        """An asset waits for others than before."""
        if asset in self._leads_to:  # others may have been seen to lead to somebody through it
            self._leads_to.clear()
        if asset not in self._fallen:
            self._changed.add(asset)

    def find(self, quiet: bool) -> list[list[int]]:
        """New sets of assets that wait for each other and for nobody else; `quiet`: nobody comes back by himself.

        Every such set has a member that has just changed, or consists of assets that have all just fallen: it is
        enough to look from those, and not beyond the first who comes back.
        """
        found: list[list[int]] = []
        changed = {asset for asset in self._changed if self._waits(asset) and not self._waits_for_the_same(asset)}
        self._changed = set()
        if self._looks < LOOKS or quiet:
            found += self._search(changed | self._postponed, None)
            self._postponed = set()
        elif changed:
            self.prompt = False
            self._postponed |= changed
        found += self._search(self._fallen, self._fallen)
        self._fallen = set()
        return found

    def _waits(self, asset: int) -> bool:
        return not self._up[asset] and self._back_at[asset] == NEVER

    def _waits_for_the_same(self, asset: int) -> bool:
        """Whether the one that it was last seen to wait for is still to come."""
        group, member = self._last_to_come.get(asset, (NEVER, NEVER))
        return group != NEVER and self._since[group] != NEVER and self._back_at[member] != NEVER

    def _search(self, starts: Iterable[int], among: set[int] | None) -> list[list[int]]:
        found: list[list[int]] = []
        sure: set[int] = set()
        for asset in sorted(starts):
            if asset not in sure and self._waits(asset):
                together = self._closed_from(asset, sure, among)
                if together:
                    found.append(together)
        return found

    def _closed_from(self, start: int, sure: set[int], among: set[int] | None) -> list[int]:
        """The first set found that `start` leads to and nothing leads out of; empty where somebody comes back first.

        Tarjan's search (1972), ended by the first asset that comes back, that is in `sure` or that is not `among`
        those in question; whoever was met on the way is sure to lead somewhere from then on.
        """
        order, lowest, trail, walk = {start: 0}, {start: 0}, [start], [(start, iter(self._waits_for(start)))]
        while True:
            asset, rest = walk[-1]
            for other in rest:
                if other in sure or (among is not None and other not in among) or self._leads_on(asset, other, trail):
                    sure.update(trail)
                    return []
                if other not in order:
                    order[other] = lowest[other] = len(order)
                    trail.append(other)
                    walk.append((other, iter(self._waits_for(other))))
                    break
                lowest[asset] = min(lowest[asset], order[other])
            else:
                walk.pop()
                if lowest[asset] == order[asset]:
                    sure.update(trail)
                    return trail[order[asset] :]
                lowest[walk[-1][0]] = min(lowest[walk[-1][0]], lowest[asset])

    def _leads_on(self, asset: int, other: int, trail: Iterable[int]) -> bool:
        """Whether `other`, for whom `asset` waits, comes back or leads to one who waits for somebody who does.

        If so, all of the trail lead there too: that is kept, for as long as none of them changes.
        """
        last = asset if self._back_at[other] != NEVER else self._leads_to.get(other, NEVER)
        if last == NEVER or not (self._waits(last) and self._waits_for_the_same(last)):
            return False
        self._leads_to.update((one, last) for one in trail if one != last)
        return True

    def _waits_for(self, asset: int) -> list[int]:
        """The down members of its short hard groups: only the last to come back where any does so by himself."""
        waits = [
            (group, member)
            for group in self._needs[asset]
            if self._since[group] != NEVER
            for member in self._members[group]
            if not self._up[member]
        ]
        self._looks += len(waits) + 1
        coming = [pair for pair in waits if self._back_at[pair[1]] != NEVER]
        if coming:
            self._last_to_come[asset] = max(coming, key=lambda pair: self._back_at[pair[1]])
            return [self._last_to_come[asset][1]]
        return [member for _, member in waits]
