"""What every form shares: the error that an operation raises is shown by the field that it concerns."""

from collections.abc import Sequence

from flask_babel import get_locale
from flask_wtf import FlaskForm
from wtforms import Field

from riskapp.errors import Invalid
from riskapp.web.answers import sentence


class Form(FlaskForm):
    """A form whose built-in messages speak the reader's language and whose errors may come from an operation."""

    class Meta(FlaskForm.Meta):
        """WTForms has its own nb texts; Flask-Babel would look for them among ours."""

        @property
        def locales(self) -> list[str]:
            """The reader's language for WTForms' own messages."""
            return [str(get_locale() or "en")]

        def get_translations(self, form: FlaskForm) -> object:
            """Use WTForms' own translations."""
            return super(FlaskForm.Meta, self).get_translations(form)

    @property
    def in_a_line(self) -> str:
        """All that is wrong, for a script that shows it in one place."""
        return " ".join([*self.form_errors, *(str(error) for field in self for error in field.errors)])

    def refuse(self, error: Invalid) -> None:
        """Show `error` at its field, or on top of the form where it concerns no single field."""
        text = sentence(error)
        field = self._fields.get(error.field or "")
        if field is None:
            self.form_errors.append(text)
        else:
            field.errors = [*field.errors, text]


def input_attributes(field: Field, described_by: Sequence[str]) -> dict[str, str]:
    """The HTML attributes of a field's input: its look, what describes it, and whether it was refused."""
    attributes = {"class": "ds-input"}
    if described_by:
        attributes["aria-describedby"] = " ".join(described_by)
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes
