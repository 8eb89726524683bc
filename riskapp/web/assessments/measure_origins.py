"""Where a measure comes from: one of the catalogue, or one that the register has already."""

from dataclasses import replace

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField

from riskapp.assessments.control import Control
from riskapp.assessments.measure_register import choices_for
from riskapp.assessments.models import Version
from riskapp.assessments.suggestions import begun_as, measure_ideas, measure_named
from riskapp.errors import N_, Invalid
from riskapp.web.guard import the_actor
from riskapp.web.numbers import row_number


class OriginFields:
    """The fields; a form takes them in beside its own."""

    idea = StringField(
        _("Fill in from the catalogue"),
        description=_("Type a few letters and choose. Save then replaces the text, the kind and what it refers to."),
        render_kw={"autocomplete": "off", "list": "measure-ideas"},
    )
    again = SelectField(
        _("Is it one that the register has?"),
        validate_choice=False,
        description=_("Save then replaces the words, the state and the costs with those of the register."),
    )

    @property
    def has_origin(self) -> bool:
        """Whether somebody chose where it comes from."""
        return bool((self.idea.data or "").strip() or self.again.data)

    def offer_origins(self, version: Version) -> None:
        """Fill the choices in the reader's language."""
        language = str(get_locale() or "en")
        self.ideas = [one.label.in_language(language) for one in measure_ideas()]
        self.again.choices = [("", gettext("no, it stays the one it is")), *in_register(version)]

    def with_origin(self, control: Control, version: Version) -> Control:
        """The measure as the catalogue or the register has it, where one of them was chosen."""
        typed = (self.idea.data or "").strip()
        if typed:
            idea = measure_named(typed)
            if idea is None:
                raise Invalid(N_("The catalogue has no such measure. Choose again."), field="idea")
            control = begun_as(control, idea, version.language)
        if self.again.data:
            control = replace(control, registered_id=chosen_number(self.again.data, "again"))
        return control


def in_register(version: Version) -> list[tuple[str, str]]:
    """The measures of the register that the version does not use yet, as choices."""
    return [(str(row.id), _short(f"{row.label} {row.text}")) for row in choices_for(the_actor(), version)]


def chosen_number(typed: str, field: str) -> int:
    """The registered measure that was chosen; raises Invalid with `field` for what is no number."""
    try:
        return row_number(typed)
    except ValueError as error:
        raise Invalid(N_("Choose a measure of the register."), field=field) from error


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"{text[:100]}…" if len(text) > 100 else text
