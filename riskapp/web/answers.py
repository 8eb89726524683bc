"""The one table that turns riskapp's exceptions into pages, or into JSON where a script asked."""

import secrets
from datetime import date

from flask import Flask, current_app, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from riskapp.database import db
from riskapp.errors import N_, Conflict, Invalid, NotAllowed, NotFound, RiskappError, Unready
from riskapp.web.formatting import day
from riskapp.web.kept_forms import keep, restore, typed_in
from riskapp.web.sessions import ask_to_sign_in

STATUS: tuple[tuple[type[RiskappError], int], ...] = (
    (Conflict, 409),
    (NotFound, 404),
    (NotAllowed, 403),
    (Unready, 503),
    (Invalid, 422),
)

TITLES = {
    400: N_("We did not understand that"),
    403: N_("You may not do this"),
    404: N_("There is no such page"),
    405: N_("We did not understand that"),
    409: N_("Somebody else was first"),
    413: N_("That is too large"),
    422: N_("Something must be put right"),
    429: N_("Too many tries"),
    500: N_("Something went wrong here"),
    503: N_("riskapp cannot answer right now"),
}

_TYPED_BACK = (403, 404, 409, 422, 503)
"""Refusals of a whole form, such as an assessment that was submitted meanwhile: its text is shown to be copied."""


def sentence(error: RiskappError) -> str:
    """The error in the reader's language, with its values filled in."""
    values = {name: _in_words(value) for name, value in error.values.items()}
    return gettext(error.text) % values if values else gettext(error.text)


def _in_words(value: object) -> object:
    if isinstance(value, RiskappError):
        return sentence(value)
    if isinstance(value, date):
        return day(value)
    return gettext(value) if isinstance(value, str) and value else value


def status_of(error: RiskappError) -> int:
    """The HTTP status that tells a script the same as the page tells a person."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 422)


def install(app: Flask) -> None:
    """Answer every failure with a page that says what happened, what is kept, and what to do."""

    @app.before_request
    def number_request() -> None:
        g.reference = secrets.token_hex(4)

    @app.errorhandler(RiskappError)
    def refused(error: RiskappError) -> ResponseReturnValue:
        return _page(status_of(error), sentence(error))

    @app.errorhandler(CSRFError)
    def token_ran_out(error: CSRFError) -> ResponseReturnValue:
        if g.get("actor") is None:
            return ask_to_sign_in()
        kept = restore(keep(request, g.actor.id))
        return render_template("errors/kept.html", kept=kept), 400

    @app.errorhandler(HTTPException)
    def no_page(error: HTTPException) -> ResponseReturnValue:
        status = error.code or 500
        if status < 400:
            return error  # a redirect of the router
        return _page(status, "")

    @app.errorhandler(OperationalError)
    def out_of_reach(error: OperationalError) -> ResponseReturnValue:
        _note(error)
        return _page(503, gettext("The database does not answer. Nothing was stored. Wait a minute and try again."))

    @app.errorhandler(InternalServerError)
    def failed(error: InternalServerError) -> ResponseReturnValue:
        _note(error.original_exception or error)
        return _page(500, "")


def _note(cause: BaseException) -> None:
    """Log the fault under the number on the page, and let the page do without the transaction that failed."""
    current_app.logger.error("reference %s: %s %s", g.get("reference"), request.method, request.path, exc_info=cause)
    g.failed = True
    db.session.rollback()


def _page(status: int, text: str) -> ResponseReturnValue:
    title = gettext(TITLES.get(status, TITLES[400]))
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify({"error": text or title, "reference": g.get("reference")}), status
    typed = typed_in(request) if status in _TYPED_BACK else ()
    return render_template("errors/error.html", title=title, text=text, status=status, typed=typed), status
