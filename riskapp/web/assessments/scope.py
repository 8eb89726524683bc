"""What an assessment is about and who takes part: one asset or person more, or one less."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from riskapp.accounts.permissions import Permission
from riskapp.assessments import operations
from riskapp.assessments.access import readable_version
from riskapp.assessments.models import Version
from riskapp.assessments.queries import asset_named
from riskapp.catalogues.questionnaire import Component
from riskapp.catalogues.questions import load_questionnaire
from riskapp.errors import Invalid
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.forms import AssetForm, ParticipantForm
from riskapp.web.assessments.wizard import render_step
from riskapp.web.guard import allow, the_actor


@blueprint.post("/assessments/<int:assessment_id>/scope")
@allow(Permission.EDIT_ASSESSMENTS)
def add_asset(assessment_id: int) -> ResponseReturnValue:
    """Assess one asset more."""
    version = readable_version(the_actor(), assessment_id)
    form = AssetForm()
    try:
        operations.add_to_scope(the_actor(), version.id, asset_named(form.asset.data or ""))
    except Invalid as error:
        form.refuse(error)
        return render_step(version, _step_with(version, Component.SCOPE), 422, asset_form=form)
    return _back(version, Component.SCOPE, "asset")


@blueprint.post("/assessments/<int:assessment_id>/scope/<int:asset_id>/remove")
@allow(Permission.EDIT_ASSESSMENTS)
def remove_asset(assessment_id: int, asset_id: int) -> ResponseReturnValue:
    """Assess one asset less."""
    version = readable_version(the_actor(), assessment_id)
    try:
        operations.remove_from_scope(the_actor(), version.id, asset_id)
    except Invalid as error:
        form = AssetForm(formdata=None)
        form.refuse(error)
        return render_step(version, _step_with(version, Component.SCOPE), 422, asset_form=form)
    return _back(version, Component.SCOPE, "asset")


@blueprint.post("/assessments/<int:assessment_id>/participants")
@allow(Permission.EDIT_ASSESSMENTS)
def add_participant(assessment_id: int) -> ResponseReturnValue:
    """Note somebody who takes part."""
    version = readable_version(the_actor(), assessment_id)
    form = ParticipantForm()
    try:
        operations.add_participant(
            the_actor(), version.id, form.name.data or "", form.profession.data or "", form.role.data or ""
        )
    except Invalid as error:
        form.refuse(error)
        return render_step(version, _step_with(version, Component.PARTICIPANTS), 422, participant_form=form)
    return _back(version, Component.PARTICIPANTS, "name")


@blueprint.post("/assessments/<int:assessment_id>/participants/<int:participant_id>/remove")
@allow(Permission.EDIT_ASSESSMENTS)
def remove_participant(assessment_id: int, participant_id: int) -> ResponseReturnValue:
    """Take somebody off the list."""
    version = readable_version(the_actor(), assessment_id)
    operations.remove_participant(the_actor(), version.id, participant_id)
    return _back(version, Component.PARTICIPANTS, "name")


def _step_with(version: Version, component: Component) -> str:
    """The step with the component; a DPIA shows its participants where it shows its scope."""
    steps = {step.component: step.id for step in load_questionnaire(version.assessment.kind).steps}
    return steps.get(component) or steps[Component.SCOPE]


def _back(version: Version, component: Component, anchor: str) -> ResponseReturnValue:
    step_id = _step_with(version, component)
    return redirect(url_for("assessments.step", assessment_id=version.assessment_id, step_id=step_id, _anchor=anchor))
