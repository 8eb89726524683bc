"""Where one's notifications are mailed, on one's own page."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.errors import Invalid
from riskapp.notices.addresses import set_address
from riskapp.web.answers import sentence
from riskapp.web.guard import signed_in, the_actor
from riskapp.web.notices.blueprint import blueprint


@blueprint.post("/me/mail")
@signed_in
def save_address() -> ResponseReturnValue:
    """Choose the address, or end the mails with an empty one."""
    try:
        set_address(the_actor(), request.form.get("address", ""))
    except Invalid as error:
        flash(sentence(error), "danger")
    else:
        flash(gettext("Saved."), "success")
    return redirect(url_for("accounts.me", _anchor="mail-heading"))
