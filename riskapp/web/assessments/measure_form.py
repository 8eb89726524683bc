"""Forms of measures: a short one to add, and the whole with both effects."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from riskapp.assessments.control import STATUSES, Control, control_of, judged_questions
from riskapp.assessments.models import Measure, Version
from riskapp.web.assessments.measure_costs import CostFields
from riskapp.web.assessments.measure_origins import OriginFields
from riskapp.web.assessments.safety_form import SafetyFields
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

    def control(self, before: Control | None = None) -> Control:
        """What was written, over what the form has no field for."""
        return replace(
            before or Control(""),
            text=self.text.data or "",
            owner=self.owner.data or "",
            due=_date(self.due),
            treats=_numbers(self.treats),
        )


class MeasureForm(SafetyFields, CostFields, OriginFields, ShortMeasureForm):
    """A measure with its state, what it costs and lowers, and its effect on patient safety."""

    text = TextAreaField(_("What is to be done"), render_kw={"rows": 3})
    mends = SelectField(_("Which verdict does it put right?"), validate_choice=False)
    status = SelectField(_("State"), validate_choice=False)
    row_version = HiddenField()

    def offer(self, version: Version) -> None:
        """Fill the choices in the reader's language."""
        super().offer(version)
        language = str(get_locale() or "en")
        questions = [(one.id, one.label.in_language(language)) for one in judged_questions(version)]
        self.mends.choices = [("", gettext("none")), *questions] if questions else []
        self.status.choices = [(status, word(status)) for status in STATUSES]
        self.offer_costs()
        self.offer_origins(version)
        self.offer_safety(version)

    def control(self, before: Control | None = None) -> Control:
        """What was written."""
        written = replace(super().control(before), status=self.status.data or "", mends=self.mends.data or "")
        return self.with_safety(self.with_costs(written))


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
    return {**shown_fields(asdict(control_of(measure))), "row_version": measure.row_version}


def shown_fields(values: Mapping[str, Any]) -> dict[str, object]:
    """The fields of a measure as the form shows them."""
    return {
        **values,
        "treats": [str(number) for number in values.get("treats", ())],
        "situations": list(values.get("situations", ())),
        "safety_risk": str(values.get("safety_risk") or ""),
    }


def _date(field: DateField) -> date | None:
    found: date | None = field.data
    return found


def _numbers(field: SelectMultipleField) -> tuple[int, ...]:
    return tuple(int(value) for value in field.data or () if value.isascii() and value.isdigit() and len(value) < 10)


def _short(number: int, event: str) -> str:
    event = " ".join(event.split())
    return f"R{number} {event[:80]}…" if len(event) > 80 else f"R{number} {event}"
