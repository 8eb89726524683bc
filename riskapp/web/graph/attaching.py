"""Attach a saved question: to a scenario as its evidence, or its changes to a measure as what it does to the estate."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.listing import Writable, open_for, writable
from riskapp.assessments.models import Measure, Risk, Version
from riskapp.database import db
from riskapp.decisions.evidence.measure_effects import describe_changes
from riskapp.decisions.evidence.supposed_evidence import attach_question, changes_supposed, refuse_unattachable
from riskapp.errors import N_, Conflict, Invalid
from riskapp.questions.asked import asked_in
from riskapp.questions.keeping import seen_question
from riskapp.questions.models import SavedQuestion
from riskapp.web.answers import sentence
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.saved_words import in_words
from riskapp.web.graph.supposition import texts_in
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number

A_PAGE = 20
"""So many assessments are on a page."""
FEW = 10
"""So many scenarios and measures are found without searching."""


@blueprint.get("/graph/saved/<int:saved_id>/attach")
@allow(Permission.EDIT_ASSESSMENTS)
def attach(saved_id: int) -> ResponseReturnValue:
    """The scenarios and measures that this person may write in."""
    return _page(_attachable(saved_id))


@blueprint.post("/graph/saved/<int:saved_id>/risk")
@allow(Permission.EDIT_ASSESSMENTS)
def attach_to_risk(saved_id: int) -> ResponseReturnValue:
    """Keep the answer, with what is supposed, as the evidence of a scenario."""
    saved = _attachable(saved_id)
    risk = _chosen([risk for version in open_for(the_actor()) for risk in version.risks], "risk")
    if not isinstance(risk, Risk):
        return _page(saved, gettext("Choose a scenario."), "risk")
    place = _place(risk)
    try:
        attach_question(the_actor(), risk.id, saved_id)
    except Invalid as error:
        return _page(saved, sentence(error), "risk")
    flash(gettext("It stands beside the scenario now, as the estate is today."), "success")
    return redirect(url_for("assessments.risk", assessment_id=place[0], number=place[1], _anchor="evidence"))


@blueprint.post("/graph/saved/<int:saved_id>/measure")
@allow(Permission.EDIT_ASSESSMENTS)
def attach_to_measure(saved_id: int) -> ResponseReturnValue:
    """Let a measure make the supposed changes; its effect on each scenario that it lowers is computed."""
    saved = _attachable(saved_id)
    measure = _chosen([one for version in open_for(the_actor()) for one in version.measures], "measure")
    if not isinstance(measure, Measure):
        return _page(saved, gettext("Choose a measure."), "measure")
    place, seen = _place(measure), request.form.get(f"seen-{measure.id}", 0, type=row_number)
    try:
        describe_changes(the_actor(), measure.id, changes_supposed(saved), seen)
    except Conflict as error:
        return _page(saved, sentence(Conflict(_OTHERS, theirs=error.theirs, mine=error.mine)), "measure", 409)
    except Invalid as error:
        return _page(saved, sentence(error), "measure")
    flash(gettext("The measure makes these changes now. Their effect is below."), "success")
    return redirect(url_for("assessments.measure", assessment_id=place[0], number=place[1], _anchor="on-estate"))


_OTHERS = N_("Somebody else changed this measure meanwhile. Look at it below, and choose again.")


def _chosen(found: Sequence[Risk | Measure], field: str) -> Risk | Measure | None:
    number = request.form.get(field, type=row_number)
    return next((one for one in found if one.id == number), None)


def _place(one: Risk | Measure) -> tuple[int, int]:
    """The number of its assessment, and its own."""
    return db.session.get_one(Version, one.version_id).assessment_id, one.number


def _attachable(saved_id: int) -> SavedQuestion:
    """A question that this person may see; raises Invalid for one that cannot be attached."""
    saved = seen_question(the_actor(), saved_id)
    refuse_unattachable(saved)
    return saved


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the assessments that something can be attached to; `total` counts all of them."""

    rows: tuple[Writable, ...]
    total: int
    number: int
    pages: int


def _assessments(text: str, number: int, changing: bool) -> Page:
    """A page of the assessments; those that have measures alone are wanted only where changes are supposed."""
    found = [one for one in writable(the_actor(), text) if one.risks or changing]
    pages = max(1, -(-len(found) // A_PAGE))
    if not 1 <= number <= pages:
        raise Invalid(N_("There is no page %(number)s: the last one is %(pages)s."), number=number, pages=pages)
    return Page(tuple(found[(number - 1) * A_PAGE : number * A_PAGE]), len(found), number, pages)


def _page(saved: SavedQuestion, fault: str = "", field: str = "", status: int = 422) -> ResponseReturnValue:
    """What can be chosen; a form that is refused comes back to the page that it was sent from."""
    text, changes = " ".join(request.values.get("q", "").split()), len(texts_in(saved.changes))
    page = _assessments(text, request.values.get("page", 1, type=int), bool(changes))
    values: dict[str, Any] = {
        "saved": saved,
        "question_text": in_words(asked_in(saved)),
        "changes": changes,
        "back": url_for("graph.open_saved", saved_id=saved.id),
        "page": page,
        "text": text,
        "here": {"saved_id": saved.id, "q": text or None},
        "many": bool(text) or page.pages > 1 or sum(len(one.risks) + len(one.measures) for one in page.rows) > FEW,
        "with_risks": [one for one in page.rows if one.risks],
        "with_measures": [one for one in page.rows if one.measures],
        "fault": fault,
        "field": field,
    }
    return render_template("graph/attach.html", **values), status if fault else 200
