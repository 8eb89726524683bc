"""Forms of measures: a short one to add, and the whole with both effects."""

from datetime import date

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from riskapp.assessments.measures import STATUSES, Control, judged_questions
from riskapp.assessments.models import Measure, Version
from riskapp.catalogues.measures import NOT_ASSESSED, load_measures
from riskapp.web.formatting import word
from riskapp.web.forms import Form


class TickedField(SelectMultipleField):
    """Several of a few choices, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ShortMeasureForm(Form):
    """A new measure; its effect on patient safety is judged on its own page."""

    text = StringField(_("What is to be done"), render_kw={"autocomplete": "off", "list": "measure-ideas"})
    owner = StringField(_("Who answers for it"), render_kw={"autocomplete": "off"})
    due = DateField(_("Done by"), [Optional()])
    treats = TickedField(_("Which scenarios does it lower?"), validate_choice=False)

    def offer(self, version: Version) -> None:
        """Fill the choice with the scenarios of the version."""
        self.treats.choices = [(str(risk.number), _short(risk.number, risk.event)) for risk in version.risks]

    def control(self) -> Control:
        """What was written."""
        return Control(self.text.data or "", self.owner.data or "", _date(self.due), treats=_numbers(self.treats))


class MeasureForm(ShortMeasureForm):
    """A measure with its state and its effect on patient safety."""

    text = TextAreaField(_("What is to be done"), render_kw={"rows": 3})
    mends = SelectField(_("Which verdict does it put right?"), validate_choice=False)
    status = SelectField(_("State"), validate_choice=False)
    safety_effect = RadioField(_("What does it do to patient safety?"), validate_choice=False)
    safety_note = TextAreaField(
        _("How, and in which situations?"),
        description=_(
            "Think of access in an emergency, work in a sterile field, the function of a device, a delayed alarm."
        ),
        render_kw={"rows": 3},
    )
    safety_assessed_by = StringField(
        _("Who judged it?"),
        description=_("A clinician or somebody from medical engineering, where devices are touched."),
        render_kw={"autocomplete": "off"},
    )
    row_version = HiddenField()

    def offer(self, version: Version) -> None:
        """Fill the choices in the reader's language."""
        super().offer(version)
        language = str(get_locale() or "en")
        questions = [(one.id, one.label.in_language(language)) for one in judged_questions(version)]
        self.mends.choices = [("", gettext("none")), *questions] if questions else []
        self.status.choices = [(status, word(status)) for status in STATUSES]
        self.safety_effect.choices = [
            (one.id, one.label.in_language(language)) for one in load_measures().safety_effects
        ]

    def control(self) -> Control:
        """What was written."""
        return Control(
            self.text.data or "",
            self.owner.data or "",
            _date(self.due),
            self.status.data or "",
            self.safety_effect.data or NOT_ASSESSED,
            self.safety_note.data or "",
            self.safety_assessed_by.data or "",
            _numbers(self.treats),
            self.mends.data or "",
        )


class ChangesForm(Form):
    """What a measure changes in the estate, as JSON; an empty text is no change."""

    changes = TextAreaField(
        _("Changes of the estate"),
        description=_("A list of changes, as “riskapp what-if” reads them. The example shows three of them."),
        render_kw={"rows": 6, "spellcheck": "false", "autocomplete": "off"},
    )
    row_version = HiddenField()


def filled(measure: Measure) -> dict[str, object]:
    """The values of a stored measure as the form shows them."""
    names = (
        "text",
        "owner",
        "due",
        "status",
        "safety_effect",
        "safety_note",
        "safety_assessed_by",
        "mends",
        "row_version",
    )
    treats = [str(risk.number) for risk in measure.treats]
    return {**{name: getattr(measure, name) for name in names}, "treats": treats}


def _date(field: DateField) -> date | None:
    found: date | None = field.data
    return found


def _numbers(field: SelectMultipleField) -> tuple[int, ...]:
    return tuple(int(value) for value in field.data or () if value.isascii() and value.isdigit())


def _short(number: int, event: str) -> str:
    event = " ".join(event.split())
    return f"R{number} {event[:80]}…" if len(event) > 80 else f"R{number} {event}"
