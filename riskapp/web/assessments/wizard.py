"""The wizard: a page a step, saved by an ordinary button, or field by field as somebody types."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import readable_version
from riskapp.assessments.answering import Outcome, save_answer, save_answers
from riskapp.assessments.answers import question_of
from riskapp.assessments.models import Version
from riskapp.catalogues.questions import load_questionnaire
from riskapp.errors import Conflict, Invalid
from riskapp.web.answers import sentence
from riskapp.web.assessments.actions import Action, add_actions, sent_actions
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.components import context_of
from riskapp.web.assessments.replies import wants_json
from riskapp.web.assessments.step_page import StepPage, place_of, sent_text, step_page
from riskapp.web.assessments.talk import talk_of
from riskapp.web.assessments.wording import clock
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number


@blueprint.get("/assessments/<int:assessment_id>/step/<step_id>")
@allow(Permission.VIEW_ASSESSMENTS)
def step(assessment_id: int, step_id: str) -> ResponseReturnValue:
    """One step."""
    version = readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number))
    return render_step(version, step_id)


def render_step(
    version: Version, step_id: str, status: int = 200, *, page: StepPage | None = None, **more: Any
) -> ResponseReturnValue:
    """The page of a step; `more` are values of its component, such as a form that was refused."""
    page = page or step_page(version, step_id)
    context = {**context_of(page.step.component, version), "talk": talk_of(the_actor(), version, "step"), **more}
    return render_template("assessments/step.html", page=page, version=version, place=place_of, **context), status


@blueprint.post("/assessments/<int:assessment_id>/step/<step_id>")
@allow(Permission.EDIT_ASSESSMENTS)
def save_step(assessment_id: int, step_id: str) -> ResponseReturnValue:
    """Save all fields of a step and go where the person wants; what could not be stored is shown with its text."""
    version = readable_version(the_actor(), assessment_id)
    page = step_page(version, step_id)
    sent = _sent(page)
    outcome = save_answers(the_actor(), version.id, sent)
    actions = sent_actions(page.step)
    refused = add_actions(the_actor(), version.id, actions)
    if outcome.conflicts or outcome.faults or refused:
        left = {question: actions[question] for question in refused}
        return _not_stored(version, step_id, sent, outcome, left, refused)
    if actions:
        flash(gettext("The action is added. You find it among the measures too."), "success")
    going = {"next": page.following, "previous": page.previous}.get(request.form.get("go", ""), page.step)
    if going is page.step:
        flash(gettext("Saved."), "success")
    return redirect(page.url(going) if going else url_for("assessments.page", assessment_id=assessment_id))


def _sent(page: StepPage) -> dict[str, tuple[str, int]]:
    """The texts of the step's questions that the form carried, each with the row version that its writer had seen."""
    form = request.form
    keys = [(question, key) for question in page.step.questions for key in question.keys]
    return {
        key: (sent_text(question, key, form.getlist(key)), form.get(f"seen:{key}", 0, type=row_number))
        for question, key in keys
        if f"seen:{key}" in form and form.get(f"take:{key}") != "theirs"
    }


def _not_stored(
    version: Version,
    step_id: str,
    sent: dict[str, tuple[str, int]],
    outcome: Outcome,
    actions: Mapping[str, Action] = MappingProxyType({}),
    refused: Mapping[str, Invalid] = MappingProxyType({}),
) -> ResponseReturnValue:
    faults = {fault.field or "": [sentence(fault)] for fault in outcome.faults}
    kept = {key: sent[key][0] for key in faults}
    if not outcome.conflicts:
        told = {f"{question}.action": [sentence(fault)] for question, fault in refused.items()}
        page = step_page(version, step_id, typed=kept, faults=faults | told, actions=actions)
        return render_step(version, step_id, 422, page=page)
    conflicts = {next(iter(one.mine)): one for one in outcome.conflicts}
    typed = kept | {key: str(one.mine[key]) for key, one in conflicts.items()}
    page = step_page(version, step_id, typed=typed, faults=faults, actions=actions)
    shown = [(question_of(page.questionnaire, key), key, conflicts.get(key)) for key in (*conflicts, *faults)]
    return render_template("assessments/conflict.html", page=page, version=version, shown=shown), 409


@blueprint.post("/assessments/<int:assessment_id>/answer")
@allow(Permission.EDIT_ASSESSMENTS)
def save_one(assessment_id: int) -> ResponseReturnValue:
    """Save one field as it is typed, for a script; a form that was kept through a new sign-in comes here as well."""
    version = readable_version(the_actor(), assessment_id)
    form = request.form
    key, text = form.get("key", ""), form.get("text", "")
    question_of(load_questionnaire(version.assessment.kind), key)
    step_id = _step_of(version, key)
    try:
        saved = save_answer(the_actor(), version.id, key, text, form.get("seen", 0, type=row_number))
    except Conflict as conflict:
        return (
            _tell_conflict(conflict, key)
            if wants_json()
            else _not_stored(version, step_id, {key: (text, 0)}, Outcome((), (conflict,), ()))
        )
    except Invalid as fault:
        if not wants_json():
            if fault.field != key:  # not the text but the whole assessment takes no answer
                raise
            return _not_stored(version, step_id, {key: (text, 0)}, Outcome((), (), (fault,)))
        return jsonify({"error": sentence(fault)}), 422
    if not wants_json():
        return redirect(url_for("assessments.step", assessment_id=assessment_id, step_id=step_id))
    return jsonify(
        {
            "seen": saved.row_version,
            "saved": gettext("Saved %(time)s", time=clock(saved.at)),
            "parts": _parts(version, step_id),
        }
    )


def _step_of(version: Version, key: str) -> str:
    questionnaire = load_questionnaire(version.assessment.kind)
    return next(step.id for step in questionnaire.steps for question in step.questions if key in question.keys)


def _tell_conflict(conflict: Conflict, key: str) -> ResponseReturnValue:
    theirs = conflict.theirs
    return jsonify({"error": sentence(conflict), "theirs": theirs[key], "seen": theirs["row_version"]}), 409


def _parts(version: Version, step_id: str) -> dict[str, str]:
    """The parts of the page that an answer changes, by the id of the element that they fill."""
    page = step_page(version, step_id)
    context = {"page": page, "version": version, "place": place_of, **context_of(page.step.component, version)}
    parts = {"steps": "assessments/steps.html", "missing": "assessments/missing.html"}
    if page.step.component.value == "threshold":
        parts["outcome"] = "assessments/components/outcome.html"
    return {name: render_template(template, **context) for name, template in parts.items()}
