"""The publishable version in the browser: marking words, taking a mark back, and downloading the PDF to give out."""

from flask import flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.assessments.access import readable_version
from riskapp.assessments.models import Version
from riskapp.database import db
from riskapp.decisions.reports.publishing import (
    MAY_MARK,
    mark_passage,
    may_mark,
    publishable_file,
    redactions_of,
    unmark_passage,
)
from riskapp.decisions.reports.report_pages import publishable_page
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.reports.publishing.spots import EVERYWHERE
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.publishing_page import render_publishing
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number, version_seen
from riskapp.web.reports.pages import answered, sheets


@blueprint.get("/assessments/<int:assessment_id>/publish")
@allow(*MAY_MARK)
def publishing(assessment_id: int) -> ResponseReturnValue:
    """The version as it would be given out, with a way to remove something beside each text."""
    return render_publishing(_version(assessment_id))


@blueprint.post("/assessments/<int:assessment_id>/publish")
@allow(*MAY_MARK)
def mark(assessment_id: int) -> ResponseReturnValue:
    """Mark words of a text, all of it, or words wherever they stand."""
    version, sent = _version(assessment_id), request.form
    extent = sent.get("extent", "words")
    place = EVERYWHERE if extent == "everywhere" else sent.get("place", "")
    words = (sent.get("passage", ""), sent.get("ground", ""), sent.get("namely", ""))
    try:
        mark_passage(the_actor(), version.id, place, *words, whole=extent == "whole")
    except (Invalid, Conflict) as fault:
        db.session.rollback()
        return render_publishing(_version(assessment_id), fault)
    flash(gettext("It is marked. The page shows it as it will be given out."), "success")
    return _back(version, "remove-" + sent.get("form", "everywhere").replace(":", "-"))


@blueprint.post("/assessments/<int:assessment_id>/publish/<int:number>/take-back")
@allow(*MAY_MARK)
def take_mark_back(assessment_id: int, number: int) -> ResponseReturnValue:
    """Let the words stand again."""
    version = _version(assessment_id)
    if not any(one.id == number for one in redactions_of(version.id)):
        raise NotFound(N_("There is no such mark. Somebody may have taken it back already."))
    unmark_passage(the_actor(), number, version_seen(request.form.get("row_version")))
    flash(gettext("The mark is taken back. The words stand there again."), "success")
    return _back(version, "marks")


@blueprint.get("/assessments/<int:assessment_id>/publish.pdf")
@allow(*MAY_MARK)
def publishable(assessment_id: int) -> ResponseReturnValue:
    """The PDF to give out."""
    file = publishable_file(the_actor(), _version(assessment_id).id)
    answer = make_response(file.pdf)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


@blueprint.get("/assessments/<int:assessment_id>/publish.html")
@allow(*MAY_MARK)
def publishable_as_page(assessment_id: int) -> ResponseReturnValue:
    """The same as a page."""
    version = _version(assessment_id)
    address = url_for("assessments.publishable", assessment_id=assessment_id, version=version.number)
    return answered(publishable_page(the_actor(), version.id, address, sheets()).html)


def _version(assessment_id: int) -> Version:
    return readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number))


def _back(version: Version, anchor: str) -> ResponseReturnValue:
    return redirect(
        url_for("assessments.publishing", assessment_id=version.assessment_id, version=version.number, _anchor=anchor)
    )


@blueprint.app_context_processor
def publishing_words() -> dict[str, object]:
    """What the overview asks of the publishable version."""
    return {"may_mark": may_mark}
