"""The numbers of a scenario in the browser: how often and how much, and what many simulated years say of it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import may_write, readable_version
from riskapp.assessments.estimate import estimate_from
from riskapp.assessments.estimates import WITH_NUMBERS, compute_figures, key_of, set_estimate
from riskapp.assessments.models import Risk, Version
from riskapp.assessments.risk_figures import is_stale
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.number_words import told_estimate, told_figures
from riskapp.web.assessments.numbers_form import HOW_MUCH, HOW_OFTEN, NumbersForm, filled
from riskapp.web.assessments.risks import risks_step
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number, version_seen


@blueprint.get("/assessments/<int:assessment_id>/risks/<int:number>/numbers")
@allow(Permission.VIEW_ASSESSMENTS)
def numbers(assessment_id: int, number: int) -> ResponseReturnValue:
    """What was estimated, and what came of it."""
    version = readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number))
    found = _risk(version, number)
    return _page(version, found, NumbersForm(formdata=None, data=_stored(found)))


@blueprint.post("/assessments/<int:assessment_id>/risks/<int:number>/numbers")
@allow(Permission.EDIT_ASSESSMENTS)
def save_numbers(assessment_id: int, number: int) -> ResponseReturnValue:
    """Store the numbers and work them out, or take them away."""
    version = readable_version(the_actor(), assessment_id)
    found, form = _risk(version, number), NumbersForm()
    removes = request.form.get("do") == "remove"
    try:
        estimate = None if removes else form.estimate()
        if form.errors:
            return _page(version, found, form)
        set_estimate(the_actor(), found.id, estimate, version_seen(form.row_version.data))
        if not removes:
            compute_figures(the_actor(), found.id)
    except Conflict as conflict:
        if "estimate" not in conflict.theirs:  # the database refused: there is nothing to be shown side by side
            raise
        form.row_version.data = str(conflict.theirs["row_version"])
        return _page(version, found, form, _by_field(conflict, form))
    except Invalid as error:
        form.refuse(error)
        return _page(version, found, form)
    flash(gettext("The numbers are removed.") if removes else gettext("Saved and worked out."), "success")
    return redirect(
        url_for(
            "assessments.numbers", assessment_id=assessment_id, number=number, _anchor=None if removes else "result"
        )
    )


def _risk(version: Version, number: int) -> Risk:
    if version.assessment.kind != WITH_NUMBERS:
        raise NotFound(N_("Only the risks of a risk assessment carry numbers: a DPIA is about people, not money."))
    for one in version.risks:
        if one.number == number:
            return one
    raise NotFound(N_("That scenario was removed."))


def _stored(risk: Risk) -> dict[str, object]:
    estimate = None if risk.estimate is None else estimate_from(risk.estimate)
    return {**filled(estimate), "row_version": risk.row_version}


def _page(version: Version, risk: Risk, form: NumbersForm, conflict: Conflict | None = None) -> ResponseReturnValue:
    form.offer()
    estimate = None if risk.estimate is None else estimate_from(risk.estimate)
    key = key_of(version.assessment_id, risk.number)
    page = render_template(
        "assessments/numbers.html",
        version=version,
        risk=risk,
        form=form,
        conflict=conflict,
        editable=may_write(the_actor(), version) and version is version.assessment.latest,
        estimate=None if estimate is None else told_estimate(estimate),
        told=None if risk.figures is None else told_figures(risk.figures),
        stale=risk.figures is not None and is_stale(risk.figures, estimate, key),
        step_id=risks_step(version),
    )
    return page, 409 if conflict else 422 if form.errors else 200


def _by_field(conflict: Conflict, form: NumbersForm) -> Conflict:
    """The fields that differ, each as it was typed and as what is stored would be typed."""
    row = conflict.theirs["estimate"]
    stored = filled(estimate_from(row) if isinstance(row, dict) else None)
    fields = [field for field in form if field.name not in ("csrf_token", "row_version")]
    typed = {field.name: (field.data or "").strip() for field in fields}
    differ = [name for name, text in typed.items() if text != stored.get(name, "")]
    return Conflict(
        conflict.text,
        theirs={name: _said(stored.get(name, "")) for name in differ},
        mine={name: _said(typed[name]) for name in differ},
    )


def _said(text: str) -> str:
    """A choice by its words, all else as it was typed."""
    words = {**HOW_OFTEN, **HOW_MUCH}
    return gettext(words[text]) if text in words else text
