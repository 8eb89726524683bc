"""The list of assessments, the overview of one, a new one, another title."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments import operations
from riskapp.assessments.access import may_write, readable_version
from riskapp.assessments.listing import Narrowing, list_assessments
from riskapp.assessments.models import Version
from riskapp.assessments.queries import asset_named, progress_of_version
from riskapp.assessments.remarks import remarks_of
from riskapp.assessments.review_dates import review_of
from riskapp.assessments.states import State
from riskapp.assessments.waits import since
from riskapp.catalogues.questions import load_questionnaire
from riskapp.decisions.in_force import in_force
from riskapp.decisions.staleness.standing_on import marks
from riskapp.errors import Invalid
from riskapp.exchange.cnil.importing import import_event
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.forms import NewForm, TitleForm
from riskapp.web.assessments.stages import sent_back_with, stages_of
from riskapp.web.assessments.step_page import place_of
from riskapp.web.assessments.talk import talk_of
from riskapp.web.assessments.wording import KINDS
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number, version_seen


@blueprint.get("/assessments")
@allow(Permission.VIEW_ASSESSMENTS)
def overview() -> ResponseReturnValue:
    """All assessments that the person may read."""
    args, stale = request.args, marks()
    changed = args.get("changed", "") == "yes"
    by = Narrowing(
        args.get("kind", ""),
        args.get("state", ""),
        args.get("q", "").strip(),
        args.get("asset", ""),
        stale.keys() if changed else None,
    )
    listed = list_assessments(the_actor(), by, max(1, args.get("page", 1, type=row_number)))
    progress = {one.id: progress_of_version(one) for one in listed}

    def page_url(number: int) -> str:
        return url_for(
            "assessments.overview",
            page=number,
            q=by.text or None,
            kind=by.kind or None,
            state=by.state or None,
            asset=by.asset or None,
            changed="yes" if changed else None,
        )

    return render_template(
        "assessments/list.html",
        listed=listed,
        by=by,
        changed=changed,
        stale=stale,
        kinds=KINDS,
        states=[state.value for state in State],
        progress=progress,
        since=since,
        review_of=review_of,
        page_url=page_url,
    )


@blueprint.route("/assessments/new", methods=["GET", "POST"])
@allow(Permission.EDIT_ASSESSMENTS)
def new() -> ResponseReturnValue:
    """Start an assessment."""
    form = NewForm(kind=request.args.get("kind", "dpia"), asset=request.args.get("asset", ""))
    if form.validate_on_submit():
        try:
            assets = [asset_named(form.asset.data)] if form.asset.data.strip() else []
            started = operations.start_assessment(
                the_actor(), form.kind.data, form.title.data, form.language.data, assets
            )
        except Invalid as error:
            form.refuse(error)
        else:
            first = load_questionnaire(form.kind.data).steps[0]
            return redirect(url_for("assessments.step", assessment_id=started, step_id=first.id))
    return render_template("assessments/new.html", form=form), 422 if form.errors else 200


@blueprint.get("/assessments/<int:assessment_id>")
@allow(Permission.VIEW_ASSESSMENTS)
def page(assessment_id: int) -> ResponseReturnValue:
    """The overview of one assessment: the page that people link to."""
    return render_page(readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number)))


def render_page(version: Version, status: int = 200, **more: object) -> ResponseReturnValue:
    """The overview; `more` are values of a form on it that was refused."""
    actor = the_actor()
    progress = progress_of_version(version)
    page = render_template(
        "assessments/page.html",
        version=version,
        kind=version.assessment.kind,
        progress=progress,
        remarks=remarks_of(version),
        stages=stages_of(version),
        sent_back=sent_back_with(version),
        since=since(version),
        review=review_of(version) if in_force(version) else None,
        talk=talk_of(actor, version, "step" if may_write(actor, version) else "review"),
        may_write=may_write(actor, version) and version is version.assessment.latest,
        place=place_of,
        moved_in=version.assessment.kind == "dpia" and import_event(version.assessment_id) is not None,
        **more,
    )
    return page, status


@blueprint.route("/assessments/<int:assessment_id>/title", methods=["GET", "POST"])
@allow(Permission.EDIT_ASSESSMENTS)
def title(assessment_id: int) -> ResponseReturnValue:
    """Give the assessment another title."""
    version = readable_version(the_actor(), assessment_id)
    form = TitleForm(title=version.title, row_version=version.row_version)
    if form.validate_on_submit():
        try:
            operations.rename_assessment(the_actor(), version.id, form.title.data, version_seen(form.row_version.data))
        except Invalid as error:
            form.refuse(error)
        else:
            flash(gettext("The title is changed."), "success")
            return redirect(url_for("assessments.page", assessment_id=assessment_id))
    return render_template("assessments/title.html", form=form, version=version), 422 if form.errors else 200
