"""What a field is called where its form is not at hand: a form that came too late, or a refusal that gives it back."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from flask_babel import get_locale, gettext
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField
from wtforms.fields.core import UnboundField

from riskapp.catalogues.questionnaire import QuestionKind
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.text import Text
from riskapp.errors import N_
from riskapp.web.forms import Form

_OF_TEMPLATES = {
    "advice": N_("Advice in writing"),
    "asset": N_("System, device or process"),
    "back": N_("What the team should do"),
    "decision": N_("Reason and conditions"),
    "reason": N_("Why you can bear it"),
    "until": N_("Until"),
}
"""Fields that templates write by themselves, or that each form calls something else."""

_CHOSEN = (BooleanField, HiddenField, SelectField, SelectMultipleField)
_WRITTEN = (QuestionKind.TEXT, QuestionKind.LONG_TEXT, QuestionKind.DATE)
_OF_THE_PAGE = frozenset({"row_version", "version", "seen", "key", "number", "do", "go", "opinion"})


def field_name(name: str) -> str:
    """The label of the field of this name, in the reader's language; the name itself where no form has it."""
    if name in _OF_TEMPLATES:
        return gettext(_OF_TEMPLATES[name])
    label = _labels().get(name) or name
    return label.in_language(str(get_locale() or "en")) if isinstance(label, Text) else str(label)


def is_written(name: str) -> bool:
    """Whether people write the field of this name: no choice among words, and nothing of the page's own."""
    if name in _OF_THE_PAGE or name.startswith(("seen:", "take:")):
        return False
    return name in _OF_TEMPLATES or _labels().get(name, name) is not None


@cache
def _labels() -> Mapping[str, object | None]:
    """The label of each written field; None for what is chosen wherever it stands."""
    fields = list(_fields(Form))
    forms = {name: field.args[0] for name, field in fields if field.args and not issubclass(field.field_class, _CHOSEN)}
    return {**{name: None for name, _ in fields}, **forms, **dict(_answers("ros")), **dict(_answers("dpia"))}


def _fields(form: type[Form]) -> Iterator[tuple[str, Any]]:
    """The fields of all forms that were made of this one."""
    for each in form.__subclasses__():
        yield from ((name, field) for name, field in vars(each).items() if isinstance(field, UnboundField))
        yield from _fields(each)


def _answers(kind: str) -> Iterator[tuple[str, Text | None]]:
    for question in load_questionnaire(kind).questions:
        yield question.id, question.label if question.kind in _WRITTEN else None
        yield question.reason_key, question.reason_label or question.label
