"""The forms of what an activity has several of: purposes, processors, transfers."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.catalogues.processing import load_record_words
from riskapp.database import db
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.processing import parts, queries
from riskapp.processing.rows import PARTS, activity_row, frozen
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import version_seen
from riskapp.web.processing.blueprint import blueprint
from riskapp.web.processing.conflicts import conflict_page
from riskapp.web.processing.part_forms import FORMS, AnyPartForm
from riskapp.web.processing.rights import activity_to_change
from riskapp.web.processing.wording import ADD, said, title_of


@blueprint.route("/processing/<int:activity_id>/<part>/new", methods=["GET", "POST"])
@allow(Permission.KEEP_RECORD)
def new_part(activity_id: int, part: str) -> ResponseReturnValue:
    """Add a row."""
    activity_to_change(activity_id)
    form = _form(part)()
    form.offer()
    if form.validate_on_submit():
        try:
            parts.add_part(the_actor(), activity_id, form.row(0))
        except Invalid as error:
            form.refuse(error)
        else:
            flash(gettext("It is added."), "success")
            return redirect(_back(activity_id, part))
    return _page(activity_id, part, form, gettext(ADD[part]))


@blueprint.route("/processing/<int:activity_id>/<part>/<int:entry_id>", methods=["GET", "POST"])
@allow(Permission.KEEP_RECORD)
def part(activity_id: int, part: str, entry_id: int) -> ResponseReturnValue:
    """Change a row."""
    name = activity_to_change(activity_id).name
    kind, stored = _form(part), parts.part_of(db.session(), activity_id, part, entry_id)
    form = kind(version=stored.row_version)
    form.offer()
    form.show(frozen(PARTS[part][0], stored))
    if form.validate_on_submit():
        try:
            parts.change_part(the_actor(), activity_id, form.row(entry_id), form.version.data or 0)
        except Invalid as error:
            form.refuse(error)
        except Conflict as error:
            return conflict_page(error, form, name, queries.known(), _back(activity_id, part))
        else:
            flash(gettext("Your changes are stored."), "success")
            return redirect(_back(activity_id, part))
    return _page(activity_id, part, form, title_of(part), entry_id)


@blueprint.post("/processing/<int:activity_id>/<part>/<int:entry_id>/remove")
@allow(Permission.KEEP_RECORD)
def remove_part(activity_id: int, part: str, entry_id: int) -> ResponseReturnValue:
    """Remove a row."""
    seen = version_seen(request.form.get("version"))
    parts.remove_part(the_actor(), activity_id, part, entry_id, seen)
    flash(gettext("It is removed. The audit trail keeps what it said."), "success")
    return redirect(_back(activity_id, part))


def _form(part: str) -> type[AnyPartForm]:
    if part not in FORMS:
        raise NotFound(N_("A processing activity has no such section."))
    return FORMS[part]


def _page(activity_id: int, part: str, form: AnyPartForm, title: str, entry_id: int = 0) -> ResponseReturnValue:
    page = render_template(
        "processing/part.html",
        form=form,
        title=title,
        part=part,
        entry_id=entry_id,
        activity=activity_row(queries.stored_activity(activity_id)),
        back=_back(activity_id, part),
        supplements=load_record_words().supplements if part == "purposes" else (),
        said=said,
    )
    return page, 422 if form.errors else 200


def _back(activity_id: int, part: str) -> str:
    anchor = "recipients" if part == "processors" else part
    return url_for("processing.activity", activity_id=activity_id, _anchor=anchor)
