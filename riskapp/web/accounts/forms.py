"""Forms about people: one's own password, a new account, a role."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import InputRequired

from riskapp.accounts.permissions import Role
from riskapp.web.formatting import word
from riskapp.web.forms import Form

LANGUAGES = [("nb", "Norsk bokmål"), ("en", "English")]


class PasswordForm(Form):
    """Changing one's own password."""

    old = PasswordField(_("Present password"), [InputRequired()], render_kw={"autocomplete": "current-password"})
    password = PasswordField(
        _("New password"),
        [InputRequired()],
        description=_("At least 12 characters. A short sentence is easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )


class UserForm(Form):
    """A new account."""

    name = StringField(_("Name"), [InputRequired()], render_kw={"autocomplete": "off"})
    username = StringField(
        _("User name"), [InputRequired()], render_kw={"autocomplete": "off", "autocapitalize": "none"}
    )
    password = PasswordField(
        _("First password"),
        [InputRequired()],
        description=_("At least 12 characters. The person changes it after the first sign-in."),
        render_kw={"autocomplete": "new-password"},
    )
    language = SelectField(_("Language"), choices=LANGUAGES)


class RoleForm(Form):
    """A role for somebody, for all systems or for one."""

    role = SelectField(_("Role"), [InputRequired()])
    asset = StringField(
        _("For one system only: its id"),
        description=_("Leave empty for all systems."),
        render_kw={"autocomplete": "off", "list": "systems"},
    )

    def offer_roles(self) -> None:
        """Fill the choice in the reader's language."""
        self.role.choices = [(role.value, word(role.value)) for role in Role]


class ResetForm(Form):
    """A new password for somebody else."""

    password = PasswordField(
        _("New password"),
        [InputRequired()],
        description=_("At least 12 characters. The person is signed out everywhere."),
        render_kw={"autocomplete": "new-password"},
    )
