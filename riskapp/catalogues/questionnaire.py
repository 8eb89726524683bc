"""The steps and questions of an assessment, as data: what is asked, why, with an example, in which order."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from riskapp.catalogues.consistency import Inconsistency
from riskapp.catalogues.known_facts import Fact
from riskapp.catalogues.rules import Answers, Condition, Rule, chosen
from riskapp.catalogues.text import Text
from riskapp.catalogues.verdicts import VERDICTS


class QuestionKind(StrEnum):
    """How a question is answered. `yes_no` is answered `yes` or `no`, `date` as YYYY-MM-DD."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"
    DATE = "date"
    YES_NO = "yes_no"


class Component(StrEnum):
    """What kind of page a step is; the step's questions, if it has any, stand beneath."""

    THRESHOLD = "threshold"
    SCOPE = "scope"
    PARTICIPANTS = "participants"
    QUESTIONS = "questions"
    FALLBACKS = "fallbacks"
    RISKS = "risks"
    MATRIX = "matrix"
    MEASURES = "measures"
    RESIDUAL = "residual"
    ACCEPTANCE = "acceptance"
    ADVICE = "advice"
    DECISION = "decision"


class Quote(StrEnum):
    """Facts from the estate or the record of processing, shown beside a question so that nobody types them twice."""

    ASSETS = "assets"
    DATA = "data"
    HOLDERS = "holders"
    FLOWS = "flows"
    RECIPIENTS = "recipients"
    SUPPLIERS = "suppliers"
    NEEDS = "needs"
    RECORD = "record"


@dataclass(frozen=True)
class Choice:
    """One answer to choose; `value` is what is stored."""

    value: str
    label: Text


VERDICT_CHOICES = tuple(Choice(value, label) for value, label in VERDICTS.items())


@dataclass(frozen=True)
class Question:
    """One idea asked for. `reason_when` lists the choices that ask for a reason, stored under `reason_key`.

    `verdict` says that a word on how well it is kept belongs beside the answer, stored under `verdict_key`.
    """

    id: str
    kind: QuestionKind
    label: Text
    why: Text
    guidance: Text | None
    example: Text | None
    required: bool
    choices: tuple[Choice, ...]
    article: Text
    quotes: tuple[Quote, ...]
    asked_when: Condition | None
    reason_label: Text | None
    reason_when: tuple[str, ...]
    verdict: bool = False

    @property
    def reason_key(self) -> str:
        """The answer key of the reason that stands beside this question's choices."""
        return f"{self.id}.reason"

    @property
    def verdict_key(self) -> str:
        """The answer key of the verdict that stands beside the answer."""
        return f"{self.id}.verdict"

    @property
    def keys(self) -> tuple[str, ...]:
        """The answer keys that this question uses: its id, its reason's and its verdict's where it asks for them."""
        reason = (self.reason_key,) if self.reason_label else ()
        return (self.id, *reason, self.verdict_key) if self.verdict else (self.id, *reason)

    def applies(self, answers: Answers) -> bool:
        """Whether the question is asked, given the answers to others."""
        return self.asked_when is None or self.asked_when.holds(answers)

    def wants_reason(self, answers: Answers) -> bool:
        """Whether what was chosen must be given a reason."""
        return any(value in self.reason_when for value in chosen(answers, self.id))

    def offered(self, key: str) -> tuple[Choice, ...]:
        """What is to choose from under one of the question's keys; empty where it is answered in words."""
        return {self.id: self.choices, self.verdict_key: VERDICT_CHOICES}.get(key, ())

    def choice(self, value: str) -> Choice | None:
        """The choice that stores `value`, or None."""
        return next((choice for choice in self.choices if choice.value == value), None)


@dataclass(frozen=True)
class Step:
    """One page of the wizard."""

    id: str
    title: Text
    lead: Text
    component: Component
    article: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questionnaire:
    """The steps of one kind of assessment, in order. `rules` decide a threshold, the first that holds; may be empty.

    `facts` are what the estate may know of it, `inconsistencies` what does not go together.
    """

    kind: str
    version: str
    source: Text
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...]
    otherwise: Text | None
    facts: tuple[Fact, ...] = ()
    inconsistencies: tuple[Inconsistency, ...] = ()

    @property
    def questions(self) -> Iterator[Question]:
        """All questions, in the order of the steps."""
        return (question for step in self.steps for question in step.questions)

    def step(self, step_id: str) -> Step | None:
        """The step with that id, or None."""
        return next((step for step in self.steps if step.id == step_id), None)

    def question(self, question_id: str) -> Question | None:
        """The question with that id, or None."""
        return next((question for question in self.questions if question.id == question_id), None)
