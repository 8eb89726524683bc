"""The form of a copy: which system it is about, what it is called, and whether it follows the one that it came from."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField

from riskapp.web.assessments.forms import asset_field, title_field
from riskapp.web.forms import Form


class CopyForm(Form):
    """A copy for another system."""

    title = title_field()
    asset = asset_field()
    how = RadioField(
        _("What is it to the one that it comes from?"),
        choices=[
            ("follow", _("A local one of the same system: show us what a new version of the base changes")),
            ("copy", _("A copy that goes its own way")),
        ],
        default="copy",
    )
