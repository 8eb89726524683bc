"""The forms of a registered measure: how it stands, and a file that shows it."""

from datetime import date

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from riskapp.assessments.control import STATUSES
from riskapp.assessments.models import RegisteredMeasure
from riskapp.assessments.registered import FOLLOWED, FollowUp
from riskapp.web.assessments.field_layout import Layout
from riskapp.web.formatting import word
from riskapp.web.forms import Form
from riskapp.web.kroner import KronerField


class FollowUpForm(Form):
    """How a measure stands."""

    status = SelectField(_("State"), validate_choice=False)
    owner = StringField(_("Who answers for it"), render_kw={"autocomplete": "off"})
    due = DateField(_("Done by"), [Optional()])
    done_on = DateField(_("Done on"), [Optional()], description=_("When it is in place."))
    cost = KronerField(_("Cost once, NOK"), render_kw={"autocomplete": "off", "inputmode": "numeric"})
    yearly_cost = KronerField(_("Cost a year, NOK"), render_kw={"autocomplete": "off", "inputmode": "numeric"})
    note = TextAreaField(_("Note"), description=_("How far it has come, and what holds it up."), render_kw={"rows": 3})
    row_version = HiddenField()

    def offer(self) -> None:
        """Fill the choice in the reader's language."""
        self.status.choices = [(status, word(status)) for status in STATUSES]

    def told(self) -> FollowUp:
        """What was written."""
        return FollowUp(
            status=self.status.data or "",
            owner=self.owner.data or "",
            due=_date(self.due),
            done_on=_date(self.done_on),
            note=self.note.data or "",
            cost=self.cost.amount,
            yearly_cost=self.yearly_cost.amount,
        )


class EvidenceForm(Form):
    """A file to attach."""

    file = FileField(
        _("File that shows it"),
        [FileRequired(_("Choose a file."))],
        description=_("A protocol, a picture of the settings, a test report; at most 10 MB. No patient data."),
    )


def stands(registered: RegisteredMeasure) -> FollowUpForm:
    """The form as the register has it."""
    return FollowUpForm(formdata=None, obj=registered)


def follow_up_layout() -> Layout:
    """The form of how a measure stands, for saving it field by field."""
    return Layout(FollowUpForm, FOLLOWED, dict, lambda form: form.offer())


def _date(field: DateField) -> date | None:
    found: date | None = field.data
    return found
