"""What a PIA becomes in riskapp: our answers, scenarios, measures and participants, and what was left out."""

from collections.abc import Callable
from dataclasses import dataclass, field

from riskapp.assessments.control import Control
from riskapp.assessments.risks import Scenario
from riskapp.catalogues.cnil_pia import Mapped
from riskapp.catalogues.questionnaire import Questionnaire
from riskapp.exchange.cnil.form import LeftOut
from riskapp.exchange.cnil.marks import Section, sections
from riskapp.exchange.cnil.markup import plain


@dataclass(frozen=True, slots=True)
class Moved:
    """A PIA in our terms. A measure's `treats` are numbers of scenarios, which count from 1 in this order."""

    title: str
    answers: dict[str, str]
    scenarios: tuple[Scenario, ...]
    controls: tuple[Control, ...]
    participants: tuple[tuple[str, str], ...]
    left_out: tuple[LeftOut, ...]


@dataclass(slots=True)
class Move:
    """A PIA on its way in: what has been placed so far, and what was left out."""

    mapped: Mapped
    questionnaire: Questionnaire
    language: str
    answers: dict[str, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def leave(self, where: str, reason: str, text: str = "") -> None:
        """Note what did not move in, or what somebody should look at."""
        self.left_out.append(LeftOut(where, reason, text))

    def text(self, source: str, where: str, hidden_reason: str) -> str:
        """HTML as a plain text; what in it was no text is left out."""
        read = plain(source)
        for one in read.hidden:
            self.leave(where, hidden_reason, one)
        return read.text

    def place(self, key: str, text: str, heading: str = "") -> None:
        """Add a text to an answer, under a heading where it came from elsewhere."""
        parts = [self.answers.get(key, ""), f"{heading}\n{text}" if heading else text]
        self.answers[key] = "\n\n".join(part for part in parts if part.strip())

    def said(self, word: str) -> str:
        """A word of ours, in the DPIA's language."""
        return self.mapped.said(word, self.language)

    def sections(self, text: str) -> list[Section]:
        """The parts of a text that are marked with a key and choices of ours."""
        return sections(text, self._known())

    def _known(self) -> Callable[[str, tuple[str, ...]], bool]:
        offered = {
            key: {choice.value for choice in question.offered(key)}
            for question in self.questionnaire.questions
            for key in question.keys
        }
        return lambda key, values: (
            key in offered and (bool(values) and set(values) <= offered[key] if offered[key] else not values)
        )
