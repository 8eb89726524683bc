"""The dialogue in the browser: saying something at a place, answering, settling, and having read it through."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import readable_version
from riskapp.assessments.dialogue import RemarkKind, answer_remark, make_remark, open_remark, settle_remark
from riskapp.assessments.models import Remark, Version
from riskapp.assessments.reading import read_through
from riskapp.assessments.word_changes import word_changes
from riskapp.database import db
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.web.answers import sentence, status_of
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.review_page import render_review
from riskapp.web.assessments.talk import (
    STEP,
    field_changed,
    place_of_remark,
    rows_changed,
    talk_of,
    value_changed,
)
from riskapp.web.assessments.wizard import render_step
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import version_seen

TALKING = (
    Permission.EDIT_ASSESSMENTS,
    Permission.ADVISE_DPIA,
    Permission.ADVISE_ROS,
    Permission.DECIDE,
    Permission.ACCEPT_RISK,
)


@blueprint.post("/assessments/<int:assessment_id>/remarks")
@allow(*TALKING)
def remark(assessment_id: int) -> ResponseReturnValue:
    """Say something at a place."""
    version, sent = readable_version(the_actor(), assessment_id), request.form
    place, step = sent.get("place", ""), sent.get("step", "")
    anchor = "" if place.startswith(STEP) else place
    try:
        kind = sent.get("kind", RemarkKind.REMARK.value)
        make_remark(the_actor(), version.id, step, anchor, kind, sent.get("text", ""))
    except Invalid as fault:
        return _refused(version, place, step, fault)
    flash(gettext("Your remark stands there now."), "success")
    return _back(version, place, step)


@blueprint.post("/assessments/<int:assessment_id>/remarks/<int:remark_id>/answer")
@allow(*TALKING)
def answer(assessment_id: int, remark_id: int) -> ResponseReturnValue:
    """Answer a remark."""
    version, found = _remark(assessment_id, remark_id)
    try:
        answer_remark(the_actor(), remark_id, request.form.get("text", ""))
    except Invalid as fault:
        return _refused(version, f"remark-{remark_id}", found.step, fault)
    return _back(version, place_of_remark(found), found.step)


@blueprint.post("/assessments/<int:assessment_id>/remarks/<int:remark_id>/settle")
@allow(*TALKING)
def settle(assessment_id: int, remark_id: int) -> ResponseReturnValue:
    """Settle a remark, or open it again."""
    version, found = _remark(assessment_id, remark_id)
    act = open_remark if request.form.get("do") == "open" else settle_remark
    try:
        act(the_actor(), remark_id, version_seen(request.form.get("row_version")))
    except (Invalid, Conflict) as fault:
        return _refused(version, f"remark-{remark_id}", found.step, fault)
    return _back(version, place_of_remark(found), found.step)


@blueprint.post("/assessments/<int:assessment_id>/read")
@allow(Permission.VIEW_ASSESSMENTS)
def read(assessment_id: int) -> ResponseReturnValue:
    """Note that it is read through as it is now."""
    version = readable_version(the_actor(), assessment_id)
    read_through(the_actor(), version.id)
    flash(gettext("Noted. The next time you see here what is new since today."), "success")
    return redirect(url_for("assessments.review", assessment_id=assessment_id))


def _remark(assessment_id: int, remark_id: int) -> tuple[Version, Remark]:
    version = readable_version(the_actor(), assessment_id)
    found = next((one for one in version.remarks if one.id == remark_id), None)
    if found is None:
        raise NotFound(N_("There is no such remark."))
    return version, found


def _back(version: Version, place: str, step: str) -> ResponseReturnValue:
    anchor = f"said-{place.replace(':', '-')}"
    if request.form.get("back") == "step":
        return redirect(url_for("assessments.step", assessment_id=version.assessment_id, step_id=step, _anchor=anchor))
    risk = next((one for one in version.risks if place == f"R{one.number}"), None)
    if request.form.get("back") == "risk" and risk is not None:
        here = version.assessment_id, risk.number
        return redirect(url_for("assessments.risk", assessment_id=here[0], number=here[1], _anchor=anchor))
    return redirect(url_for("assessments.review", assessment_id=version.assessment_id, _anchor=anchor))


def _refused(version: Version, place: str, step: str, fault: Invalid | Conflict) -> ResponseReturnValue:
    """The page that it was written on, with the sentence by the place and what was written."""
    db.session.rollback()
    back = "step" if request.form.get("back") == "step" else "review"
    version = readable_version(the_actor(), version.assessment_id)
    talk = talk_of(the_actor(), version, back, place, sentence(fault), request.form.get("text", ""))
    if back == "step":
        return render_step(version, step, status_of(fault), talk=talk)
    return render_review(version, talk=talk, status=status_of(fault))


@blueprint.app_context_processor
def talking() -> dict[str, object]:
    """What the templates of the dialogue ask."""
    return {
        "field_changed": field_changed,
        "value_changed": value_changed,
        "rows_changed": rows_changed,
        "word_changes": word_changes,
        "talk_of": talk_of,
        "place_of_remark": place_of_remark,
    }
