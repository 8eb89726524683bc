"""The yearly review in the browser: what is new, what is open, and one button for what still holds."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import may_write, readable_version
from riskapp.assessments.models import Version
from riskapp.assessments.review_rows import ESTATE, INCIDENTS
from riskapp.database import db
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.reviews.reviewing import confirm_parts, review_of
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.reports.assessment.since_words import said_parts
from riskapp.web.answers import sentence, status_of
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.comparing import reader_here
from riskapp.web.assessments.refusals import refusal_of
from riskapp.web.assessments.review_page import render_review
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number


@blueprint.get("/assessments/<int:assessment_id>/yearly-review")
@allow(Permission.VIEW_ASSESSMENTS)
def yearly(assessment_id: int) -> ResponseReturnValue:
    """What a review has to look at."""
    return _page(readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number)))


@blueprint.post("/assessments/<int:assessment_id>/yearly-review")
@allow(Permission.EDIT_ASSESSMENTS)
def start_review(assessment_id: int) -> ResponseReturnValue:
    """A new version that shows only what is new or changed since the last decision."""
    version = readable_version(the_actor(), assessment_id)
    try:
        start_version(the_actor(), assessment_id, yearly=True)
    except (Invalid, Conflict) as error:
        db.session.rollback()
        return render_review(readable_version(the_actor(), version.assessment_id), refusal_of(error, {}))
    flash(gettext("The yearly review has begun. The decided version stays as it is."), "success")
    return redirect(url_for("assessments.yearly", assessment_id=assessment_id))


@blueprint.post("/assessments/<int:assessment_id>/yearly-review/parts")
@allow(Permission.EDIT_ASSESSMENTS)
def confirm(assessment_id: int) -> ResponseReturnValue:
    """Say that parts still hold, or what was found."""
    version = readable_version(the_actor(), assessment_id)
    parts = request.form.getlist("part")
    try:
        count = confirm_parts(the_actor(), version.id, parts, request.form.get("note", ""))
    except Invalid as fault:
        db.session.rollback()
        return _page(readable_version(the_actor(), assessment_id), fault, parts)
    flash(ngettext("Noted for %(num)s part.", "Noted for %(num)s parts.", count), "success")
    return redirect(url_for("assessments.yearly", assessment_id=assessment_id))


def _page(version: Version, fault: Invalid | None = None, refused: list[str] | None = None) -> ResponseReturnValue:
    review = review_of(version)
    if review is None:
        raise fault or NotFound(N_("This version is no yearly review."))
    reader = reader_here()
    page = render_template(
        "assessments/yearly.html",
        version=version,
        review=review,
        estate=said_parts(review.estate, reader),
        steps=[(one, said_parts(one.differences, reader)) for one in review.steps],
        may_write=may_write(the_actor(), version) and version is version.assessment.latest,
        ESTATE=ESTATE,
        INCIDENTS=INCIDENTS,
        fault=sentence(fault) if fault else "",
        refused=refused or [],
        typed=request.form.get("note", ""),
    )
    return page, status_of(fault) if fault else 200
