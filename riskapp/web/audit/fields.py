"""The names and the values of the fields that an event changed, as people read them."""

import re

from flask_babel import get_locale, gettext

from riskapp.audit.vocabulary import Action
from riskapp.catalogues.controls import load_controls
from riskapp.catalogues.questionnaire import Question, QuestionKind
from riskapp.catalogues.questions import KINDS, load_questionnaire
from riskapp.catalogues.text import Text
from riskapp.catalogues.verdicts import VERDICTS
from riskapp.web.audit.field_words import FIELDS, VOCABULARIES

_OF_A_CONTROL = {"applicable": "choices", "reasons": "reasons", "state": "states"}
_OF_A_DEPENDENCY = re.compile(r"(.+) \((\w+)\)")


def field(name: str, action: str = "") -> str:
    """A field's name in the reader's language, each part of a nested one; of an answer, the question that it answers.

    A name that left the product stands as it was written.
    """
    question = _question(name, action)
    if question is not None:
        if name == question.verdict_key:
            return gettext("verdict: %(question)s", question=_said(question.label))
        label = question.reason_label if name == question.reason_key else None
        return _said(label or question.label)
    return " › ".join(_part(part) for part in name.split(" › "))


def value(name: str, text: str | None, action: str = "") -> str | None:
    """A value as it is shown: a word of a vocabulary or a choice in the reader's language, all else as it is stored."""
    if not text:
        return text
    question = _question(name, action)
    if question is not None:
        if name == question.verdict_key:
            return _said(VERDICTS[text]) if text in VERDICTS else text
        return _chosen(question, text) if name == question.id else text
    if action == Action.CONTROL_DECIDED and name in _OF_A_CONTROL:
        return _control_words(name, text)
    own = name.rpartition(": ")[2]
    return ", ".join(gettext(word) for word in text.split(", ")) if own in VOCABULARIES else text


def _control_words(name: str, text: str) -> str:
    """Words of the statement of applicability."""
    known = {one.id: one.label for one in getattr(load_controls(), _OF_A_CONTROL[name])}
    return ", ".join(_said(known[one]) if one in known else one for one in text.split(", "))


def _part(part: str) -> str:
    """One part; a row of an asset stands before the field's own name, as in “lab (hosting): tolerance”."""
    row, colon, own = part.rpartition(": ")
    found = _OF_A_DEPENDENCY.fullmatch(row)
    row = f"{found[1]} ({gettext(found[2])})" if found else row
    return f"{row}{colon}{gettext(FIELDS[own]) if own in FIELDS else own.replace('_', ' ')}"


def _question(name: str, action: str) -> Question | None:
    """The question that an event of an answer tells of; ids are never used by two questionnaires."""
    if action != Action.ANSWER_SAVED:
        return None
    asked = (question for kind in KINDS for question in load_questionnaire(kind).questions)
    return next((question for question in asked if name in question.keys), None)


def _chosen(question: Question, text: str) -> str:
    several = text.split("\n") if question.kind is QuestionKind.MULTI_CHOICE else [text]
    found = [(question.choice(value), value) for value in several]
    return "\n".join(_said(choice.label) if choice else value for choice, value in found)


def _said(text: Text) -> str:
    return text.in_language(str(get_locale() or "en"))
