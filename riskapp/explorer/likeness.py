"""What looks like a mistyped name: assets whose name or id shares most three-letter pieces with it (Jaccard, 1901).

What somebody types may be a part of a name: then the share of its own pieces that the name has counts instead.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind

ALIKE = 8
"""So many are offered where nothing has the text itself."""
LEAST = 0.3
"""The share of pieces that a mistyped name still has in common with the right one."""
CONTAINED = 0.5
"""The share of its own pieces that a mistyped part of a name still finds there."""


class Likeness:
    """The names and ids of assets by their pieces, gathered at the first slip, so that the next costs little."""

    def __init__(self, assets: Sequence[Asset]) -> None:
        self._assets = assets

    def to(self, wanted: str) -> tuple[Asset, ...]:
        """Up to ALIKE assets whose name or id looks most like the text, devices last."""
        pieces = _pieces(wanted)
        where, sizes = self._gathered
        common = Counter[int]()
        for piece in pieces:
            common.update(where.get(piece, ()))
        shares: dict[int, float] = {}
        for text, shared in common.items():
            jaccard, contained = shared / (len(pieces) + sizes[text] - shared), shared / len(pieces)
            if jaccard >= LEAST or contained >= CONTAINED:
                shares[text // 2] = max(jaccard + contained, shares.get(text // 2, 0))
        near = [(share, self._assets[place]) for place, share in shares.items()]
        near.sort(key=lambda pair: (pair[1].kind is Kind.DEVICE, -pair[0], pair[1].kind, pair[1].name, pair[1].id))
        return tuple(asset for _, asset in near[:ALIKE])

    @cached_property
    def _gathered(self) -> tuple[dict[str, list[int]], list[int]]:
        """For each piece the texts that have it, and how many pieces each text has; two texts an asset."""
        where: dict[str, list[int]] = {}
        sizes: list[int] = []
        for asset in self._assets:
            for text in (asset.name, asset.id):
                pieces = _pieces(text)
                for piece in pieces:
                    where.setdefault(piece, []).append(len(sizes))
                sizes.append(len(pieces))
        return where, sizes


def _pieces(text: str) -> frozenset[str]:
    """The three-letter pieces of a text's words, their ends included."""
    words = (f"  {word} " for word in re.findall(r"\w+", text.casefold()))
    return frozenset(word[at : at + 3] for word in words for at in range(len(word) - 2))
