"""Facts in words: a name, a list, a time or a count, in both languages, as they fill the places of a text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from riskapp.catalogues.text import Text

Fact = str | int | tuple[str, ...]
"""What is known: a text, a number or a list of names."""

PLACE = re.compile(r"\{(\w*)\}")
NAMES = 3
"""So many names of a list are told, and how many more there are."""

_HOUR, _DAY = 60, 1440
_UNITS = ((_DAY, "day"), (_HOUR, "hour"))


class Form(StrEnum):
    """How a fact is told."""

    NAME = "name"
    NAMES = "names"
    MINUTES = "minutes"
    AFTER = "after"
    NUMBER = "number"
    COUNT = "count"


@dataclass(frozen=True)
class Plural:
    """So many of something; `many` has {n} for the number."""

    one: Text
    many: Text

    def of(self, number: int) -> Text:
        """The text for this number."""
        return self.one if number == 1 else put(self.many, {"n": alike(figure(number))})


@dataclass(frozen=True)
class FactKind:
    """A fact that texts have a place for; only a count has words of its own."""

    id: str
    form: Form
    words: Plural | None


@dataclass(frozen=True)
class Glue:
    """The small words between facts; `more` and `after` have {n}, `units` are minute, hour and day."""

    and_: Text
    more: Text
    at_once: Text
    after: Text
    units: Mapping[str, Plural]


def alike(text: str) -> Text:
    """What reads alike in both languages, such as a name."""
    return Text(nb=text, en=text)


def figure(number: int) -> str:
    """A number with its thousands apart."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def places(text: Text) -> frozenset[str]:
    """The places that a text has, in either language."""
    return frozenset(PLACE.findall(text.nb)) | frozenset(PLACE.findall(text.en))


def put(text: Text, words: Mapping[str, Text]) -> Text:
    """The text with its places filled; what fills them is never read for places again."""
    return Text(
        nb=PLACE.sub(lambda found: words[found[1]].nb, text.nb),
        en=PLACE.sub(lambda found: words[found[1]].en, text.en),
    )


def told(kind: FactKind, fact: Fact, glue: Glue) -> Text:
    """A fact in words."""
    if isinstance(fact, tuple):
        return _list(fact, glue)
    if isinstance(fact, str):
        return alike(fact)
    if kind.words is not None:
        return kind.words.of(fact)
    if kind.form is Form.NUMBER:
        return alike(figure(fact))
    if kind.form is not Form.AFTER:
        return _minutes(fact, glue)
    return put(glue.after, {"n": _minutes(fact, glue)}) if fact else glue.at_once


def _minutes(minutes: int, glue: Glue) -> Text:
    """A time in the largest unit that it is a whole number of."""
    for length, unit in _UNITS:
        if minutes and minutes % length == 0:
            return glue.units[unit].of(minutes // length)
    return glue.units["minute"].of(minutes)


def _list(names: Sequence[str], glue: Glue) -> Text:
    if len(names) <= 1:
        return alike("".join(names))
    shown = [alike(name) for name in names]
    if len(names) > NAMES:
        shown = [*shown[:NAMES], put(glue.more, {"n": alike(figure(len(names) - NAMES))})]
    return Text(
        nb=_joined([one.nb for one in shown], glue.and_.nb), en=_joined([one.en for one in shown], glue.and_.en)
    )


def _joined(parts: Sequence[str], last: str) -> str:
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
