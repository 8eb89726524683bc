"""How wide the columns of a table are: by their weights, but no word that can have room for itself is divided."""

import re
from collections.abc import Iterable, Sequence

from riskapp.reports import markup

_LONGEST = 0.45
"""Of the table's width: a longer word (an address, a fingerprint) is divided wherever it stands."""
_WIDEST_LETTER = 1.4
"""Of the font's size: a word of so few letters that it fits at this width need not be measured."""
_SPARE = 0.5
_BLANKS = re.compile(r"[ \r\n]+")


def column_widths(weights: Sequence[float], needs: Sequence[float], total: float) -> list[float]:
    """Widths in points that sum to `total`: each column at least what it needs, the rest by weight.

    Where all needs together are more than there is, the greatest of them are not met.
    """
    needs = [need if need <= total * _LONGEST else 0.0 for need in needs]
    while sum(needs) > total:
        needs[needs.index(max(needs))] = 0.0
    held: dict[int, float] = {}
    while True:
        left, shared = total - sum(held.values()), sum(weights) - sum(weights[index] for index in held)
        widths = [held.get(index, left * weight / shared) for index, weight in enumerate(weights)]
        short = {index: need for index, need in enumerate(needs) if widths[index] < need - 1e-6}
        if not short:
            return widths
        held |= short


def longest_word(texts: Iterable[str], font: str, size: float, least: float) -> float:
    """The width in points of the widest word in `texts`; 0 where none can be wider than `least`."""
    letters = least / (size * _WIDEST_LETTER)
    words = {word for text in texts for word in _BLANKS.split(text) if len(word) > letters}
    return max((markup.width(word, font, size) + _SPARE for word in words), default=0.0)
