"""Answers that do not go together, or cannot stay as they are: told while they are written, and decided by nobody."""

from dataclasses import dataclass

from riskapp.catalogues.reading import Entry
from riskapp.catalogues.rules import Answers, Condition, read_condition
from riskapp.catalogues.text import Text


@dataclass(frozen=True)
class Inconsistency:
    """Told at `question` when every one of `needs` holds."""

    id: str
    question: str
    says: Text
    article: Text
    needs: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        """Whether the answers are such."""
        return all(condition.holds(answers) for condition in self.needs)


def read_inconsistency(entry: Entry) -> Inconsistency:
    """One from its table."""
    found = Inconsistency(
        id=entry.string("id"),
        question=entry.string("question"),
        says=entry.text("says"),
        article=entry.citation("article"),
        needs=tuple(read_condition(need) for need in entry.entries("needs")),
    )
    entry.finish()
    return found
