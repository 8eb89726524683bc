"""Whether a scenario says what starts it, what happens and what follows, each in words of its own."""

import re
from enum import StrEnum
from itertools import combinations

_WORD = re.compile(r"\w+")
_ALIKE = 0.8
"""Two texts that share this part of all their words say the same."""


class Asked(StrEnum):
    """What the wording of a scenario lacks."""

    NO_CAUSE = "no cause"
    NO_EVENT = "no event"
    NO_EFFECT = "no consequence"
    CAUSE_IS_EVENT = "cause and event say the same"
    CAUSE_IS_EFFECT = "cause and consequence say the same"
    EVENT_IS_EFFECT = "event and consequence say the same"


_MISSING = (Asked.NO_CAUSE, Asked.NO_EVENT, Asked.NO_EFFECT)
_SAME = {(0, 1): Asked.CAUSE_IS_EVENT, (0, 2): Asked.CAUSE_IS_EFFECT, (1, 2): Asked.EVENT_IS_EFFECT}


def asks_wording(cause: str, event: str, effect: str) -> tuple[Asked, ...]:
    """What to ask for: which of the three is missing, then which two say the same; nothing where all is well.

    A text without a letter or a figure, such as a dash, says nothing.
    """
    texts = [frozenset(_WORD.findall(text.casefold())) for text in (cause, event, effect)]
    missing = tuple(asked for asked, words in zip(_MISSING, texts, strict=True) if not _says(words))
    return missing + tuple(_SAME[pair] for pair in combinations(range(3), 2) if _same(*(texts[one] for one in pair)))


def _says(words: frozenset[str]) -> bool:
    return any(letter.isalnum() for word in words for letter in word)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return _says(one) and _says(other) and len(one & other) >= _ALIKE * len(one | other)
