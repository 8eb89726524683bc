"""The states that were kept of a draft, in the browser: keeping one under a name, looking at one, bringing it back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import may_write, readable_version
from riskapp.assessments.comparison import DECIDED, PARTS, compare
from riskapp.assessments.kept_states import keep_by_hand
from riskapp.assessments.models import Version
from riskapp.assessments.restoring import mark_of, restore
from riskapp.database import db
from riskapp.decisions.reviews.readings import KEPT_WORDS, Reading, chosen, readings_of
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.web.answers import sentence, status_of
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.comparing import told_of
from riskapp.web.guard import allow, the_actor


@blueprint.get("/assessments/<int:assessment_id>/states")
@allow(Permission.VIEW_ASSESSMENTS)
def states(assessment_id: int) -> ResponseReturnValue:
    """What was kept of every version, newest first."""
    return _states(readable_version(the_actor(), assessment_id))


@blueprint.post("/assessments/<int:assessment_id>/states")
@allow(Permission.EDIT_ASSESSMENTS)
def keep_state(assessment_id: int) -> ResponseReturnValue:
    """Keep the draft as it is under a name."""
    version = readable_version(the_actor(), assessment_id)
    try:
        keep_by_hand(the_actor(), version.id, request.form.get("name", ""))
    except Invalid as fault:
        db.session.rollback()
        return _states(readable_version(the_actor(), assessment_id), fault)
    flash(gettext("It is kept as it is now. You can come back to it."), "success")
    return redirect(url_for("assessments.states", assessment_id=assessment_id))


@blueprint.get("/assessments/<int:assessment_id>/states/<int:state_id>")
@allow(Permission.VIEW_ASSESSMENTS)
def kept_state(assessment_id: int, state_id: int) -> ResponseReturnValue:
    """One kept state: what would change if it were brought back."""
    version = readable_version(the_actor(), assessment_id)
    return _state(version, _reading(version, state_id))


@blueprint.post("/assessments/<int:assessment_id>/states/<int:state_id>")
@allow(Permission.EDIT_ASSESSMENTS)
def restore_state(assessment_id: int, state_id: int) -> ResponseReturnValue:
    """Bring it back; what stands there now is kept first."""
    version = readable_version(the_actor(), assessment_id)
    _reading(version, state_id)
    try:
        left = restore(the_actor(), version.id, state_id, request.form.get("seen", ""))
    except (Invalid, Conflict) as fault:
        db.session.rollback()
        version = readable_version(the_actor(), assessment_id)
        return _state(version, _reading(version, state_id), fault)
    flash(gettext("It is as it was then. What stood there until now is kept too."), "success")
    for one in left:
        flash(gettext(one.text) % one.values, "warning")
    return redirect(url_for("assessments.page", assessment_id=assessment_id))


_WRITTEN = tuple(part for part in PARTS if part not in DECIDED)


def _reading(version: Version, state_id: int) -> Reading:
    return chosen(readings_of(version.assessment), f"s{state_id}")


def _states(version: Version, fault: Invalid | None = None) -> ResponseReturnValue:
    page = render_template(
        "assessments/states.html",
        version=version,
        kept=[one for one in readings_of(version.assessment) if one.kept],
        words=KEPT_WORDS,
        may_write=may_write(the_actor(), version),
        fault=sentence(fault) if fault else "",
        typed=request.form.get("name", ""),
    )
    return page, status_of(fault) if fault else 200


def _state(version: Version, reading: Reading, fault: Invalid | Conflict | None = None) -> ResponseReturnValue:
    if reading.kept is None:
        raise NotFound(N_("This assessment has no such version or kept state."))
    now_there = next(one for one in readings_of(version.assessment) if one.key == f"v{version.number}")
    can = reading.kept.rows is not None and reading.version is version and may_write(the_actor(), version)
    page = render_template(
        "assessments/kept_state.html",
        version=version,
        reading=reading,
        words=KEPT_WORDS,
        # From now to then: what is marked as new is what bringing it back would bring, and no decision comes back.
        told=told_of(compare(now_there.content(), reading.content(), _WRITTEN)),
        can=can,
        seen=mark_of(version),
        fault=sentence(fault) if fault else "",
    )
    return page, status_of(fault) if fault else 200
