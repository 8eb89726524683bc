"""Forms of an assessment as a whole: a new one, its title, an asset, a participant."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired

from riskapp.web.forms import Form

LANGUAGES = [("nb", "Norsk bokmål"), ("en", "English")]


def title_field() -> Any:
    """What an assessment is called."""
    return StringField(
        _("Title"),
        [InputRequired()],
        description=_("What people will know it by, such as “Home monitoring of COPD patients”."),
        render_kw={"autocomplete": "off"},
    )


def asset_field() -> Any:
    """The system that an assessment begins with."""
    return StringField(
        _("The system that it is about"),
        description=_("Its id or its name, as in the estate. You can add more later."),
        render_kw={"autocomplete": "off", "data-asset-choice": ""},
    )


class NewForm(Form):
    """A new assessment."""

    kind = RadioField(
        _("What do you need?"),
        choices=[
            ("dpia", _("DPIA: is the processing of personal data safe for the people it concerns?")),
            ("ros", _("Risk assessment: what can go wrong with the system, and what then?")),
        ],
        default="dpia",
    )
    title = title_field()
    asset = asset_field()
    language = SelectField(_("Language of the report"), choices=LANGUAGES)


class MoveInForm(Form):
    """A DPIA from a file of the CNIL tool."""

    file = FileField(
        _("File"),
        [FileRequired(_("Choose a file first."))],
        description=_("The JSON that the CNIL PIA tool writes when you export a PIA."),
        render_kw={"accept": ".json,application/json"},
    )
    asset = asset_field()
    title = StringField(
        _("Title"),
        description=_("Leave it empty to keep the name in the file."),
        render_kw={"autocomplete": "off"},
    )
    language = SelectField(
        _("Language of the report"),
        choices=LANGUAGES,
        description=_("The texts of the file are not translated. Headings that riskapp adds are in this language."),
    )


class TitleForm(Form):
    """Another title."""

    title = StringField(_("Title"), [InputRequired()], render_kw={"autocomplete": "off"})
    row_version = HiddenField()


class AssetForm(Form):
    """One asset more to assess."""

    asset = StringField(
        _("Add a system, device or process"),
        description=_("Its id or its name, as in the estate."),
        render_kw={"autocomplete": "off", "data-asset-choice": ""},
    )


class ParticipantForm(Form):
    """Somebody who takes part."""

    name = StringField(_("Name"), render_kw={"autocomplete": "off"})
    profession = StringField(
        _("Profession"),
        description=_("Such as intensive-care nurse."),
        render_kw={"autocomplete": "off", "list": "professions"},
    )
    role = StringField(
        _("Part in this work"),
        description=_("Such as knows the system, leads the workshop."),
        render_kw={"autocomplete": "off"},
    )
