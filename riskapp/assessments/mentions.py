"""Naming people in a remark: `@kari` tells Kari of it. Pure text, so that page and operation read it alike."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_NAMED = re.compile(r"(?<![\w@.+-])@(\S+)")
"""An @ that begins a word; the one inside an e-mail address does not."""
_AFTER = ".,;:!?)]}>\"'»”’…"
"""What may stand after a name in a sentence."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """The user names that a text names and that are known, and the words after an @ that are nobody's."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]


def mentions_in(text: str, usernames: Collection[str]) -> Mentions:
    """Whom a text names. A name is read as long as it can be: `@kari.` is kari, unless somebody is called `kari.`."""
    known: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for found in _NAMED.finditer(text):
        written = found[1].casefold()
        name = written
        while name not in usernames and name and name[-1] in _AFTER:
            name = name[:-1]
        if name in usernames:
            known[name] = None
        elif name:
            unknown[name] = None
    return Mentions(tuple(known), tuple(unknown))
