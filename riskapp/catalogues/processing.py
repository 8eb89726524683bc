"""The record of processing as data: the law's order, and the words that a person chooses from (`processing.toml`)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from riskapp.catalogues.measures import Word
from riskapp.catalogues.reading import Entry, packaged, parse, refuse_twice
from riskapp.catalogues.text import Text

CONTROLLER, PROCESSOR = "controller", "processor"
"""What we are in a processing: the first has the record of Art. 30(1), the second that of Art. 30(2)."""

SECTIONS = ("basics", "parties", "purposes", "data", "recipients", "transfers", "retention", "security")
"""Where on the page of an activity something is written."""


@dataclass(frozen=True)
class Heading:
    """One letter of the law's list, and the section of the page in which it is written."""

    id: str
    section: str
    article: str
    label: Text


@dataclass(frozen=True)
class Basis:
    """A basis of Art. 6 or a condition of Art. 9; `law` asks for a supplementary basis in national law."""

    id: str
    law: bool
    label: Text


@dataclass(frozen=True)
class Item:
    """One thing that a processor agreement has to settle."""

    id: str
    article: str
    label: Text


@dataclass(frozen=True)
class Mechanism:
    """What lets data leave the EEA; `assessed` asks for a transfer assessment, `safeguards` for words about them."""

    id: str
    article: str
    assessed: bool
    safeguards: bool
    label: Text


@dataclass(frozen=True)
class Supplement:
    """A supplementary basis to start from, with the basis and the condition that usually stand beside it."""

    id: str
    article: str
    label: Text
    basis: str
    condition: str


@dataclass(frozen=True)
class RecordWords:
    """The whole catalogue."""

    version: str
    source: Text
    controller: tuple[Heading, ...]
    processor: tuple[Heading, ...]
    roles: tuple[Word, ...]
    states: tuple[Word, ...]
    subjects: tuple[Word, ...]
    bases: tuple[Basis, ...]
    conditions: tuple[Basis, ...]
    agreements: tuple[Word, ...]
    answers: tuple[Word, ...]
    checklist: tuple[Item, ...]
    mechanisms: tuple[Mechanism, ...]
    supplements: tuple[Supplement, ...]

    def headings(self, role: str) -> tuple[Heading, ...]:
        """The letters of the record, in the law's order, for a role."""
        return self.processor if role == PROCESSOR else self.controller


Listed = TypeVar("Listed", Heading, Word, Basis, Item, Mechanism, Supplement)


@cache
def load_record_words() -> RecordWords:
    """The catalogue that came with riskapp, read once. Raises Invalid, naming file and entry."""
    return read_record_words("processing.toml", packaged("processing.toml"))


def read_record_words(file: str, content: str) -> RecordWords:
    """The catalogue from TOML; raises Invalid, naming `file` and the entry, where anything is amiss."""
    top = parse(file, content)
    bases, conditions = _listed(top, "bases", _basis), _listed(top, "conditions", _basis)
    known = [one.id for one in bases], [one.id for one in conditions]
    words = RecordWords(
        version=top.string("version"),
        source=top.text("source"),
        controller=_listed(top, "controller", _heading),
        processor=_listed(top, "processor", _heading),
        roles=_listed(top, "roles", _word(("controller", "processor"))),
        states=_listed(top, "states", _word(("draft", "in force", "ended"))),
        subjects=_listed(top, "subjects", _word(None)),
        bases=bases,
        conditions=conditions,
        agreements=_listed(top, "agreements", _word(("none", "draft", "signed", "expired"))),
        answers=_listed(top, "answers", _word(("yes", "no", "unknown"))),
        checklist=_listed(top, "checklist", lambda one: Item(one.string("id"), one.string("article"), one.own_text())),
        mechanisms=_listed(top, "mechanisms", _mechanism),
        supplements=_listed(top, "supplement", lambda one: _supplement(one, *known)),
    )
    top.finish()
    return words


def _listed(top: Entry, key: str, read: Callable[[Entry], Listed]) -> tuple[Listed, ...]:
    found = []
    for entry in top.entries(key):
        one = read(entry)
        entry.finish()
        found.append((entry, one))
    refuse_twice([(one.id, entry) for entry, one in found])
    return tuple(one for _, one in found)


def _word(among: Collection[str] | None) -> Callable[[Entry], Word]:
    return lambda one: Word(one.string("id") if among is None else one.word("id", among), one.own_text())


def _heading(one: Entry) -> Heading:
    return Heading(one.string("id"), one.word("section", SECTIONS), one.string("article"), one.own_text())


def _basis(one: Entry) -> Basis:
    return Basis(one.string("id"), one.flag("law", default=False), one.own_text())


def _mechanism(one: Entry) -> Mechanism:
    return Mechanism(
        one.string("id"),
        one.string("article"),
        one.flag("assessed", default=False),
        one.flag("safeguards", default=False),
        one.own_text(),
    )


def _supplement(one: Entry, bases: Collection[str], conditions: Collection[str]) -> Supplement:
    return Supplement(
        one.string("id"),
        one.string("article"),
        one.text("label"),
        one.word("basis", bases),
        one.word("condition", conditions),
    )
