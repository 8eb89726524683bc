"""Moving a draft to the newest criteria: what it does to each scenario is seen first."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import may_write, readable_version
from riskapp.assessments.criteria import chain_to, is_behind, move_version, newest
from riskapp.assessments.measuring import scales_by
from riskapp.assessments.open_risks import effects_on
from riskapp.errors import N_, Invalid
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.guard import allow, the_actor


@blueprint.get("/assessments/<int:assessment_id>/criteria")
@allow(Permission.EDIT_ASSESSMENTS)
def newer_criteria(assessment_id: int) -> ResponseReturnValue:
    """The scenarios' levels under the criteria of the assessment and under the newest."""
    version = readable_version(the_actor(), assessment_id)
    target = newest(version.assessment.kind)
    if target is None or not is_behind(version):
        raise Invalid(N_("This assessment measures with the newest criteria already."))
    return render_template(
        "assessments/newer_criteria.html",
        version=version,
        target=target,
        effects=effects_on(scales_by(target), chain_to, version),
        editable=may_write(the_actor(), version),
    )


@blueprint.post("/assessments/<int:assessment_id>/criteria")
@allow(Permission.EDIT_ASSESSMENTS)
def take_newer_criteria(assessment_id: int) -> ResponseReturnValue:
    """Measure the draft with the newest criteria."""
    version = readable_version(the_actor(), assessment_id)
    changed = move_version(the_actor(), version.id)
    flash(
        gettext("The assessment measures with the newest criteria.")
        + " "
        + ngettext(
            "%(num)s scenario has another level, or another who may accept it.",
            "%(num)s scenarios have another level, or others who may accept them.",
            changed,
        ),
        "success",
    )
    return redirect(url_for("assessments.page", assessment_id=assessment_id))


@blueprint.app_context_processor
def criteria_of_assessments() -> dict[str, object]:
    """What the overview and the wizard ask about criteria."""
    return {"criteria_behind": is_behind}
