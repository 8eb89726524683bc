"""What the estate knows that a threshold assessment asks for: facts as data, weighed against the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from riskapp.catalogues.reading import Entry
from riskapp.catalogues.rules import Answers, chosen
from riskapp.catalogues.text import Text


class Figure(StrEnum):
    """A number that the estate gives for the systems in scope."""

    PERSONS = "persons"
    SPECIAL_PERSONS = "special_persons"
    SPECIAL_CATEGORIES = "special_categories"
    DEVICES = "devices"
    ON_TRIAL = "on_trial"


Figures = Mapping[Figure, int]


class Standing(StrEnum):
    """How the answer stands to the fact."""

    AGREES = "answered so"
    OPEN = "not answered yet"
    DIFFERS = "answered otherwise"


@dataclass(frozen=True)
class Fact:
    """A figure of `at_least` so much expects one of `answers` to the question; `says` has {n} for the figure."""

    id: str
    question: str
    answers: tuple[str, ...]
    figure: Figure
    at_least: int
    says: Text


@dataclass(frozen=True)
class Known:
    """A fact that holds, with the figure, and how the answer stands to it."""

    fact: Fact
    figure: int
    standing: Standing

    @property
    def said(self) -> Text:
        """The fact in words, with its figure."""
        figure = f"{self.figure:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
        return Text(self.fact.says.nb.replace("{n}", figure), self.fact.says.en.replace("{n}", figure))


def read_fact(entry: Entry) -> Fact:
    """A fact from its table."""
    fact = Fact(
        id=entry.string("id"),
        question=entry.string("question"),
        answers=entry.strings("answers"),
        figure=Figure(entry.word("figure", list(Figure))),
        at_least=entry.number("at_least", 1),
        says=entry.text("says"),
    )
    entry.finish()
    return fact


def known(facts: Sequence[Fact], figures: Figures, answers: Answers) -> tuple[Known, ...]:
    """The facts that hold, in the catalogue's order."""
    return tuple(
        Known(fact, figures[fact.figure], _standing(fact, answers))
        for fact in facts
        if figures.get(fact.figure, 0) >= fact.at_least
    )


def _standing(fact: Fact, answers: Answers) -> Standing:
    given = chosen(answers, fact.question)
    if not given:
        return Standing.OPEN
    return Standing.AGREES if set(given) & set(fact.answers) else Standing.DIFFERS


def filled(answers: Answers, facts: Sequence[Known]) -> Answers:
    """The answers, with those that the estate expects where nobody has answered yet."""
    more: dict[str, list[str]] = {}
    for one in facts:
        if one.standing is Standing.OPEN:
            more.setdefault(one.fact.question, []).append(one.fact.answers[0])
    return {**answers, **more}
