"""Whether two short texts say the same in other words or with a slip of the pen: Norwegian or English, no library.

Words are compared by their stems, so that "angriperen krypterer serverne" is like "angriper krypterer server"; pieces
of three letters catch slips. A number or a "not" that only one of them has makes them different.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

ENOUGH = 0.8
"""From here on two texts are told to say the same: found on near duplicates and on mere neighbours (the tests)."""

FEWEST = 2
"""Texts of fewer stems say too little to be compared by them; such ones are alike only where they are equal."""

_WORD = re.compile(r"[^\W_]+")
_SMALL_WORDS = (
    "og i på av til for med en et ei den det de som at er blir ble vil kan der så har å eller ved fra om sin sitt sine "
    "the a an of to for with in on and or is are be by from at that this it its as into"
)
_NEGATIONS = "ikke ingen intet uten aldri not no without never"
_ENDING_WORDS = "enes anes erne ene ane ens ets ers en et er ar as es a e s ing ingen inger ingene ede te t d ed"
_SMALL = frozenset(_SMALL_WORDS.split())
_NOT = frozenset(_NEGATIONS.split())
_ENDINGS = tuple(sorted(_ENDING_WORDS.split(), key=len, reverse=True))
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Gist:
    """A text as it is compared."""

    words: tuple[str, ...]
    stems: frozenset[str]
    pieces: frozenset[str]
    fixed: frozenset[str]

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return not self.words


MOST = 300
"""So many texts of one group are compared with each other; the rule says so."""
LONGEST = 400
"""So many characters of a text are compared: what happens is said at its beginning."""


@lru_cache(maxsize=50_000)
def gist(text: str) -> Gist:
    """What is compared of a text."""
    words = tuple(_WORD.findall(text.casefold()))
    told = [word for word in words if word not in _SMALL]
    stems = [_stem(word) for word in told]
    fixed = {word for word in words if word in _NOT or any(letter.isdigit() for letter in word)}
    joined = f" {' '.join(stems)} "
    pieces = frozenset(joined[place : place + 3] for place in range(len(joined) - 2))
    return Gist(words, frozenset(stems), pieces, frozenset("not" if word in _NOT else word for word in fixed))


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1."""
    return _likeness(gist(one), gist(other))


def alike(one: str, other: str) -> bool:
    """Whether two texts say the same."""
    return likeness(one, other) >= ENOUGH


def pairs_alike(texts: Sequence[tuple[Hashable, str]]) -> Iterator[tuple[int, int]]:
    """The places of those pairs, among (group, text), that are of one group and say the same."""
    groups: dict[Hashable, list[int]] = {}
    for place, (group, _) in enumerate(texts):
        groups.setdefault(group, []).append(place)
    for places in groups.values():
        known = [(place, gist(texts[place][1][:LONGEST])) for place in places[:MOST]]
        for (first, one), (second, other) in combinations(known, 2):
            # The stems alone rule out nearly all pairs, at a tenth of the price.
            if (one.stems & other.stems or _few(one, other)) and _likeness(one, other) >= ENOUGH:
                yield first, second


def _few(*gists: Gist) -> bool:
    return any(len(one.stems) <= 3 for one in gists)


def _likeness(one: Gist, other: Gist) -> float:
    if one.empty or other.empty:
        return 0.0
    if one.words == other.words:
        return 1.0
    if one.fixed != other.fixed or min(len(one.stems), len(other.stems)) < FEWEST:
        return 0.0
    by_stems = 2 * len(one.stems & other.stems) / (len(one.stems) + len(other.stems))
    by_pieces = 2 * len(one.pieces & other.pieces) / (len(one.pieces) + len(other.pieces))
    return max(by_stems, by_pieces)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
