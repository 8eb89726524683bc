"""Fallbacks in the browser: a step that lists them, a page for each, and the way of its test to the estate."""

from dataclasses import asdict, dataclass

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments import fallbacks
from riskapp.assessments.access import may_write, readable_version
from riskapp.assessments.fallback_doubts import doubts_of_fallback
from riskapp.assessments.fallbacks import REMOVED
from riskapp.assessments.field_saving import FieldsSaved
from riskapp.assessments.models import Fallback, Version
from riskapp.assessments.workshop_rows import fallback_row
from riskapp.catalogues.questionnaire import Component
from riskapp.catalogues.questions import load_questionnaire
from riskapp.decisions.evidence.tested_tolerance import (
    Difference,
    carry_over,
    difference_of_test,
    tolerance_now,
    why_not_carried,
)
from riskapp.decisions.surroundings import today
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.web.answers import sentence
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.fallback_form import FallbackForm, fallback_layout, filled_fallback
from riskapp.web.assessments.field_saving import (
    answer_to_script,
    disputed_of,
    marks_shown,
    marks_text,
    merged_form,
    sent_by,
)
from riskapp.web.assessments.replies import wants_json
from riskapp.web.assessments.wizard import render_step
from riskapp.web.forms import Form
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number, version_seen


@dataclass(frozen=True, slots=True)
class Told:
    """A fallback with what the estate says now, what is doubtful, and why its test cannot go to the estate."""

    row: Fallback
    tolerance: int | None
    doubts: tuple[str, ...]
    why_not: str


@blueprint.post("/assessments/<int:assessment_id>/fallbacks")
@allow(Permission.EDIT_ASSESSMENTS)
def add_fallback(assessment_id: int) -> ResponseReturnValue:
    """Add a fallback."""
    version = readable_version(the_actor(), assessment_id)
    step_id, form = _step(version), FallbackForm()
    form.offer()
    if not form.validate():
        return render_step(version, step_id, 422, fallback_form=form)
    try:
        fallbacks.add_fallback(the_actor(), version.id, form.routine(), today())
    except Invalid as error:
        form.refuse(error)
        return render_step(version, step_id, 422, fallback_form=form)
    flash(gettext("It is added."), "success")
    return redirect(url_for("assessments.step", assessment_id=assessment_id, step_id=step_id))


@blueprint.get("/assessments/<int:assessment_id>/fallbacks/<int:number>")
@allow(Permission.VIEW_ASSESSMENTS)
def fallback(assessment_id: int, number: int) -> ResponseReturnValue:
    """One fallback, with what the estate says of it."""
    version = readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number))
    row = _fallback(version, number)
    return _page(version, row, FallbackForm(formdata=None, data=filled_fallback(row)))


@blueprint.post("/assessments/<int:assessment_id>/fallbacks/<int:number>")
@allow(Permission.EDIT_ASSESSMENTS)
def save_fallback(assessment_id: int, number: int) -> ResponseReturnValue:
    """Store a fallback."""
    version = readable_version(the_actor(), assessment_id)
    row, form = _fallback(version, number), FallbackForm()
    form.offer()
    if not form.validate():
        return _refused(version, row, form)
    try:
        sent = sent_by(fallback_layout())
        saved = fallbacks.save_fallback_fields(the_actor(), row.id, form.routine(), sent, today())
    except Invalid as error:
        form.refuse(error)
        return _refused(version, row, form)
    if wants_json():
        return answer_to_script(fallback_layout(), saved, row.saved_at)
    if saved.disputed:
        return _page(version, row, merged_form(fallback_layout(), saved), saved)
    flash(gettext("Saved."), "success")
    return redirect(url_for("assessments.fallback", assessment_id=assessment_id, number=number))


@blueprint.post("/assessments/<int:assessment_id>/fallbacks/<int:number>/remove")
@allow(Permission.EDIT_ASSESSMENTS)
def remove_fallback(assessment_id: int, number: int) -> ResponseReturnValue:
    """Remove a fallback."""
    version = readable_version(the_actor(), assessment_id)
    fallbacks.remove_fallback(the_actor(), _fallback(version, number).id)
    flash(gettext("It is removed. The audit trail keeps what it said."), "success")
    return redirect(url_for("assessments.step", assessment_id=assessment_id, step_id=_step(version)))


@blueprint.post("/assessments/<int:assessment_id>/fallbacks/<int:number>/carry")
@allow(Permission.EDIT_ESTATE)
def carry_fallback(assessment_id: int, number: int) -> ResponseReturnValue:
    """Give the estate the tested minutes."""
    version = readable_version(the_actor(), assessment_id)
    row = _fallback(version, number)
    form = FallbackForm(formdata=None, data=filled_fallback(row))
    try:
        carry_over(the_actor(), row.id, version_seen(request.form.get("row_version")))
    except (Conflict, Invalid) as error:
        form.form_errors = [sentence(error)]
        return _page(version, row, form, status=409 if isinstance(error, Conflict) else 422)
    flash(gettext("The estate counts on the tested minutes now."), "success")
    return redirect(url_for("assessments.fallback", assessment_id=assessment_id, number=number, _anchor="estate-says"))


def told(row: Fallback) -> Told:
    """A fallback as its list and its page show it."""
    tolerance, vain = tolerance_now(row), why_not_carried(row)
    doubts = tuple(sentence(one) for one in doubts_of_fallback(fallback_row(row), tolerance))
    return Told(row, tolerance, doubts, sentence(vain) if vain else "")


def _step(version: Version) -> str:
    steps = load_questionnaire(version.assessment.kind).steps
    found = next((step.id for step in steps if step.component is Component.FALLBACKS), None)
    if found is None:
        raise NotFound(N_("This assessment has no such step."))
    return found


def _fallback(version: Version, number: int) -> Fallback:
    for one in version.fallbacks:
        if one.number == number:
            return one
    raise NotFound(REMOVED)


def _refused(version: Version, row: Fallback, form: FallbackForm) -> ResponseReturnValue:
    return (jsonify({"error": form.in_a_line}), 422) if wants_json() else _page(version, row, form)


def _page(
    version: Version, row: Fallback, form: Form, saved: FieldsSaved | None = None, status: int | None = None
) -> ResponseReturnValue:
    layout = fallback_layout()
    layout.offer(form)
    latest = version is version.assessment.latest
    editable = may_write(the_actor(), version) and latest
    difference: Difference | None = difference_of_test(row) if editable else None
    page = render_template(
        "assessments/fallback.html",
        version=version,
        told=told(row),
        kinds=fallbacks.KINDS,
        form=form,
        both=disputed_of(layout, saved) if saved else [],
        fields_seen=marks_text(saved.values) if saved else marks_shown(form, asdict(fallbacks.routine_of(row))),
        difference=difference,
        editable=editable,
        may_carry=editable and the_actor().may_for_any(Permission.EDIT_ESTATE, [row.dependent_id]),
        step_id=_step(version),
    )
    return page, status or (409 if saved else 422 if form.errors else 200)


@blueprint.app_context_processor
def fallbacks_of() -> dict[str, object]:
    """What the wizard's step asks of this room."""
    return {
        "told_fallbacks": lambda version: [told(row) for row in version.fallbacks],
        "fallback_kinds": fallbacks.KINDS,
    }
