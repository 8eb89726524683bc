"""All links of an estate as pairs of assets, and the lines that stand for them where devices are too small to tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riskapp.graph.snapshot import Snapshot

MOST_LINES = 1_200
"""So many lines are drawn at once; more would hide what is under them."""

Pairs = NDArray[np.int64]
"""Rows of two numbers of assets, in order, none twice."""


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Who needs whom (dependent, provider), and who sends data to whom (source, target): each pair once."""

    needs: Pairs
    flows: Pairs

    def renumbered(self, new: Sequence[int]) -> "Links":
        """The same with asset `old` as number `new[old]`."""
        numbers = np.array(new, np.int64)
        return Links(_unique(numbers[self.needs]), _unique(numbers[self.flows]))

    def everything(self) -> Pairs:
        """Both, one after the other: who is linked by both stands there twice."""
        return np.concatenate([self.needs, self.flows])

    def __len__(self) -> int:
        return len(self.needs) + len(self.flows)


class Line(NamedTuple):
    """`links` links between two ends, in either direction. An end is an asset, or the district of its devices."""

    one: int
    other: int
    links: int


@dataclass(frozen=True, slots=True)
class Bundles:
    """The lines, the strongest first; `left_out` lines with `hidden` links are not among them.

    `within` links have both ends in the same district, so that there is no line to draw.
    """

    lines: tuple[Line, ...]
    left_out: int
    hidden: int
    within: int


def links_of(snapshot: Snapshot, number: Mapping[str, int]) -> Links:
    """The links of the assets that `number` has a number for."""
    return Links(
        _pairs([(row.dependent, row.provider) for row in snapshot.dependencies], number),
        _pairs([(row.source, row.target) for row in snapshot.flows], number),
    )


def bundles_of(links: Links, ends: Sequence[int]) -> Bundles:
    """Links with the same two `ends` as one line; of too many lines the strongest."""
    if not len(links):
        return Bundles((), 0, 0, 0)
    pairs = np.sort(np.array(ends, np.int64)[links.everything()], axis=1)
    crossing = pairs[pairs[:, 0] != pairs[:, 1]]
    lines, counts = _counted(crossing)
    order = np.argsort(-counts, kind="stable")
    drawn, others = order[:MOST_LINES], order[MOST_LINES:]
    return Bundles(
        lines=tuple(Line(int(lines[place, 0]), int(lines[place, 1]), int(counts[place])) for place in drawn),
        left_out=len(others),
        hidden=int(counts[others].sum()),
        within=len(pairs) - len(crossing),
    )


def _pairs(rows: Sequence[tuple[str, str]], number: Mapping[str, int]) -> Pairs:
    known = [(number[one], number[other]) for one, other in rows if one in number and other in number]
    return _unique(np.array(known, np.int64).reshape(-1, 2))


def _unique(pairs: Pairs) -> Pairs:
    return _counted(pairs)[0]


def _counted(pairs: Pairs) -> tuple[Pairs, NDArray[np.int64]]:
    """The different rows, in order, and how often each is there."""
    # As one number each: sorting rows takes ten times as long.
    wide = int(pairs.max(initial=0)) + 1
    found, counts = np.unique(pairs[:, 0] * wide + pairs[:, 1], return_counts=True)
    return np.stack([found // wide, found % wide], axis=1), counts
