"""Measures in the browser: a short form, and a page for each with both of its effects."""

from collections.abc import Sequence
from dataclasses import asdict

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments import measures
from riskapp.assessments.access import may_write, readable_version
from riskapp.assessments.care_risks import bring_to_care
from riskapp.assessments.content_rows import effect_on_treated, effects_to_work_out
from riskapp.assessments.control import Control, control_of
from riskapp.assessments.field_saving import FieldsSaved
from riskapp.assessments.models import Measure, Version
from riskapp.assessments.states import decided
from riskapp.assessments.suggestions import begun_as, measure_named
from riskapp.catalogues.measures import load_measures
from riskapp.catalogues.questionnaire import Component
from riskapp.catalogues.questions import load_questionnaire
from riskapp.decisions.evidence.measure_effects import describe_changes, why_not_now
from riskapp.decisions.evidence.supposed_evidence import changes_supposed
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.questions.keeping import seen_question
from riskapp.questions.models import SavedQuestion
from riskapp.questions.queries import questions_for
from riskapp.web.answers import sentence
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.change_lines import change_lines
from riskapp.web.assessments.doubts import doubts_of, doubts_part
from riskapp.web.assessments.estate_effect import told
from riskapp.web.assessments.field_saving import answer_to_script, disputed_of, marks_shown, marks_text, merged_form
from riskapp.web.assessments.measure_form import ChangesForm, MeasureForm, ShortMeasureForm, filled
from riskapp.web.assessments.measure_origins import chosen_number
from riskapp.web.assessments.measure_saving import OTHERS, measure_layout, sent_measure
from riskapp.web.assessments.replies import wants_json
from riskapp.web.assessments.safety_form import scenario_of_care
from riskapp.web.assessments.step_page import place_of
from riskapp.web.assessments.treated import treated_rows
from riskapp.web.assessments.wizard import render_step
from riskapp.web.forms import Form
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number, version_seen


@blueprint.post("/assessments/<int:assessment_id>/measures")
@allow(Permission.EDIT_ASSESSMENTS)
def add_measure(assessment_id: int) -> ResponseReturnValue:
    """Add a measure in a few words."""
    version = readable_version(the_actor(), assessment_id)
    form = ShortMeasureForm()
    form.offer(version)
    if not form.validate():
        return render_step(version, measures_step(version), 422, measure_form=form)
    try:
        control = form.control()
        idea = measure_named(control.text)
        if idea is not None:
            control = begun_as(control, idea, version.language)
        measures.add_measure(the_actor(), version.id, control)
    except Invalid as error:
        form.refuse(error)
        return render_step(version, measures_step(version), 422, measure_form=form)
    flash(gettext("The measure is added. Open it to say what it does to patient safety."), "success")
    return _to_list(version)


@blueprint.post("/assessments/<int:assessment_id>/measures/again")
@allow(Permission.EDIT_ASSESSMENTS)
def use_again(assessment_id: int) -> ResponseReturnValue:
    """Add a measure that the register has."""
    version = readable_version(the_actor(), assessment_id)
    chosen = chosen_number(request.form.get("registered_id", ""), "registered_id")
    added = measures.add_measure(the_actor(), version.id, Control("", registered_id=chosen))
    number = next(one.number for one in version.measures if one.id == added)
    flash(
        gettext("The measure is added. Say which scenarios it lowers, and what it does to patient safety."), "success"
    )
    return redirect(url_for("assessments.measure", assessment_id=assessment_id, number=number))


@blueprint.get("/assessments/<int:assessment_id>/measures/<int:number>")
@allow(Permission.VIEW_ASSESSMENTS)
def measure(assessment_id: int, number: int) -> ResponseReturnValue:
    """One measure."""
    version = readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number))
    found = _measure(version, number)
    return _page(version, found, MeasureForm(formdata=None, data=filled(found)))


@blueprint.post("/assessments/<int:assessment_id>/measures/<int:number>")
@allow(Permission.EDIT_ASSESSMENTS)
def save_measure(assessment_id: int, number: int) -> ResponseReturnValue:
    """Store a measure."""
    version = readable_version(the_actor(), assessment_id)
    found, form = _measure(version, number), MeasureForm()
    form.offer(version)
    if not form.validate():
        return _refused(version, found, form)
    try:
        control = form.control(control_of(found))
        # A choice of where it comes from replaces words, so it waits for the button.
        with_origin = form.has_origin and not wants_json()
        control = form.with_origin(control, version) if with_origin else control
        sent = sent_measure(version, found, with_origin=with_origin)
        saved = measures.save_measure_fields(the_actor(), found.id, control, sent)
        if saved.disputed:
            return _both(version, found, saved)
        if request.form.get("do") == "care":
            bring_to_care(the_actor(), found.id, scenario_of_care(version, control_of(found)))
            return redirect(
                url_for("assessments.measure", assessment_id=assessment_id, number=number, _anchor="safety_risk")
            )
    except Invalid as error:
        form.refuse(error)
        return _refused(version, found, form)
    if wants_json():
        parts = doubts_part(version, doubts_of(version, measure=number)) | _treated_part(version, found)
        return answer_to_script(measure_layout(version), saved, found.saved_at, parts)
    flash(gettext("Saved."), "success")
    return redirect(url_for("assessments.measure", assessment_id=assessment_id, number=number))


@blueprint.post("/assessments/<int:assessment_id>/measures/<int:number>/changes")
@allow(Permission.EDIT_ASSESSMENTS)
def save_changes(assessment_id: int, number: int) -> ResponseReturnValue:
    """Store what a measure changes in the estate, and show what that does to the blast radius."""
    version = readable_version(the_actor(), assessment_id)
    found, form = _measure(version, number), ChangesForm()
    form.validate()
    try:
        describe_changes(the_actor(), found.id, form.changes.data or "", version_seen(form.row_version.data))
    except Conflict as conflict:
        form.row_version.data = conflict.theirs["row_version"]
        form.changes.errors = [sentence(conflict)]
        return _page(version, found, MeasureForm(formdata=None, data=filled(found)), changes=form, status=409)
    except Invalid as error:
        form.refuse(error)
        return _page(version, found, MeasureForm(formdata=None, data=filled(found)), changes=form, status=422)
    flash(gettext("Saved."), "success")
    return redirect(url_for("assessments.measure", assessment_id=assessment_id, number=number, _anchor="on-estate"))


@blueprint.post("/assessments/<int:assessment_id>/measures/<int:number>/take-over")
@allow(Permission.EDIT_ASSESSMENTS)
def take_over(assessment_id: int, number: int) -> ResponseReturnValue:
    """Let a measure make the changes that a saved question supposes."""
    version = readable_version(the_actor(), assessment_id)
    found, form = _measure(version, number), ChangesForm()
    chosen = request.form.get("question", type=row_number)
    try:
        if chosen is None:
            raise Invalid(N_("Choose a saved question."), field="changes")
        saved = seen_question(the_actor(), chosen)
        form.changes.data = changes_supposed(saved)
        describe_changes(the_actor(), found.id, form.changes.data, version_seen(form.row_version.data))
    except (Conflict, Invalid) as error:
        form.changes.errors = [sentence(error)]
        status = 409 if isinstance(error, Conflict) else 422
        form.row_version.data = found.row_version
        return _page(version, found, MeasureForm(formdata=None, data=filled(found)), changes=form, status=status)
    flash(gettext("Saved."), "success")
    return redirect(url_for("assessments.measure", assessment_id=assessment_id, number=number, _anchor="on-estate"))


@blueprint.post("/assessments/<int:assessment_id>/measures/<int:number>/remove")
@allow(Permission.EDIT_ASSESSMENTS)
def remove_measure(assessment_id: int, number: int) -> ResponseReturnValue:
    """Remove a measure."""
    version = readable_version(the_actor(), assessment_id)
    measures.remove_measure(the_actor(), _measure(version, number).id)
    flash(gettext("The measure is removed. The audit trail keeps what it said."), "success")
    return _to_list(version)


def measures_step(version: Version) -> str:
    """The id of the step that lists the measures."""
    steps = load_questionnaire(version.assessment.kind).steps
    return next(step.id for step in steps if step.component is Component.MEASURES)


def _measure(version: Version, number: int) -> Measure:
    for one in version.measures:
        if one.number == number:
            return one
    raise NotFound(N_("That measure was removed."))


def _refused(version: Version, found: Measure, form: MeasureForm) -> ResponseReturnValue:
    if wants_json():
        return jsonify({"error": form.in_a_line}), 422
    return _page(version, found, form)


def _both(version: Version, found: Measure, saved: FieldsSaved) -> ResponseReturnValue:
    layout = measure_layout(version)
    if wants_json():
        return answer_to_script(layout, saved, found.saved_at)
    return _page(version, found, merged_form(layout, saved, OTHERS), saved)


def _treated_part(version: Version, found: Measure) -> dict[str, str]:
    rows = treated_rows(version, found)
    return {"treated": render_template("assessments/measure_treated.html", version=version, rows=rows)}


def _questions() -> Sequence[SavedQuestion]:
    """The saved questions whose changes this person may take over."""
    return questions_for(the_actor(), only_changing=True) if the_actor().may(Permission.VIEW_ESTATE) else ()


def _to_list(version: Version) -> ResponseReturnValue:
    step_id = measures_step(version)
    return redirect(url_for("assessments.step", assessment_id=version.assessment_id, step_id=step_id, _anchor="add"))


def _page(
    version: Version,
    found: Measure,
    form: Form,
    saved: FieldsSaved | None = None,
    changes: ChangesForm | None = None,
    status: int | None = None,
) -> ResponseReturnValue:
    layout = measure_layout(version)
    layout.offer(form)
    kind = version.assessment.kind
    latest = version is version.assessment.latest
    catalogue = load_measures()
    idea = catalogue.measure(found.catalogue) or measure_named(found.text)
    vain = None if decided(version.state) else why_not_now(found)
    page = render_template(
        "assessments/measure.html",
        version=version,
        kind=kind,
        measure=found,
        form=form,
        both=disputed_of(layout, saved) if saved else [],
        fields_seen=marks_text(saved.values) if saved else marks_shown(form, asdict(control_of(found))),
        changes=changes or ChangesForm(formdata=None, obj=found),
        on_estate=[told(one) for one in effect_on_treated(found)],
        change_lines=change_lines(found),
        to_work_out=[f"R{number}" for number in effects_to_work_out(found)],
        vain=sentence(vain) if vain else None,
        rows=treated_rows(version, found),
        questions=_questions(),
        step_id=measures_step(version),
        questionnaire=load_questionnaire(kind),
        idea=idea,
        doubts=doubts_of(version, measure=found.number),
        place=place_of,
        editable=may_write(the_actor(), version) and latest,
        effects={one.id: one.label for one in catalogue.safety_effects},
    )
    return page, status or (409 if saved else 422 if form.errors else 200)
