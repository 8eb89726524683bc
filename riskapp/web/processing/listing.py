"""The record as a list: searched, narrowed by state and by what is missing; a new activity; whom to turn to."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.catalogues.processing import load_record_words
from riskapp.decisions.surroundings import today
from riskapp.errors import Conflict, Invalid
from riskapp.processing import keeping, queries
from riskapp.processing.access import require_keeping
from riskapp.processing.completeness import RULES, contact_gaps
from riskapp.processing.record import Basics
from riskapp.web.estate.paging import Pages
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number
from riskapp.web.processing.blueprint import blueprint
from riskapp.web.processing.conflicts import conflict_page
from riskapp.web.processing.section_forms import BasicsForm, ContactsForm
from riskapp.web.processing.wording import gap_in_words, words_of

PAGE = 30


@blueprint.get("/processing")
@allow(Permission.VIEW_RECORD)
def record() -> ResponseReturnValue:
    """The list."""
    args, known, words = request.args, queries.known(), load_record_words()
    by = queries.Narrowing(*(args.get(name, "").strip() for name in ("q", "role", "state", "missing")))
    found = queries.listed(by, known, today())
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, args.get("page", 1, type=row_number)), pages)
    return render_template(
        "processing/list.html",
        by=by,
        rows=found[(page - 1) * PAGE : page * PAGE],
        total=len(found),
        pages=Pages(page, pages),
        page_url=lambda number: url_for("processing.record", **{**args.to_dict(), "page": number}),
        roles=words_of(words.roles),
        states=dict(words_of(words.states)),
        rules=[(rule.id, gettext(rule.label)) for rule in RULES],
        contact_gaps=contact_gaps(known.contacts),
        in_words=gap_in_words,
        may_keep=the_actor().may_everywhere(Permission.KEEP_RECORD),
    )


@blueprint.route("/processing/new", methods=["GET", "POST"])
@allow(Permission.KEEP_RECORD)
def new_activity() -> ResponseReturnValue:
    """Add an activity; the rest is written on its own page."""
    require_keeping(the_actor())
    form = BasicsForm()
    form.offer(queries.known())
    if form.validate_on_submit():
        try:
            number = keeping.add_activity(the_actor(), form.filled(Basics("")))
        except Invalid as error:
            form.refuse(error)
        else:
            flash(gettext("The activity is added. Its page says what is missing."), "success")
            return redirect(url_for("processing.activity", activity_id=number))
    title = gettext("Add a processing activity")
    page = render_template("processing/form.html", form=form, title=title, back=url_for("processing.record"))
    return page, 422 if form.errors else 200


@blueprint.route("/processing/contacts", methods=["GET", "POST"])
@allow(Permission.KEEP_RECORD)
def contacts() -> ResponseReturnValue:
    """Whom to turn to, the same for every activity."""
    require_keeping(the_actor())
    known, back = queries.known(), url_for("processing.record")
    form = ContactsForm(version=queries.contacts_version())
    form.show(known.contacts)
    title = gettext("Whom to turn to")
    if form.validate_on_submit():
        try:
            keeping.change_contacts(the_actor(), form.filled(known.contacts), form.version.data or 0)
        except Invalid as error:
            form.refuse(error)
        except Conflict as error:
            return conflict_page(error, form, title, known, back)
        else:
            flash(gettext("Your changes are stored."), "success")
            return redirect(back)
    page = render_template("processing/form.html", form=form, title=title, back=back)
    return page, 422 if form.errors else 200
