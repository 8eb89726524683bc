"""The threshold assessment: must a DPIA be done, and which criteria say so. The rules are data in `dpia.toml`.

Source: GDPR Art. 35(1), (3), (4) and (10); Article 29 Working Party, WP248 rev.01, as endorsed by the EDPB.
"""

from dataclasses import dataclass
from enum import StrEnum

from riskapp.catalogues.questionnaire import Component, Question, Questionnaire
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.rules import Answers, Rule, chosen
from riskapp.catalogues.text import Text


class Outcome(StrEnum):
    """What the answers lead to; `open` means that too little is answered to say."""

    REQUIRED = "required"
    NOT_REQUIRED = "not_required"
    COVERED = "covered"
    OPEN = "open"


@dataclass(frozen=True)
class Fired:
    """A criterion that is met: the question, what was answered, and the reason that was given (may be empty)."""

    question: Question
    values: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Screening:
    """The outcome, the rule that decided it (None: no rule held), every criterion met, and what is unanswered."""

    outcome: Outcome
    rule: Rule | None
    because: Text | None
    fired: tuple[Fired, ...]
    unanswered: tuple[str, ...]


def screen(answers: Answers, questionnaire: Questionnaire | None = None) -> Screening:
    """The threshold's outcome from the answers so far: the first rule that holds decides, in the catalogue's order.

    A rule for “required” may decide before all is answered; “not required” needs every required question answered.
    An answer that is left from a question which is asked no longer decides nothing.
    """
    questionnaire = questionnaire or load_questionnaire("dpia")
    unasked = {key for question in questionnaire.questions if not question.applies(answers) for key in question.keys}
    answers = {key: answer for key, answer in answers.items() if key not in unasked}
    fired = _fired(questionnaire, answers)
    unanswered = _unanswered(questionnaire, answers)
    for rule in questionnaire.rules:
        if rule.holds(answers) and not (unanswered and rule.outcome == Outcome.NOT_REQUIRED):
            return Screening(Outcome(rule.outcome), rule, rule.because, fired, unanswered)
    if unanswered:
        return Screening(Outcome.OPEN, None, None, fired, unanswered)
    return Screening(Outcome.NOT_REQUIRED, None, questionnaire.otherwise, fired, ())


def _fired(questionnaire: Questionnaire, answers: Answers) -> tuple[Fired, ...]:
    met: dict[str, tuple[str, ...]] = {}
    for rule in questionnaire.rules:
        for condition in rule.needs:
            for question_id, values in condition.hits(answers):
                met[question_id] = tuple(dict.fromkeys(met.get(question_id, ()) + values))
    return tuple(
        Fired(question, met[question.id], " ".join(chosen(answers, question.reason_key)))
        for question in questionnaire.questions
        if question.id in met
    )


def _unanswered(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    asked = {q for rule in questionnaire.rules for condition in rule.needs for q in condition.questions}
    return tuple(
        question.id
        for step in questionnaire.steps
        if step.component is Component.THRESHOLD
        for question in step.questions
        if question.id in asked and question.applies(answers) and not chosen(answers, question.id)
    )
