"""Saved questions: keep one, the list of mine and the team's, open, name and share, change, delete."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_, Conflict, Invalid, NotAllowed
from riskapp.estate.snapshots import present
from riskapp.explorer.directory import directory_of
from riskapp.graph.vocabulary import Threat
from riskapp.questions import keeping
from riskapp.questions.keeping import Asked, Label, seen_question
from riskapp.questions.models import SavedQuestion
from riskapp.questions.queries import questions_for
from riskapp.web.estate.conflicts import conflict_page
from riskapp.web.forms import Form
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.headlines import question_text
from riskapp.web.graph.links import numbers_of
from riskapp.web.graph.question import Question, QuestionForm
from riskapp.web.graph.supposition import Supposition, supposition_of, texts_in
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number, version_seen


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


@blueprint.get("/graph/saved")
@allow(Permission.VIEW_ESTATE)
def saved_questions() -> ResponseReturnValue:
    """My own questions and those of others that are shared."""
    found, actor = questions_for(the_actor()), the_actor()
    rows = [(one, in_words(one), len(texts_in(one.changes))) for one in found]
    mine = [row for row in rows if row[0].owner_id == actor.id]
    return render_template("graph/saved.html", mine=mine, others=[row for row in rows if row not in mine])


@blueprint.post("/graph/saved")
@allow(Permission.VIEW_ESTATE)
def keep() -> ResponseReturnValue:
    """Keep a question under a name."""
    supposition, form = _sent(), LabelForm()
    question = supposition.question
    try:
        asked = Asked(supposition.hit, question.threat.value, question.outage, question.control, supposition.text)
        number = keeping.keep_question(the_actor(), asked, form.label())
    except Invalid as error:
        form.refuse(error)
        names = [directory_of(present()).name(key) for key in supposition.hit]
        text = question_text(names, question)
        return render_template("graph/keep_question.html", form=form, supposition=supposition, question_text=text), 422
    flash(gettext("The question is kept. You find it among the saved questions."), "success")
    return redirect(url_for("graph.open_saved", saved_id=number))


@blueprint.get("/graph/saved/<int:saved_id>")
@allow(Permission.VIEW_ESTATE)
def open_saved(saved_id: int) -> ResponseReturnValue:
    """Lead to the question's address, with its changes."""
    saved = seen_question(the_actor(), saved_id)
    return redirect(address_of(saved))


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
            return _both(error, saved_id)
        else:
            flash(gettext("Your changes are stored."), "success")
            return redirect(url_for("graph.saved_questions"))
    page = render_template("graph/edit_saved.html", form=form, saved=saved, question_text=in_words(saved))
    return page, 422 if form.errors else 200


@blueprint.post("/graph/saved/<int:saved_id>/changes")
@allow(Permission.VIEW_ESTATE)
def suppose_saved(saved_id: int) -> ResponseReturnValue:
    """Keep the changes of the page under the name of a question of one's own."""
    try:
        seen = version_seen(request.form.get("version"))
        keeping.suppose_instead(the_actor(), saved_id, _sent().text, seen)
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


def address_of(saved: SavedQuestion) -> str:
    """Where the question is answered: with its changes, or plainly where it supposes none. Raises Invalid."""
    numbers = numbers_of(saved.hit)
    missing = [key for key in saved.hit if key not in numbers]
    if missing:
        raise Invalid(N_("It asks about %(id)s, which is no longer in the estate."), id=missing[0])
    first, *also = (numbers[key] for key in saved.hit)
    question = question_of(saved)
    plain = Supposition(first, tuple(saved.hit), tuple(also), question, (), saved.id)
    texts = texts_in(saved.changes)
    return plain.url(texts) if texts else url_for("graph.blast_radius", **plain.asked())


def question_of(saved: SavedQuestion) -> Question:
    """What is asked about the hit assets."""
    return Question(Threat(saved.threat), saved.outage, saved.control)


def in_words(saved: SavedQuestion) -> str:
    """The question as a sentence or two; an asset that is no longer there is called by its id."""
    assets = directory_of(present()).assets
    names = [assets[key].name if key in assets else key for key in saved.hit]
    text = question_text(names, question_of(saved))
    if saved.control and saved.threat == Threat.AVAILABILITY:
        control = gettext("An attacker controls it, and takes down all that he controls")
        return f"{text} {control}."
    return text


def _sent() -> Supposition:
    """The question in a form, whose hidden fields are those of the address line."""
    form, asset_id = QuestionForm(request.form), request.form.get("asset_id", type=row_number)
    if asset_id is None or not form.validate():
        raise Invalid(N_("This address asks a question that has no answer. Go back and ask again."))
    return supposition_of(asset_id, form.question(), request.form)


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
