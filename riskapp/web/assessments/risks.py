"""Scenarios in the browser: a short form, pasted rows, and a page for each with its judgement and evidence."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext, ngettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments import risks
from riskapp.assessments.access import may_write, readable_version
from riskapp.assessments.field_saving import FieldsSaved
from riskapp.assessments.left_after import left_after
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Risk, Version
from riskapp.assessments.pasted_rows import RowFault, read_rows
from riskapp.assessments.proposals import proposals_of
from riskapp.assessments.queries import asset_named
from riskapp.assessments.risk_fields import save_risk_fields, seen_values
from riskapp.assessments.risks import scenario_of
from riskapp.assessments.suggestions import threat_ideas
from riskapp.catalogues.questionnaire import Component
from riskapp.catalogues.questions import load_questionnaire
from riskapp.errors import N_, Faulty, Invalid, NotFound
from riskapp.estate.choosing import find_asset
from riskapp.estate.directory import directory
from riskapp.web.answers import sentence
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.components import row_of
from riskapp.web.assessments.doubts import doubts_of, doubts_part
from riskapp.web.assessments.field_saving import (
    answer_to_script,
    disputed_of,
    marks_shown,
    marks_text,
    merged_form,
    sent_by,
    with_mine,
)
from riskapp.web.assessments.matrix_picture import picture_of
from riskapp.web.assessments.replies import wants_json
from riskapp.web.assessments.risk_form import PasteForm, RiskForm, RiskOfRosForm, ScenarioForm, asked, filled, form_for
from riskapp.web.assessments.risk_saving import OTHERS, risk_layout
from riskapp.web.assessments.step_page import place_of
from riskapp.web.assessments.talk import talk_of
from riskapp.web.assessments.treatment_form import aspect_fields
from riskapp.web.assessments.wizard import render_step
from riskapp.web.forms import Form
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number


@blueprint.post("/assessments/<int:assessment_id>/risks")
@allow(Permission.EDIT_ASSESSMENTS)
def add_risk(assessment_id: int) -> ResponseReturnValue:
    """Add a scenario in a few words."""
    version = readable_version(the_actor(), assessment_id)
    form = ScenarioForm()
    form.offer(version)
    try:
        risks.add_risk(the_actor(), version.id, form.scenario())
    except Invalid as error:
        form.refuse(error)
        return render_step(version, risks_step(version), 422, scenario_form=form)
    flash(gettext("The scenario is added. Open it to judge it."), "success")
    return _to_list(version)


@blueprint.post("/assessments/<int:assessment_id>/risks/paste")
@allow(Permission.EDIT_ASSESSMENTS)
def paste_risks(assessment_id: int) -> ResponseReturnValue:
    """Add the scenarios of pasted rows, all or none."""
    version = readable_version(the_actor(), assessment_id)
    form = PasteForm()
    try:
        rows = read_rows(form.rows.data or "", asset_named)
        risks.add_risks(
            the_actor(),
            version.id,
            [risks.Scenario(row.property, "", row.asset_id, row.cause, row.event, row.effect) for row in rows],
        )
    except Invalid as error:
        form.rows.errors = [sentence(error), *_faults(error)]
        return render_step(version, risks_step(version), 422, paste_form=form)
    flash(ngettext("%(num)s scenario is added.", "%(num)s scenarios are added.", len(rows)), "success")
    return _to_list(version)


@blueprint.get("/assessments/<int:assessment_id>/risks/<int:number>")
@allow(Permission.VIEW_ASSESSMENTS)
def risk(assessment_id: int, number: int) -> ResponseReturnValue:
    """One scenario."""
    version = readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number))
    found = _risk(version, number)
    return _page(version, found, form_for(version)(formdata=None, data=filled(found)))


@blueprint.post("/assessments/<int:assessment_id>/risks/<int:number>")
@allow(Permission.EDIT_ASSESSMENTS)
def save_risk(assessment_id: int, number: int) -> ResponseReturnValue:
    """Store a scenario, and compute its evidence where that was asked for."""
    version = readable_version(the_actor(), assessment_id)
    found, form = _risk(version, number), form_for(version)()
    form.offer(version)
    try:
        written = form.scenario(scenario_of(found))
        if isinstance(form, RiskOfRosForm):
            written = form.treated(written, version, request.form)
        saved = save_risk_fields(the_actor(), found.id, written, sent_by(risk_layout(version, found)))
        form.row_version.data = saved.row_version
        if saved.disputed:
            return _both(version, found, saved)
        if request.form.get("do") == "evidence":
            _attach(found.id, form)
    except Invalid as error:
        form.refuse(error)
        if wants_json():
            return jsonify({"error": sentence(error)}), 422
        return _page(version, found, form)
    if wants_json():
        parts = doubts_part(version, doubts_of(version, risk=number))
        return answer_to_script(risk_layout(version, found), saved, found.saved_at, parts)
    if request.form.get("do") == "evidence":
        return redirect(url_for("assessments.risk", assessment_id=assessment_id, number=number, _anchor="evidence"))
    flash(gettext("Saved."), "success")
    return redirect(url_for("assessments.risk", assessment_id=assessment_id, number=number))


@blueprint.post("/assessments/<int:assessment_id>/risks/<int:number>/remove")
@allow(Permission.EDIT_ASSESSMENTS)
def remove_risk(assessment_id: int, number: int) -> ResponseReturnValue:
    """Remove a scenario."""
    version = readable_version(the_actor(), assessment_id)
    risks.remove_risk(the_actor(), _risk(version, number).id)
    flash(gettext("The scenario is removed. The audit trail keeps what it said."), "success")
    return _to_list(version)


def risks_step(version: Version) -> str:
    """The id of the step that lists the scenarios."""
    steps = load_questionnaire(version.assessment.kind).steps
    return next(step.id for step in steps if step.component is Component.RISKS)


def _attach(risk_id: int, form: RiskForm) -> None:
    threat, outage = asked(form)
    names = [one for one in (form.hit.data or "").splitlines() if one.strip()]
    keys = [find_asset(directory(), name, "hit").key for name in names]
    risks.attach_evidence(the_actor(), risk_id, keys, threat, outage)


def _risk(version: Version, number: int) -> Risk:
    for one in version.risks:
        if one.number == number:
            return one
    raise NotFound(N_("That scenario was removed."))


def _both(version: Version, found: Risk, saved: FieldsSaved) -> ResponseReturnValue:
    """Both texts of each field that two people changed; all else is stored, and stands in the form as it is now."""
    layout = risk_layout(version, found)
    if wants_json():
        return answer_to_script(layout, saved, found.saved_at)
    return _page(version, found, merged_form(layout, saved, OTHERS), saved)


def _page(version: Version, found: Risk, form: Form, saved: FieldsSaved | None = None) -> ResponseReturnValue:
    layout = risk_layout(version, found)
    both = disputed_of(layout, saved) if saved else []
    kind = version.assessment.kind
    form.offer(version)
    latest = version is version.assessment.latest
    scales = scales_of(version)
    row = row_of(found, scales)
    typed = layout.texts(with_mine(saved)) if saved else request.form if request.method == "POST" else None
    page = render_template(
        "assessments/risk.html",
        version=version,
        kind=kind,
        risk=found,
        form=form,
        both=both,
        fields_seen=marks_text(saved.values) if saved else marks_shown(form, seen_values(found)),
        row=row,
        step_id=risks_step(version),
        editable=may_write(the_actor(), version) and latest,
        scales=scales,
        picture=picture_of(scales, found, str(get_locale() or "en")),
        doubts=doubts_of(version, risk=found.number),
        aspects=aspect_fields(scales, found, typed),
        proposals=proposals_of(scales, found.evidence),
        proposed_left=_proposed(found),
        place=place_of,
        talk=talk_of(the_actor(), version, "risk") if latest else None,
        threats=threat_ideas(found.property, found.asset.kind if found.asset else None),
    )
    return page, 409 if both else 422 if form.errors else 200


def _proposed(risk: Risk) -> tuple[int, int] | None:
    """What the measures would leave by the levels that they take off; None where they take off none."""
    if not any(one.lowers_likelihood or one.lowers_consequence for one in risk.treated_by):
        return None
    return left_after(risk, risk.treated_by)


def _faults(error: Invalid) -> list[str]:
    if not isinstance(error, Faulty):
        return []
    return [
        gettext("Row %(number)s: %(fault)s", number=one.number, fault=sentence(one.error))
        for one in error.faults
        if isinstance(one, RowFault)
    ]


def _to_list(version: Version) -> ResponseReturnValue:
    return redirect(
        url_for("assessments.step", assessment_id=version.assessment_id, step_id=risks_step(version), _anchor="add")
    )
