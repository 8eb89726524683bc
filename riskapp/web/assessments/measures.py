"""Measures in the browser: a short form, and a page for each with both of its effects."""

from collections.abc import Sequence

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments import measures
from riskapp.assessments.access import may_write, readable_version
from riskapp.assessments.content_rows import effect_on_treated
from riskapp.assessments.models import Measure, Version
from riskapp.assessments.states import decided
from riskapp.catalogues.measures import load_measures
from riskapp.catalogues.questionnaire import Component
from riskapp.catalogues.questions import load_questionnaire
from riskapp.decisions.measure_effects import describe_changes, why_not_now
from riskapp.decisions.supposed_evidence import changes_supposed
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.questions.keeping import seen_question
from riskapp.questions.models import SavedQuestion
from riskapp.questions.queries import questions_for
from riskapp.web.answers import sentence
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.components import row_of
from riskapp.web.assessments.doubts import doubts_of, doubts_part
from riskapp.web.assessments.estate_effect import told
from riskapp.web.assessments.measure_form import ChangesForm, MeasureForm, ShortMeasureForm, filled
from riskapp.web.assessments.replies import wants_json
from riskapp.web.assessments.step_page import place_of
from riskapp.web.assessments.wizard import render_step
from riskapp.web.assessments.wording import clock
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
        measures.add_measure(the_actor(), version.id, form.control())
    except Invalid as error:
        form.refuse(error)
        return render_step(version, measures_step(version), 422, measure_form=form)
    flash(gettext("The measure is added. Open it to say what it does to patient safety."), "success")
    return _to_list(version)


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
        seen = version_seen(form.row_version.data)
        seen = measures.change_measure(the_actor(), found.id, form.control(), seen)
    except Conflict as conflict:
        form.row_version.data = conflict.theirs["row_version"]
        return _page(version, found, form, conflict)
    except Invalid as error:
        form.refuse(error)
        return _refused(version, found, form)
    if wants_json():
        parts = doubts_part(version, doubts_of(version, measure=number))
        return jsonify({"seen": seen, "saved": gettext("Saved %(time)s", time=clock(found.saved_at)), "parts": parts})
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
        errors = [*form.form_errors, *(str(error) for field in form for error in field.errors)]
        return jsonify({"error": " ".join(errors)}), 422
    return _page(version, found, form)


def _questions() -> Sequence[SavedQuestion]:
    """The saved questions whose changes this person may take over."""
    return questions_for(the_actor(), only_changing=True) if the_actor().may(Permission.VIEW_ESTATE) else ()


def _to_list(version: Version) -> ResponseReturnValue:
    step_id = measures_step(version)
    return redirect(url_for("assessments.step", assessment_id=version.assessment_id, step_id=step_id, _anchor="add"))


def _page(
    version: Version,
    found: Measure,
    form: MeasureForm,
    conflict: Conflict | None = None,
    changes: ChangesForm | None = None,
    status: int | None = None,
) -> ResponseReturnValue:
    form.offer(version)
    kind = version.assessment.kind
    latest = version is version.assessment.latest
    catalogue = load_measures()
    idea = next((one for one in catalogue.measures if found.text in (one.label.nb, one.label.en)), None)
    vain = None if decided(version.state) else why_not_now(found)
    page = render_template(
        "assessments/measure.html",
        version=version,
        kind=kind,
        measure=found,
        form=form,
        conflict=conflict,
        changes=changes or ChangesForm(formdata=None, obj=found),
        on_estate=[told(one) for one in effect_on_treated(found)],
        vain=sentence(vain) if vain else None,
        rows=[row_of(risk, kind) for risk in found.treats],
        questions=_questions(),
        step_id=measures_step(version),
        questionnaire=load_questionnaire(kind),
        idea=idea,
        doubts=doubts_of(version, measure=found.number),
        place=place_of,
        editable=may_write(the_actor(), version) and latest,
        effects={one.id: one.label for one in catalogue.safety_effects},
    )
    return page, status or (409 if conflict else 422 if form.errors else 200)
