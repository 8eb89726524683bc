"""Two texts word by word: what stayed, what went, what came. Plain data, so that a page or a paper can mark it."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum

MOST = 4000
"""Words that are compared one by one; two longer texts are told as one gone and one come."""

_WORDS = re.compile(r"\s+|[^\s]+")


class Word(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    COME = "come"


def word_changes(before: str, after: str) -> Iterator[tuple[Word, str]]:
    """The stretches of both texts in reading order; joined without the gone ones they are `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > MOST:
        yield from ((word, text) for word, text in ((Word.GONE, before), (Word.COME, after)) if text)
        return
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Word.SAME, "".join(old[i:j])
            continue
        if i < j:
            yield Word.GONE, "".join(old[i:j])
        if k < m:
            yield Word.COME, "".join(new[k:m])
