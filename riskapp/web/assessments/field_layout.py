"""How the fields of a row stand in a form: the inputs of each, what they say of a value, and what they are called."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectMultipleField

from riskapp.web.formatting import day
from riskapp.web.forms import Form

Text = str | list[str]
"""What an input says; a list where several of its choices are ticked."""


@dataclass(frozen=True)
class Layout:
    """The form of a kind of row.

    `names` are the fields of the operation, `filled` turns their values into the data of the form, `offer` fills its
    choices. `elsewhere` has the inputs of fields that are not one input of the same name, `labels` what a field is
    called and `words` the choices of an input where the form does not know, `between` stands between several inputs.
    """

    form: type[Form]
    names: Sequence[str]
    filled: Callable[[Mapping[str, Any]], Mapping[str, Any]]
    offer: Callable[[Any], None]
    elsewhere: Mapping[str, Sequence[str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    between: str = " "

    def inputs(self, name: str) -> Sequence[str]:
        """The names of the inputs of a field; the first stands for it where one chooses."""
        return self.elsewhere.get(name, (name,))

    def texts(self, values: Mapping[str, Any]) -> dict[str, Text]:
        """What every input says of these values."""
        data = self.filled(values)
        shown, places = self._shown(data), [one for name in self.names for one in self.inputs(name)]
        return {one: _text(shown[one]) if one in shown else str(data.get(one) or "") for one in places}

    def label(self, name: str) -> str:
        """What the field is called, in the reader's language."""
        if name in self.labels:
            return self.labels[name]
        shown = self._shown({})
        return " / ".join(str(shown[one].label.text) for one in self.inputs(name))

    def read(self, name: str, values: Mapping[str, Any]) -> str:
        """What a field says, as people read it."""
        data = self.filled(values)
        shown = self._shown(data)
        return self.between.join(self._said(one, shown, data) for one in self.inputs(name))

    def form_of(self, values: Mapping[str, Any], others: Mapping[str, Sequence[str]]) -> Form:
        """The form with these values; `others` are inputs that are no fields, as they were sent."""
        sent: MultiDict[str, str] = MultiDict()
        for name, text in self.texts(values).items():
            sent.setlist(name, text if isinstance(text, list) else [text])
        for name, texts in others.items():
            sent.setlist(name, list(texts))
        return self._offered(self.form(formdata=sent))

    def _shown(self, data: Mapping[str, Any]) -> Form:
        return self._offered(self.form(formdata=None, data=data))

    def _offered(self, form: Form) -> Form:
        self.offer(form)
        return form

    def _said(self, place: str, shown: Form, data: Mapping[str, Any]) -> str:
        if place in shown and isinstance(shown[place].data, date):
            return day(shown[place].data)
        text = _text(shown[place]) if place in shown else str(data.get(place) or "")
        offered = getattr(shown[place], "choices", None) if place in shown else None
        words = self.words.get(place) or {str(value): str(label) for value, label in offered or ()}
        said = text if isinstance(text, list) else [text] if text else []
        return ", ".join(words.get(one, one) for one in said) or words.get("", "") or gettext("nothing")


def _text(shown: Field) -> Text:
    if isinstance(shown, SelectMultipleField):
        return [str(one) for one in shown.data or ()]
    if isinstance(shown.data, date):
        return shown.data.isoformat()
    return str(shown.data or "")
