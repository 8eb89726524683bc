"""What looks like a mistyped name: assets whose name or id shares most three-letter pieces with it (Jaccard, 1901)."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind

ALIKE = 8
"""So many are offered where nothing has the text itself."""
LEAST = 0.3
"""The share of pieces that a mistyped name still has in common with the right one."""


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
            share = shared / (len(pieces) + sizes[text] - shared)
            if share >= LEAST:
                shares[text // 2] = max(share, shares.get(text // 2, 0))
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
    """The three-letter pieces of a text, its ends included."""
    padded = f"  {' '.join(text.split()).casefold()} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
