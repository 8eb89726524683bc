"""Which answers of a questionnaire are missing, and which do not fit their question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from riskapp.catalogues.questionnaire import Question, QuestionKind, Questionnaire
from riskapp.catalogues.rules import Answers, chosen
from riskapp.catalogues.verdicts import VERDICTS
from riskapp.errors import N_, Invalid

NOTHING = "none"
"""The stored value of a choice that excludes all others."""


@dataclass(frozen=True)
class Gap:
    """Something that is still missing: an answer, or the reason or the verdict beside it; `key` is its answer key."""

    question: Question
    key: str


def gaps(questions: Iterable[Question], answers: Answers) -> tuple[Gap, ...]:
    """What is missing among `questions`, in their order; a question that does not apply lacks nothing."""
    found = []
    for question in questions:
        if not question.applies(answers):
            continue
        if question.required and not chosen(answers, question.id):
            found.append(Gap(question, question.id))
        elif question.wants_reason(answers) and not chosen(answers, question.reason_key):
            found.append(Gap(question, question.reason_key))
        elif question.verdict and chosen(answers, question.id) and not chosen(answers, question.verdict_key):
            found.append(Gap(question, question.verdict_key))
    return tuple(found)


def faults(questionnaire: Questionnaire, answers: Answers) -> tuple[Invalid, ...]:
    """What does not fit, one error each with the answer key as `field`: unknown keys, choices that are not offered."""
    keys = {key: question for question in questionnaire.questions for key in question.keys}
    found = []
    for key in answers:
        question = keys.get(key)
        if question is None:
            found.append(Invalid(N_("No question has the id %(key)s."), field=key, key=key))
        elif key == question.id:
            found.extend(_unfit(question, chosen(answers, key)))
        elif key == question.verdict_key:
            found.extend(_no_verdict(key, chosen(answers, key)))
    return tuple(found)


def _unfit(question: Question, values: tuple[str, ...]) -> list[Invalid]:
    found = [
        Invalid(N_("“%(value)s” is not one of the choices."), field=question.id, value=value)
        for value in values
        if question.choices and question.choice(value) is None
    ]
    if len(values) > 1 and question.kind is not QuestionKind.MULTI_CHOICE:
        found.append(Invalid(N_("Only one answer can be given here."), field=question.id))
    if NOTHING in values and len(values) > 1:
        found.append(Invalid(N_("“None” cannot be chosen together with something else."), field=question.id))
    if question.kind is QuestionKind.DATE and values and not _is_date(values[0]):
        found.append(
            Invalid(N_("“%(value)s” is not a date; write it as 2026-11-22."), field=question.id, value=values[0])
        )
    return found


def _no_verdict(key: str, values: tuple[str, ...]) -> list[Invalid]:
    if len(values) < 2 and all(value in VERDICTS for value in values):
        return []
    return [Invalid(N_("Choose one of the three verdicts."), field=key)]


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
