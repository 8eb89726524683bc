"""Measures as suggestions, with the effect on patient safety to consider, read from `measures.toml`."""

from dataclasses import dataclass
from functools import cache

from riskapp.catalogues.reading import Entry, packaged, parse, refuse_twice
from riskapp.catalogues.text import Text
from riskapp.catalogues.threats import PROPERTIES

KINDS = ("preventive", "damage-limiting")
NOT_ASSESSED = "not assessed"
"""The safety effect of a measure that nobody has judged yet."""

SAFETY_EFFECTS = ("none", "better", "worse", NOT_ASSESSED)


@dataclass(frozen=True)
class Word:
    """A word of a closed vocabulary and what a person reads for it."""

    id: str
    label: Text


@dataclass(frozen=True)
class MeasureSuggestion:
    """A measure to choose: what it does, for which properties, and the clinical situations that it may touch."""

    id: str
    label: Text
    kind: str
    what: Text
    safety: Text
    properties: tuple[str, ...]
    situations: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True)
class Measures:
    """The catalogue of measures with its two vocabularies: effects on patient safety, and clinical situations."""

    version: str
    source: Text
    safety_effects: tuple[Word, ...]
    situations: tuple[Word, ...]
    measures: tuple[MeasureSuggestion, ...]

    def measure(self, measure_id: str) -> MeasureSuggestion | None:
        """The suggestion with that id, or None."""
        return next((measure for measure in self.measures if measure.id == measure_id), None)

    def suggest(self, property_lost: str | None = None) -> tuple[MeasureSuggestion, ...]:
        """The measures that help against the loss of a property, in the catalogue's order; None leaves it open."""
        return tuple(m for m in self.measures if property_lost is None or property_lost in m.properties)


@cache
def load_measures() -> Measures:
    """The measures that came with riskapp, read once. Raises Invalid, naming file and entry."""
    return read_measures("measures.toml", packaged("measures.toml"))


def read_measures(file: str, content: str) -> Measures:
    """Measures from TOML; raises Invalid, naming `file` and the entry, where anything is amiss."""
    top = parse(file, content)
    version, source = top.string("version"), top.text("source")
    effects, situations = _read_words(top, "safety_effects", SAFETY_EFFECTS), _read_words(top, "situations", None)
    known = [word.id for word in situations]
    read = [(entry, _read_measure(entry, known)) for entry in top.entries("measure")]
    top.finish()
    refuse_twice([(measure.id, entry) for entry, measure in read])
    return Measures(version, source, effects, situations, tuple(measure for _, measure in read))


def _read_words(top: Entry, key: str, among: tuple[str, ...] | None) -> tuple[Word, ...]:
    read = []
    for entry in top.entries(key):
        word = Word(entry.string("id") if among is None else entry.word("id", among), entry.own_text())
        entry.finish()
        read.append((entry, word))
    refuse_twice([(word.id, entry) for entry, word in read])
    return tuple(word for _, word in read)


def _read_measure(entry: Entry, situations: list[str]) -> MeasureSuggestion:
    measure = MeasureSuggestion(
        id=entry.string("id"),
        label=entry.text("label"),
        kind=entry.word("kind", KINDS),
        what=entry.text("what"),
        safety=entry.text("safety"),
        properties=entry.strings("properties", PROPERTIES),
        situations=entry.strings("situations", situations),
        references=entry.strings("references"),
    )
    entry.finish()
    return measure
