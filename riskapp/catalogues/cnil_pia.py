"""How a DPIA moves between riskapp and the CNIL PIA tool, as data that our questions are checked against."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.reading import Entry, packaged, parse, refuse_twice
from riskapp.catalogues.text import Text
from riskapp.catalogues.threats import PROPERTIES


@dataclass(frozen=True)
class Reference:
    """A question of the tool. `to` is the answer key that takes its text, `holds` our questions that go out under it.

    `verdict` is the question that its evaluation judges, or empty.
    """

    id: str
    to: str
    holds: tuple[str, ...]
    evaluated: str
    verdict: str
    name: Text

    @property
    def joint(self) -> bool:
        """Whether the tool asks for several of our rights in one breath."""
        return len(self.holds) > 1 and self.to == self.verdict


@dataclass(frozen=True)
class FearedEvent:
    """A section on one feared event; `id` is the property that is lost, `name` what its scenario is called."""

    id: str
    section: str
    evaluated: str
    name: Text


@dataclass(frozen=True)
class Mapped:
    """The whole mapping."""

    references: tuple[Reference, ...]
    events: tuple[FearedEvent, ...]
    as_measures: tuple[str, ...]
    as_fields: tuple[str, ...]
    story: str
    words: Mapping[str, Text]

    def reference(self, number: str) -> Reference | None:
        """The tool's question of that number, or None."""
        return next((one for one in self.references if one.id == number), None)

    def said(self, word: str, language: str) -> str:
        """One of the words that are written into a DPIA, in its language."""
        return self.words[word].in_language(language)


@cache
def load_mapping() -> Mapped:
    """The mapping that came with riskapp, read once. Raises Invalid, naming file and entry."""
    return read_mapping("cnil_pia.toml", packaged("cnil_pia.toml"))


def read_mapping(file: str, content: str) -> Mapped:
    """A mapping from TOML; raises Invalid where it names a question that the DPIA does not have."""
    top = parse(file, content)
    top.string("version")
    top.text("source")
    questionnaire = load_questionnaire("dpia")
    questions = {question.id for question in questionnaire.questions}
    keys = {key for question in questionnaire.questions for key in question.keys}
    judged = {"", *(question.id for question in questionnaire.questions if question.verdict)}
    references = [(entry, _reference(entry, questions, keys, judged)) for entry in top.entries("reference")]
    refuse_twice([(one.id, entry) for entry, one in references])
    events = tuple(_event(entry) for entry in top.entries("event"))
    words = top.entry("words")
    mapped = Mapped(
        tuple(one for _, one in references),
        events,
        top.strings("as_measures", questions),
        top.strings("as_fields", questions),
        top.word("story", questions),
        {word: words.text(word) for word in WORDS},
    )
    words.finish()
    top.finish()
    return mapped


WORDS = (
    "evaluation",
    "opinion",
    "may_begin",
    "may_not_begin",
    "refusal",
    "adjustments",
    "people",
    "author",
    "evaluator",
    "validator",
    "officer",
    "not_held",
)


def _reference(entry: Entry, questions: set[str], keys: set[str], judged: set[str]) -> Reference:
    reference = Reference(
        id=entry.string("id"),
        to=entry.word("to", keys),
        holds=entry.strings("holds", questions),
        evaluated=entry.string("evaluated", ""),
        verdict=entry.word("verdict", judged, ""),
        name=entry.text("name"),
    )
    entry.finish()
    return reference


def _event(entry: Entry) -> FearedEvent:
    event = FearedEvent(
        id=entry.word("id", PROPERTIES),
        section=entry.string("section"),
        evaluated=entry.string("evaluated"),
        name=entry.text("name"),
    )
    entry.finish()
    return event
