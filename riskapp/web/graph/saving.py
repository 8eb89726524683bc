"""Saved questions: keep one, open, name and share, change, delete."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_, Conflict, Invalid, NotAllowed
from riskapp.estate.snapshots import present
from riskapp.questions import keeping
from riskapp.questions.asked import Asked, asked_in
from riskapp.questions.checking import checked
from riskapp.questions.keeping import seen_question
from riskapp.questions.models import SavedQuestion
from riskapp.questions.naming import Label
from riskapp.questions.subjects import missing
from riskapp.web.estate.conflicts import conflict_page
from riskapp.web.forms import Form
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.opening import address_of
from riskapp.web.graph.saved_words import in_words
from riskapp.web.graph.sent import asked_in_form, supposition_in_form
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import version_seen


class LabelForm(Form):
    """What a question is called, and who sees it."""

    name = StringField(_("Name"), render_kw={"autocomplete": "off", "maxlength": "200"})
    note = TextAreaField(_("Note"), render_kw={"rows": 3})
    shared = BooleanField(_("Show it to everybody who may view the estate"))
    version = HiddenField()

    def label(self) -> Label:
        """What was written."""
        return Label(self.name.data or "", self.note.data or "", bool(self.shared.data))


_LABELS: Mapping[str, str] = {
    "name": N_("Name"),
    "note": N_("Note"),
    "shared": N_("Show it to everybody who may view the estate"),
    "changes": N_("Changes of the estate"),
}


@blueprint.post("/graph/saved")
@allow(Permission.VIEW_ESTATE)
def keep() -> ResponseReturnValue:
    """Keep a question under a name."""
    form, asked = LabelForm(), asked_in_form(request.form)
    try:
        number = keeping.keep_question(the_actor(), asked, form.label())
    except Invalid as error:
        form.refuse(error)
        return _keep_again(form, checked(asked)), 422
    flash(gettext("The question is kept. You find it among the saved questions."), "success")
    return redirect(url_for("graph.open_saved", saved_id=number))


@blueprint.get("/graph/saved/<int:saved_id>")
@allow(Permission.VIEW_ESTATE)
def open_saved(saved_id: int) -> ResponseReturnValue:
    """Lead to the question's address, with how it is looked at and what it supposes."""
    saved = seen_question(the_actor(), saved_id)
    asked = asked_in(saved)
    gone = missing(asked, present())
    if gone:
        values = {"saved": saved, "question_text": in_words(asked), "mine": saved.owner_id == the_actor().id}
        return render_template("graph/gone.html", **values, gone=", ".join(gone)), 404
    return redirect(address_of(asked, saved.id))


@blueprint.route("/graph/saved/<int:saved_id>/edit", methods=["GET", "POST"])
@allow(Permission.VIEW_ESTATE)
def edit_saved(saved_id: int) -> ResponseReturnValue:
    """Name, describe and share a question of one's own."""
    saved = _own(saved_id)
    form = LabelForm(name=saved.name, note=saved.note, shared=saved.shared, version=saved.row_version)
    if form.validate_on_submit():
        try:
            keeping.label_question(the_actor(), saved_id, form.label(), version_seen(form.version.data))
        except Invalid as error:
            form.refuse(error)
        except Conflict as error:
            if not error.mine:  # another stored that name at the same moment: there are no two texts to choose from
                raise
            return _both(error, saved_id)
        else:
            flash(gettext("Your changes are stored."), "success")
            return redirect(url_for("graph.saved_questions"))
    page = render_template("graph/edit_saved.html", form=form, saved=saved, question_text=in_words(asked_in(saved)))
    return page, 422 if form.errors else 200


@blueprint.post("/graph/saved/<int:saved_id>/changes")
@allow(Permission.VIEW_ESTATE)
def suppose_saved(saved_id: int) -> ResponseReturnValue:
    """Keep the changes of the page under the name of a question of one's own."""
    try:
        seen = version_seen(request.form.get("version"))
        keeping.suppose_instead(the_actor(), saved_id, supposition_in_form(request.form).text, seen)
    except Conflict as error:
        return _both(error, saved_id)
    flash(gettext("Your changes are stored."), "success")
    return redirect(url_for("graph.open_saved", saved_id=saved_id))


@blueprint.post("/graph/saved/<int:saved_id>/delete")
@allow(Permission.VIEW_ESTATE)
def delete_saved(saved_id: int) -> ResponseReturnValue:
    """Delete a question of one's own."""
    keeping.delete_question(the_actor(), saved_id)
    flash(gettext("The question is deleted. The audit trail keeps what it asked."), "success")
    return redirect(url_for("graph.saved_questions"))


def _keep_again(form: LabelForm, asked: Asked) -> str:
    """The label with what is wrong about it; the question travels on as it was sent."""
    own = {field.name for field in form} | {"csrf_token"}
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in own]
    values = {"form": form, "sent": sent, "question_text": in_words(asked), "back": address_of(asked)}
    return render_template("graph/keep_question.html", **values)


def _own(saved_id: int) -> SavedQuestion:
    saved = seen_question(the_actor(), saved_id)
    if saved.owner_id != the_actor().id:
        raise NotAllowed(
            N_("%(name)s is not yours to change. Open it, and keep it under a name of your own."), name=saved.name
        )
    return saved


def _both(error: Conflict, saved_id: int) -> ResponseReturnValue:
    """Both texts side by side, under the labels of the form."""
    saved = seen_question(the_actor(), saved_id)
    theirs, mine = ({_LABELS.get(name, name): one for name, one in side.items()} for side in (error.theirs, error.mine))
    told = Conflict(error.text, theirs=theirs, mine=mine)
    return conflict_page(told, saved.name, saved.row_version, url_for("graph.saved_questions"))
