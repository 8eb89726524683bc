"""A register's workbook back in: a file, what it would change, and the change, all of it or nothing."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from riskapp.accounts.permissions import Permission
from riskapp.errors import Invalid
from riskapp.register.taking_in import NotTaken, Refusal, rehearse, take_in
from riskapp.web.answers import sentence
from riskapp.web.estate.uploads import Upload, Uploads
from riskapp.web.guard import allow, the_actor
from riskapp.web.register.blueprint import blueprint
from riskapp.web.register.plan import Plan, plan_of
from riskapp.web.register.sheet_reading import read_sheets
from riskapp.web.register.sheets import SHEETS, open_versions
from riskapp.web.sessions import settings
from riskapp.web.sizes import takes_file

SHOWN = 200
"""So many rows of each group stand in the preview."""


@blueprint.get("/register/import")
@allow(Permission.EDIT_ASSESSMENTS)
def import_page() -> ResponseReturnValue:
    """Choose a file."""
    return render_template("register/import.html", error="")


@blueprint.post("/register/import")
@allow(Permission.EDIT_ASSESSMENTS)
@takes_file
def upload() -> ResponseReturnValue:
    """Take a file, refuse what is no workbook of a register, or go on to its preview."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _refused(gettext("Choose a file first."))
    kept = Upload(sent.filename, sent.read())
    try:
        read_sheets(kept.data)
    except Invalid as error:
        return _refused(sentence(error))
    return redirect(url_for("register.import_preview", token=_uploads().keep(the_actor().id, kept)))


@blueprint.get("/register/import/<token>")
@allow(Permission.EDIT_ASSESSMENTS)
def import_preview(token: str) -> ResponseReturnValue:
    """What the file would change."""
    kept = _uploads().get(the_actor().id, token)
    return _preview(token, kept.name, _plan(kept))


@blueprint.post("/register/import/<token>")
@allow(Permission.EDIT_ASSESSMENTS)
def confirm_import(token: str) -> ResponseReturnValue:
    """Take it in, all of it or nothing."""
    kept = _uploads().get(the_actor().id, token)
    plan = _plan(kept)
    if plan.refusals:
        return _preview(token, kept.name, plan, 422)
    if request.form.get("mark") != plan.mark:
        flash(gettext("The assessments were changed meanwhile. Look at what the file would change now."), "warning")
        return redirect(url_for("register.import_preview", token=token))
    try:
        saved = take_in(the_actor(), plan.incoming)
    except NotTaken as error:
        plan.refusals.extend(error.refusals)
        return _preview(token, kept.name, plan, 422)
    _uploads().remove(the_actor().id, token)
    added = ngettext("%(num)s row added", "%(num)s rows added", saved.added)
    changed = ngettext("%(num)s row changed", "%(num)s rows changed", saved.changed)
    flash(gettext("Saved: %(what)s.", what=", ".join((added, changed))), "success")
    return redirect(url_for("register.risks", basis="newest"))


@blueprint.post("/register/import/<token>/cancel")
@allow(Permission.EDIT_ASSESSMENTS)
def cancel_import(token: str) -> ResponseReturnValue:
    """Let go of the file."""
    _uploads().remove(the_actor().id, token)
    flash(gettext("Nothing was imported, and the file is deleted."), "info")
    return redirect(url_for("register.overview"))


def _plan(kept: Upload) -> Plan:
    """The plan, with what the operations themselves would refuse."""
    plan = plan_of(read_sheets(kept.data), open_versions())
    if plan.incoming and not plan.refusals:
        plan.refusals.extend(rehearse(the_actor(), plan.incoming))
    return plan


def _preview(token: str, name: str, plan: Plan, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "register/import_preview.html",
        token=token,
        name=name,
        plan=plan,
        shown=SHOWN,
        sheet_name=lambda sheet: gettext(SHEETS[sheet]),
        refusals=[(one, sentence(one.error)) for one in sorted(plan.refusals, key=_place)],
    )
    return page, status


def _place(one: Refusal) -> tuple[int, int]:
    return list(SHEETS).index(one.sheet), one.line


def _refused(text: str) -> ResponseReturnValue:
    return render_template("register/import.html", error=text), 422


def _uploads() -> Uploads:
    return Uploads(settings().instance)
