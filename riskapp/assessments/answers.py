"""How answers are stored and read: one text a key, several choices joined by a newline."""

from collections.abc import Iterable, Mapping

from riskapp.catalogues.completeness import faults
from riskapp.catalogues.questionnaire import Question, QuestionKind, Questionnaire
from riskapp.catalogues.rules import Answers
from riskapp.errors import N_, Invalid

MOST = 200_000
"""Characters in one text: a hundred pages, which is more than anybody reads and less than a form may carry."""


def joined(choices: Iterable[str]) -> str:
    """Several choices as they are stored."""
    return "\n".join(choices)


def as_answers(questionnaire: Questionnaire, stored: Mapping[str, str]) -> Answers:
    """The stored texts in the form that the catalogue's rules read; empty ones are left out."""
    several = {q.id for q in questionnaire.questions if q.kind is QuestionKind.MULTI_CHOICE}
    return {key: tuple(text.split("\n")) if key in several else text for key, text in stored.items() if text.strip()}


def question_of(questionnaire: Questionnaire, key: str) -> Question:
    """The question that an answer key belongs to; raises Invalid where the catalogue has none."""
    for question in questionnaire.questions:
        if key in question.keys:
            return question
    raise Invalid(N_("No question has the id %(key)s."), field=key, key=key)


def check_answer(questionnaire: Questionnaire, key: str, text: str) -> str:
    """The text as it is stored; raises Invalid, with the key as its field, where it does not fit the question."""
    question_of(questionnaire, key)
    text = clean(text, key)
    for fault in faults(questionnaire, as_answers(questionnaire, {key: text})):
        raise fault
    return text


def clean(text: str, field: str) -> str:
    """What somebody typed, with plain line ends and everything else as it is.

    Raises Invalid for what no database or PDF can hold (a null character) and for a text beyond `MOST` characters.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise Invalid(N_("The text has a character that cannot be stored. Copy it again as plain text."), field=field)
    if len(text) > MOST:
        raise Invalid(
            N_("The text is %(length)s characters long. Keep it below %(most)s, or attach it elsewhere."),
            field=field,
            length=len(text),
            most=MOST,
        )
    return text
