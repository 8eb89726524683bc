"""What a field is called where its form is not at hand: a form that came too late, or a refusal that gives it back."""

from collections.abc import Iterator, Mapping
from functools import cache

from flask_babel import get_locale, gettext
from wtforms.fields.core import UnboundField

from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.text import Text
from riskapp.errors import N_
from riskapp.web.forms import Form

_OF_TEMPLATES = {
    "advice": N_("Advice in writing"),
    "back": N_("What the team should do"),
    "decision": N_("Reason and conditions"),
    "reason": N_("Why you can bear it"),
    "until": N_("Until"),
}
"""Fields that templates write by themselves."""

_SILENT = {"row_version", "version", "seen", "key", "number", "do", "go"}


def is_silent(name: str) -> bool:
    """Whether the field is the page's own and no person's: which row it was, which button was pressed."""
    return name in _SILENT or name.startswith(("seen:", "take:"))


def field_name(name: str) -> str:
    """The label of the field of this name, in the reader's language; the name itself where no form has it."""
    label = _labels().get(name, name)
    if isinstance(label, Text):
        return label.in_language(str(get_locale() or "en"))
    return gettext(label) if label in _OF_TEMPLATES.values() else str(label)


@cache
def _labels() -> Mapping[str, object]:
    """Field names with their labels; two forms that share a name mean the same by it."""
    return dict([*_of_forms(Form), *_OF_TEMPLATES.items(), *_of_questions("ros"), *_of_questions("dpia")])


def _of_forms(form: type[Form]) -> Iterator[tuple[str, object]]:
    for each in form.__subclasses__():
        for name, field in vars(each).items():
            if isinstance(field, UnboundField) and (field.args or "label" in field.kwargs):
                yield name, field.kwargs.get("label") or field.args[0]
        yield from _of_forms(each)


def _of_questions(kind: str) -> Iterator[tuple[str, Text]]:
    for question in load_questionnaire(kind).questions:
        yield question.id, question.label
        yield question.reason_key, question.reason_label or question.label
