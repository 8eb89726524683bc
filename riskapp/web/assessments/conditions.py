"""Saying in the browser that a condition of an approval is met."""

from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import readable_version
from riskapp.database import db
from riskapp.decisions.conditions import may_meet, meet_condition
from riskapp.decisions.surroundings import today
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.web.answers import sentence, status_of
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.pages import render_page
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number, version_seen


@dataclass(frozen=True, slots=True)
class Unmet:
    """A condition whose note was refused: which, why, and what was written."""

    id: int
    text: str
    typed: str


@blueprint.post("/assessments/<int:assessment_id>/conditions/<int:number>")
@allow(Permission.EDIT_ASSESSMENTS, Permission.DECIDE)
def meet(assessment_id: int, number: int) -> ResponseReturnValue:
    """Say how it was met."""
    version = readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number))
    condition = next((one for one in version.conditions if one.number == number), None)
    if condition is None:
        raise NotFound(N_("There is no such condition."))
    note = request.form.get("note", "")
    try:
        meet_condition(the_actor(), condition.id, note, version_seen(request.form.get("row_version")))
    except (Invalid, Conflict) as fault:
        db.session.rollback()
        return render_page(version, status_of(fault), condition_refused=Unmet(condition.id, sentence(fault), note))
    flash(gettext("Noted that condition %(number)s is met.", number=number), "success")
    return redirect(
        url_for("assessments.page", assessment_id=assessment_id, version=version.number, _anchor="conditions")
    )


@blueprint.app_context_processor
def conditions() -> dict[str, object]:
    """What the overview asks of conditions."""
    return {"may_meet": may_meet, "today": today}
