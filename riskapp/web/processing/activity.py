"""One activity as a document in the order of the law, with what is missing on top, and the forms of its sections."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.catalogues.processing import load_record_words
from riskapp.decisions.surroundings import today
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.processing import keeping, queries
from riskapp.processing.access import may_write
from riskapp.processing.completeness import Gap, contact_gaps, gaps
from riskapp.processing.record import Activity
from riskapp.processing.rows import PARTS, activity_row
from riskapp.processing.telling import Passage, document
from riskapp.web.guard import allow, the_actor
from riskapp.web.processing.blueprint import blueprint
from riskapp.web.processing.conflicts import conflict_page
from riskapp.web.processing.rights import activity_to_change
from riskapp.web.processing.section_forms import form_of
from riskapp.web.processing.wording import ADD, change_of, gap_in_words, language, title_of, words_of


@dataclass(frozen=True, slots=True)
class Link:
    """Where something is written."""

    label: str
    url: str


@blueprint.get("/processing/<int:activity_id>")
@allow(Permission.VIEW_RECORD)
def activity(activity_id: int) -> ResponseReturnValue:
    """One activity."""
    stored, known, words = queries.stored_activity(activity_id), queries.known(), load_record_words()
    shown, actor = activity_row(stored), the_actor()
    missing = (*contact_gaps(known.contacts), *gaps(shown, known, today()))
    keeps = actor.may_everywhere(Permission.KEEP_RECORD)
    return render_template(
        "processing/activity.html",
        activity=shown,
        role=dict(words_of(words.roles))[shown.basics.role],
        state=dict(words_of(words.states))[shown.basics.state],
        document=document(shown, known, language()),
        missing=[(gap_in_words(gap), _place(gap, activity_id, keeps=keeps)) for gap in missing],
        may_write=may_write(actor, shown.data.systems),
        links=lambda passage: _links(passage, shown),
        row_url=_row_url,
        history=queries.history(activity_id),
    )


@blueprint.route("/processing/<int:activity_id>/<section>", methods=["GET", "POST"])
@allow(Permission.KEEP_RECORD)
def section(activity_id: int, section: str) -> ResponseReturnValue:
    """The form of one section."""
    stored = activity_to_change(activity_id)
    row, known = activity_row(stored), queries.known()
    kind = form_of(section, row)
    if kind is None:
        raise NotFound(N_("A processing activity has no such section."))
    name, before = stored.name, getattr(row, section)
    back = url_for("processing.activity", activity_id=activity_id, _anchor=section)
    form = kind(version=keeping.section_version(stored, section))
    form.offer(known)
    form.show(before)
    if form.validate_on_submit():
        try:
            keeping.change_section(the_actor(), activity_id, form.filled(before), form.version.data or 0)
        except Invalid as error:
            form.refuse(error)
        except Conflict as error:
            return conflict_page(error, form, name, known, back)
        else:
            flash(gettext("Your changes are stored."), "success")
            return redirect(back)
    title = title_of(section)
    page = render_template("processing/form.html", form=form, title=title, activity=row, back=back)
    return page, 422 if form.errors else 200


def _place(gap: Gap, activity_id: int, *, keeps: bool) -> str:
    """Where what is missing is put right; empty where this person cannot."""
    if gap.section == "contacts":
        return url_for("processing.contacts") if keeps else ""
    if gap.section not in PARTS:
        return url_for("processing.section", activity_id=activity_id, section=gap.section)
    if gap.number:
        return _row_url(activity_id, gap.section, gap.number)
    return url_for("processing.new_part", activity_id=activity_id, part=gap.section)


def _row_url(activity_id: int, part: str, number: int) -> str:
    return url_for("processing.part", activity_id=activity_id, part=part, entry_id=number)


def _links(passage: Passage, shown: Activity) -> list[Link]:
    """The forms that belong to a passage: its section's own, and adding a row."""
    found, section = [], passage.section
    if section not in PARTS:
        name = "basics" if section == "about" else section
        found.append(Link(change_of(section), url_for("processing.section", activity_id=shown.number, section=name)))
    part = "processors" if section == "recipients" else section
    if part in ADD:
        url = url_for("processing.new_part", activity_id=shown.number, part=part)
        found.append(Link(gettext(ADD[part]), url))
    if section == "about":
        url = url_for("processing.section", activity_id=shown.number, section="review")
        found.append(Link(gettext("Say that it is reviewed"), url))
    return found
