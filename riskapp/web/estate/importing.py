"""Import: a file, its preview in four groups, the confirmation, and what was done."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_, Conflict, Faulty, Invalid, NotFound
from riskapp.estate.queries import import_event
from riskapp.estate.snapshots import state_number
from riskapp.exchange.estate_import import import_estate, preview
from riskapp.exchange.reading import read_bytes
from riskapp.web.answers import sentence
from riskapp.web.estate.blueprint import blueprint
from riskapp.web.estate.labels import TABLES
from riskapp.web.estate.previews import faults_of, missing_assets, missing_keys, places_of, tables_of
from riskapp.web.estate.uploads import Upload, Uploads
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number
from riskapp.web.sessions import settings
from riskapp.web.sizes import takes_file


@blueprint.get("/estate/import")
@allow(Permission.IMPORT_ESTATE)
def import_page() -> ResponseReturnValue:
    """Choose a file."""
    return render_template("estate/import.html", error="", faults=None)


@blueprint.post("/estate/import")
@allow(Permission.IMPORT_ESTATE)
@takes_file
def upload() -> ResponseReturnValue:
    """Take a file, refuse it with every fault, or go on to its preview."""
    actor, sent = the_actor(), request.files.get("file")
    if sent is None or not sent.filename:
        return _refused(gettext("Choose a file first."))
    kept = Upload(sent.filename, sent.read())
    try:
        preview(actor, read_bytes(kept.name, kept.data))
    except Faulty as error:
        return render_template("estate/import.html", error="", faults=faults_of(error), name=kept.name), 422
    except Invalid as error:
        return _refused(sentence(error))
    token = _uploads().keep(actor.id, kept)
    return redirect(url_for("estate.import_preview", token=token))


@blueprint.get("/estate/import/<token>")
@allow(Permission.IMPORT_ESTATE)
def import_preview(token: str) -> ResponseReturnValue:
    """What the file would change."""
    actor = the_actor()
    kept = _uploads().get(actor.id, token)
    shown = preview(actor, read_bytes(kept.name, kept.data))
    return render_template(
        "estate/import_preview.html",
        token=token,
        name=kept.name,
        number=shown.number,
        tables=tables_of(shown.differences),
        missing=missing_assets(shown.differences),
        nothing=shown.differences.writes_nothing,
        notices=places_of(shown.warnings),
    )


@blueprint.post("/estate/import/<token>")
@allow(Permission.IMPORT_ESTATE)
def confirm_import(token: str) -> ResponseReturnValue:
    """Take it in, all of it or nothing."""
    actor, form = the_actor(), request.form
    kept = _uploads().get(actor.id, token)
    reading = read_bytes(kept.name, kept.data)
    before = state_number()
    retiring = set(form.getlist("missing")) if form.get("retire") == "chosen" else set[str]()
    if form.get("retire") == "all":
        retiring = set(missing_keys(preview(actor, reading).differences))
    try:
        import_estate(actor, reading, retire_missing=retiring, expected=form.get("number", type=row_number))
    except Conflict as error:
        flash(sentence(error), "warning")
        return redirect(url_for("estate.import_preview", token=token))
    _uploads().remove(actor.id, token)
    if state_number() == before:
        flash(gettext("The file says what the estate says already. Nothing was changed."), "info")
        return redirect(url_for("estate.assets"))
    return redirect(url_for("estate.imported", number=state_number()))


@blueprint.post("/estate/import/<token>/cancel")
@allow(Permission.IMPORT_ESTATE)
def cancel_import(token: str) -> ResponseReturnValue:
    """Let go of the file."""
    _uploads().remove(the_actor().id, token)
    flash(gettext("Nothing was imported, and the file is deleted."), "info")
    return redirect(url_for("estate.assets"))


@blueprint.get("/estate/imports/<int:number>")
@allow(Permission.IMPORT_ESTATE)
def imported(number: int) -> ResponseReturnValue:
    """What an import did."""
    event = import_event(number)
    if event is None:
        raise NotFound(N_("There is no such import."))
    return render_template("estate/imported.html", event=event, table_labels=TABLES)


def _refused(text: str) -> ResponseReturnValue:
    return render_template("estate/import.html", error=text, faults=None), 422


def _uploads() -> Uploads:
    return Uploads(settings().instance)
