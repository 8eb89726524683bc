"""A comparison of two contents in words of one language: the page and the report's appendix say the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from riskapp.assessments.compared_row import Field
from riskapp.assessments.comparison import PARTS, Difference
from riskapp.assessments.word_changes import Word, word_changes
from riskapp.reports.assessment.reader import Reader
from riskapp.reports.assessment.since_values import value_in_words

_UNTOLD = frozenset({"estimate", "figures", "evidence supposed", "effect"})
"""What is worked out: its words may be the same though its digits are not."""


@dataclass(frozen=True, slots=True)
class SaidField:
    """A field in words: its name, what it said and what it says."""

    name: str
    before: str
    after: str

    @property
    def stretches(self) -> tuple[tuple[Word, str], ...]:
        """Word by word where much is the same; else what it said, and then what it says."""
        found = tuple(word_changes(self.before, self.after))
        same = sum(len(text.strip()) for word, text in found if word is Word.SAME)
        if 2 * same >= max(len(self.before), len(self.after)):
            return found
        whole = ((Word.GONE, self.before), (Word.SAME, " → "), (Word.COME, self.after))
        return (
            whole if self.before and self.after else tuple(one for one in whole if one[0] is not Word.SAME and one[1])
        )


@dataclass(frozen=True, slots=True)
class SaidDifference:
    """A row in words; `did` is its key (added, removed, changed), `told` that in words, `weighs` why it matters."""

    place: str
    name: str
    did: str
    told: str
    weight: int
    weighs: str
    fields: tuple[SaidField, ...]


@dataclass(frozen=True, slots=True)
class SaidPart:
    """A part of the content with the rows that differ."""

    part: str
    name: str
    differences: tuple[SaidDifference, ...]


def said_parts(differences: Iterable[Difference], reader: Reader) -> tuple[SaidPart, ...]:
    """The parts that differ, the gravest rows of each first, and the parts with a grave one before the others."""
    gravest = sorted(differences, key=lambda one: -one.weight)
    parts = ((part, tuple(said(one, reader) for one in gravest if one.part == part)) for part in PARTS)
    found = [SaidPart(part, reader.say(f"part {part}"), told) for part, told in parts if told]
    return tuple(sorted(found, key=lambda part: -part.differences[0].weight))


def said(one: Difference, reader: Reader) -> SaidDifference:
    """A difference in words."""
    return SaidDifference(
        one.place,
        row_name(one.part, one.place, one.name, reader),
        one.did,
        reader.say(f"did {one.did}"),
        one.weight,
        reader.say(f"weight {one.weight}"),
        tuple(_fields(one, reader)),
    )


def row_name(part: str, place: str, name: Any, reader: Reader) -> str:
    """What a row is called: a question by its words, a risk by number and event, a fact by what it is about."""
    told = reader.text(name) if isinstance(name, dict) else str(name or "")
    if part in ("risks", "measures", "workshops", "acceptances", "trade_offs"):
        return f"{place} {told}".strip()
    if part == "review" and not told:
        return reader.say(f"review {place}") if place else reader.say("review")
    return told or reader.say(f"part {part}")


def _fields(one: Difference, reader: Reader) -> Iterator[SaidField]:
    for field in one.fields:
        before, after = (value_in_words(field.field, value, reader) for value in (field.before, field.after))
        if before == after and type(field.before) is type(field.after) is int:  # days and hours leave minutes out
            before, after = (reader.say("exact minutes", n=reader.number(one)) for one in (field.before, field.after))
        if before == after and field.field.partition(" R")[0] in _UNTOLD:
            before, after = "", reader.say("anew")
        if before != after:
            yield SaidField(field_name(field, reader), before, after)


def field_name(field: Field, reader: Reader) -> str:
    """The name of a field; where a row has several of a kind (aspects, files, processes) it names which."""
    first, _, which = field.field.partition(" ")
    if first == "row":
        return reader.say("differs row", of=field.of, which=reader.say(f"row {which}"))
    if first in _NAMES_WHICH and which:
        return reader.say(f"differs {first} of", which=reader.word(which))
    told = reader.say(f"differs {field.field}")
    return reader.say("differs one", which=told, of=field.of) if field.of else told


_NAMES_WHICH = frozenset({"aspect", "passage", "file", "guest", "effect"})
