"""The scenarios on a projector: one at a time, judged by pressing a cell of the matrix, followed by all who look on."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments import risks
from riskapp.assessments.access import may_write
from riskapp.assessments.field_saving import FieldsSaved
from riskapp.assessments.matrix_cells import matrix_of
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Risk, Version
from riskapp.assessments.risk_fields import save_risk_fields, seen_values
from riskapp.assessments.risks import scenario_of
from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.scales import Scales
from riskapp.errors import N_, Invalid, NotFound
from riskapp.web.answers import sentence
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.components import row_of
from riskapp.web.assessments.field_saving import (
    answer_to_script,
    disputed_of,
    marks_shown,
    marks_text,
    merged_form,
    sent_by,
)
from riskapp.web.assessments.live_form import KNOWN, LEVELS, LineForm, LiveForm, filled, live_layout
from riskapp.web.assessments.replies import wants_json
from riskapp.web.assessments.workshop_finding import version_with_workshops
from riskapp.web.forms import Form
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number
from riskapp.web.sessions import asked_by_itself

TONES = 4


@blueprint.get("/assessments/<int:assessment_id>/workshop/live")
@allow(Permission.VIEW_ASSESSMENTS)
def live(assessment_id: int) -> ResponseReturnValue:
    """One scenario, large; without a number the one that waits, or for those who look on the one changed last."""
    version = version_with_workshops(assessment_id)
    return _page(version, _shown(version))


@blueprint.post("/assessments/<int:assessment_id>/workshop/live/<int:number>")
@allow(Permission.EDIT_ASSESSMENTS)
def judge_live(assessment_id: int, number: int) -> ResponseReturnValue:
    """Store the judgement of the scenario on the screen."""
    version = version_with_workshops(assessment_id)
    found, form = _numbered(version, number), LiveForm()
    layout = live_layout(scales_of(version))
    try:
        cell = request.form.get("cell", "")
        scenario = form.scenario(scenario_of(found), cell)
        saved = save_risk_fields(the_actor(), found.id, scenario, sent_by(layout, LEVELS if cell else ()))
    except Invalid as error:
        if wants_json():
            return jsonify({"error": sentence(error)}), 422
        form.refuse(error)
        return _page(version, found, form)
    if wants_json():
        return answer_to_script(layout, saved, found.saved_at, _parts(version, found, "level", "side"))
    if saved.disputed:
        return _page(version, found, merged_form(layout, saved), saved=saved)
    return redirect(url_for("assessments.live", assessment_id=assessment_id, risk=number, _anchor="matrix"))


@blueprint.post("/assessments/<int:assessment_id>/workshop/live")
@allow(Permission.EDIT_ASSESSMENTS)
def add_live(assessment_id: int) -> ResponseReturnValue:
    """Add a scenario in one line, and show it."""
    version = version_with_workshops(assessment_id)
    form = LineForm()
    scenario = risks.Scenario(property=form.property.data or "", event=form.event.data or "")
    try:
        risks.add_risk(the_actor(), version.id, scenario)
    except Invalid as error:
        form.refuse(error)
        return _page(version, _shown(version), line=form)
    number = max(one.number for one in version.risks)
    flash(gettext("R%(number)s is added.", number=number), "success")
    return redirect(url_for("assessments.live", assessment_id=assessment_id, risk=number))


@blueprint.get("/assessments/<int:assessment_id>/workshop/state")
@allow(Permission.VIEW_ASSESSMENTS)
@asked_by_itself
def live_state(assessment_id: int) -> ResponseReturnValue:
    """For the script: a mark of what stands there, and the parts of the page where it is another than was sent."""
    version = version_with_workshops(assessment_id)
    found, mark = _shown(version), _mark(version)
    names = ("side",) if may_write(the_actor(), version) else ("scenario", "side")
    return jsonify(
        {
            "mark": mark,
            "changed": version.changed_at.isoformat(),
            "seen": found.row_version if found else 0,
            "parts": {} if request.args.get("mark") == mark else _parts(version, found, *names),
        }
    )


def _page(
    version: Version,
    found: Risk | None,
    form: Form | None = None,
    *,
    line: LineForm | None = None,
    saved: FieldsSaved | None = None,
) -> ResponseReturnValue:
    refused = bool((form and form.errors) or (line and line.errors))
    line = line or LineForm(formdata=None)
    line.offer(version)
    context = {**_context(version, found, form), "line": line, "mark": _mark(version)}
    if saved:
        context["both"] = disputed_of(live_layout(scales_of(version)), saved)
        context["fields_seen"] = marks_text(saved.values)
    page = render_template("assessments/workshop/live.html", **context)
    return page, 409 if saved else 422 if refused else 200


def _parts(version: Version, found: Risk | None, *names: str) -> dict[str, str]:
    """Parts of the page, by the id of the element that they fill."""
    context = _context(version, found, None)
    return {name: render_template(f"assessments/workshop/live_{name}.html", **context) for name in names}


def _context(version: Version, found: Risk | None, form: Form | None) -> dict[str, Any]:
    scales, numbers = scales_of(version), [one.number for one in version.risks]
    place = numbers.index(found.number) if found else 0
    if found and form is None:
        form = LiveForm(formdata=None, data=filled(found))
    if form:
        live_layout(scales).offer(form)
    return {
        "fields_seen": marks_shown(form, seen_values(found)) if found and form else "",
        "version": version,
        "rows": [row_of(one, scales) for one in version.risks],
        "risk": found,
        "row": row_of(found, scales) if found else None,
        "previous": numbers[place - 1] if place else None,
        "following": numbers[place + 1] if place + 1 < len(numbers) else None,
        "place": place + 1,
        "form": form,
        "scales": scales,
        "lines": matrix_of(scales, []),
        "tone": lambda level: _tone(scales, level),
        "known": KNOWN,
        "editable": may_write(the_actor(), version),
        "asked": request.args.get("risk", type=row_number),
    }


def _shown(version: Version) -> Risk | None:
    """The scenario of the address; else the first that waits, or for those who look on the one changed last."""
    number = request.args.get("risk", type=row_number)
    if number is not None:
        return _numbered(version, number)
    if not version.risks:
        return None
    if may_write(the_actor(), version):
        waiting = (one for one in version.risks if one.likelihood is None or one.consequence is None)
        return next(waiting, version.risks[0])
    return max(version.risks, key=lambda one: (one.saved_at, one.row_version, one.number))


def _numbered(version: Version, number: int) -> Risk:
    for one in version.risks:
        if one.number == number:
            return one
    raise NotFound(N_("That scenario was removed."))


def _mark(version: Version) -> str:
    """What tells one state of the scenarios from the next: the time alone is only known to the second."""
    return (
        f"{version.changed_at.isoformat()} {version.state} {[(one.number, one.row_version) for one in version.risks]}"
    )


def _tone(scales: Scales, level: RiskLevel) -> int:
    """The colour of a level, from 1 to 4 however many levels there are; its number and word stand beside it."""
    highest = max(one.value for row in scales.matrix.rows for one in row)
    return 1 if highest == 1 else 1 + round((level.value - 1) * (TONES - 1) / (highest - 1))
