"""Conditions over answers, and rules made of them: the form in which a catalogue says when something holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskapp.catalogues.reading import Entry
from riskapp.catalogues.text import Text

Answers = Mapping[str, str | Sequence[str]]
"""Answers by key: a question's id, or its id with `.reason` for the reason beside it. Several choices are a list."""


def chosen(answers: Answers, key: str) -> tuple[str, ...]:
    """What is answered under a key, as a tuple; empty where nothing is."""
    answer = answers.get(key, "")
    values = (answer,) if isinstance(answer, str) else tuple(answer)
    return tuple(value for value in values if value.strip())


@dataclass(frozen=True)
class Condition:
    """Holds when at least `at_least` of the questions have one of the answers."""

    questions: tuple[str, ...]
    answers: tuple[str, ...]
    at_least: int = 1

    def hits(self, answers: Answers) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The questions that have one of the answers, each with those that it has, in the condition's order."""
        found = [(q, tuple(a for a in chosen(answers, q) if a in self.answers)) for q in self.questions]
        return tuple((question, values) for question, values in found if values)

    def holds(self, answers: Answers) -> bool:
        """Whether enough of the questions have one of the answers."""
        return len(self.hits(answers)) >= self.at_least


@dataclass(frozen=True)
class Rule:
    """An outcome that follows when every one of its conditions holds; `because` says so to a person."""

    id: str
    outcome: str
    because: Text
    article: Text
    needs: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        """Whether all conditions hold."""
        return all(condition.holds(answers) for condition in self.needs)


def read_condition(entry: Entry) -> Condition:
    """A condition from its table `{ questions = [...], answers = [...], at_least = 1 }`."""
    condition = Condition(
        questions=entry.strings("questions"),
        answers=entry.strings("answers"),
        at_least=entry.number("at_least", 1),
    )
    entry.finish()
    return condition


def read_rule(entry: Entry, outcomes: tuple[str, ...]) -> Rule:
    """A rule from its table; the outcome must be one of `outcomes`."""
    rule = Rule(
        id=entry.string("id"),
        outcome=entry.word("outcome", outcomes),
        because=entry.text("because"),
        article=entry.citation("article"),
        needs=tuple(read_condition(need) for need in entry.entries("needs")),
    )
    entry.finish()
    return rule
