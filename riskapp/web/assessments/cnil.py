"""A DPIA from the CNIL tool and back: the file, what moved in, what was left out, the file that goes out."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import readable_version
from riskapp.assessments.queries import asset_named
from riskapp.decisions.reports.report_files import content_alone, file_name
from riskapp.errors import N_, Invalid, NotFound
from riskapp.exchange.cnil.importing import import_event, import_pia
from riskapp.exchange.cnil.json_text import MOST_BYTES, text_of
from riskapp.exchange.cnil.writing import write_pia
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.forms import MoveInForm
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number
from riskapp.web.sizes import takes_file


@blueprint.route("/assessments/move-in", methods=["GET", "POST"])
@allow(Permission.EDIT_ASSESSMENTS)
@takes_file
def move_in() -> ResponseReturnValue:
    """Choose the file, the system and the language; then all of it is taken in, or nothing."""
    form = MoveInForm(asset=request.args.get("asset", ""))
    if form.validate_on_submit():
        try:
            assets = [asset_named(form.asset.data)] if form.asset.data.strip() else []
            with form.file.data.stream as sent:
                text = text_of(sent.read(MOST_BYTES + 1))
            done = import_pia(the_actor(), text, form.title.data, form.language.data, assets)
        except Invalid as error:
            form.refuse(error)
        else:
            flash(gettext("The DPIA has moved in."), "success")
            return redirect(url_for("assessments.moved_in", assessment_id=done.assessment_id))
    return render_template("assessments/move_in.html", form=form), 422 if form.errors else 200


@blueprint.get("/assessments/<int:assessment_id>/moved-in")
@allow(Permission.VIEW_ASSESSMENTS)
def moved_in(assessment_id: int) -> ResponseReturnValue:
    """What moved in with an assessment, and what is left to look at."""
    version = readable_version(the_actor(), assessment_id)
    event = import_event(assessment_id)
    if event is None:
        raise NotFound(N_("This assessment was begun in riskapp: nothing moved in."))
    return render_template("assessments/moved_in.html", version=version, event=event)


@blueprint.get("/assessments/<int:assessment_id>/cnil-pia.json")
@allow(Permission.VIEW_ASSESSMENTS)
def cnil_file(assessment_id: int) -> ResponseReturnValue:
    """A version as a file for the CNIL tool."""
    version = readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number))
    content = content_alone(version)
    name = file_name(content).replace(".pdf", "-cnil-pia.json")
    return Response(
        write_pia(content),
        mimetype="application/json",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )
