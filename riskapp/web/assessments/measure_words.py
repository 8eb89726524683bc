"""What a measure's kind is called, and what it costs, as people read it."""

from flask_babel import gettext

from riskapp.errors import N_
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.formatting import number

WORDS = (N_("preventive"), N_("damage-limiting"))
"""The kinds that pages show through the filter `word`."""


@blueprint.app_template_filter()
def kroner(amount: int | None) -> str:
    """An amount with its currency; nothing for None."""
    return "" if amount is None else gettext("NOK %(amount)s", amount=number(amount))
