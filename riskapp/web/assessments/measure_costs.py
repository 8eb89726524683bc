"""What a measure is, costs and lowers: the fields of its form."""

from dataclasses import replace

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, TextAreaField

from riskapp.assessments.control import MOST_LEVELS, Control
from riskapp.catalogues.measures import KINDS
from riskapp.web.formatting import word
from riskapp.web.kroner import KronerField


class CostFields:
    """The fields; a form takes them in beside its own."""

    kind = SelectField(
        _("Kind"),
        validate_choice=False,
        description=_("Preventive makes it less likely; damage-limiting makes it hurt less once it has happened."),
    )
    references = TextAreaField(
        _("Refers to"), description=_("Standards and guides, one a line, as in NSM 2.9."), render_kw={"rows": 2}
    )
    cost = KronerField(_("Cost once, NOK"), render_kw={"autocomplete": "off", "inputmode": "numeric"})
    yearly_cost = KronerField(_("Cost a year, NOK"), render_kw={"autocomplete": "off", "inputmode": "numeric"})
    lowers_likelihood = SelectField(_("Levels off the likelihood"), validate_choice=False)
    lowers_consequence = SelectField(_("Levels off the consequence"), validate_choice=False)

    def offer_costs(self) -> None:
        """Fill the choices in the reader's language."""
        self.kind.choices = [("", gettext("not said yet")), *((kind, word(kind)) for kind in KINDS)]
        levels = [(str(level), gettext("none") if level == 0 else str(level)) for level in range(MOST_LEVELS + 1)]
        self.lowers_likelihood.choices = self.lowers_consequence.choices = levels

    def with_costs(self, control: Control) -> Control:
        """The measure with what was written."""
        return replace(
            control,
            kind=self.kind.data or "",
            references=self.references.data or "",
            cost=self.cost.amount,
            yearly_cost=self.yearly_cost.amount,
            lowers_likelihood=_levels(self.lowers_likelihood),
            lowers_consequence=_levels(self.lowers_consequence),
        )


def _levels(field: SelectField) -> int:
    typed = field.data or "0"
    # What is no number of levels is refused by the operation, with its sentence.
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else -1
