"""Suggested scenarios in the browser: take them over or dismiss them, one or many; and what happened elsewhere."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField, TextAreaField

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import may_write, readable_version
from riskapp.assessments.models import Risk, SuggestionVerdict, Version
from riskapp.assessments.offered import ACCEPTED, DISMISSED, WORDING, by_loss, changed, in_words
from riskapp.assessments.suggesting import Taken, accept_suggestions, dismiss_suggestions, offered, take_back
from riskapp.catalogues.incidents import load_incidents
from riskapp.catalogues.scenarios import load_scenarios
from riskapp.errors import N_, Invalid, NotFound
from riskapp.estate import snapshots
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.risks import risks_step
from riskapp.web.forms import Form
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number

FIELDS: Mapping[str, str] = {
    "property": N_("what is lost"),
    "asset": N_("where"),
    "cause": N_("cause"),
    "event": N_("event"),
    "effect": N_("consequence in words"),
}
"""What may differ between a scenario and the suggestion that it came from."""


class SuggestionsForm(Form):
    """The ticked suggestions, and why they are dismissed."""

    keys = SelectMultipleField(_("Suggestions"), choices=[], validate_choice=False)
    reason = TextAreaField(
        _("Why do they not belong here?"),
        description=_("Needed to dismiss. It stands in the report, for all the ticked ones."),
        render_kw={"rows": 3},
    )


@blueprint.get("/assessments/<int:assessment_id>/suggestions")
@allow(Permission.VIEW_ASSESSMENTS)
def suggestions(assessment_id: int) -> ResponseReturnValue:
    """What the estate suggests, and what became of what it suggested."""
    version = readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number))
    return _page(version, SuggestionsForm(formdata=None))


@blueprint.post("/assessments/<int:assessment_id>/suggestions")
@allow(Permission.EDIT_ASSESSMENTS)
def judge_suggestions(assessment_id: int) -> ResponseReturnValue:
    """Take one over and open it, or take over or dismiss the ticked ones."""
    version = readable_version(the_actor(), assessment_id)
    form, alone = SuggestionsForm(), request.form.get("change", "")
    ticked = form.keys.data or []
    try:
        if alone:
            (taken,) = accept_suggestions(the_actor(), version.id, [alone])
            _tell([taken])
            return redirect(url_for("assessments.risk", assessment_id=assessment_id, number=taken.number))
        if request.form.get("do") == "dismiss":
            dismiss_suggestions(the_actor(), version.id, ticked, form.reason.data or "")
            many = len(set(ticked))
            flash(ngettext("%(num)s suggestion is dismissed.", "%(num)s suggestions are dismissed.", many), "success")
        else:
            _tell(accept_suggestions(the_actor(), version.id, ticked))
    except Invalid as error:
        form.refuse(error)
        return _page(version, form)
    return redirect(url_for("assessments.suggestions", assessment_id=assessment_id))


@blueprint.post("/assessments/<int:assessment_id>/suggestions/take-back")
@allow(Permission.EDIT_ASSESSMENTS)
def take_suggestion_back(assessment_id: int) -> ResponseReturnValue:
    """Take a dismissal back."""
    version = readable_version(the_actor(), assessment_id)
    take_back(the_actor(), version.id, request.form.get("key", ""))
    flash(gettext("The dismissal is taken back. The suggestion is open again."), "success")
    return redirect(url_for("assessments.suggestions", assessment_id=assessment_id))


def _tell(taken: list[Taken]) -> None:
    flash(
        ngettext("%(num)s scenario is added.", "%(num)s scenarios are added.", len(taken))
        + " "
        + gettext("Judge how likely and how grave it is."),
        "success",
    )
    without = [f"R{one.number}" for one in taken if not one.evidence]
    if without:
        names = ", ".join(without)
        flash(gettext("Without a blast radius, as something in it is not in use yet: %(names)s.", names=names), "info")


def _page(version: Version, form: SuggestionsForm) -> ResponseReturnValue:
    if version.assessment.kind != "ros":
        raise NotFound(N_("The estate suggests scenarios for risk assessments only, not for a DPIA."))
    editable = may_write(the_actor(), version) and version is version.assessment.latest
    page = render_template(
        "assessments/suggestions.html",
        version=version,
        form=form,
        ticked=form.keys.data or [],
        editable=editable,
        groups=by_loss(offered(version)) if editable else {},
        dismissed=[one for one in version.suggestions if one.verdict == DISMISSED],
        accepted=_accepted(version),
        incidents=load_incidents().fitting(kinds={one.asset.kind for one in version.scope}),
        step_id=risks_step(version),
        in_words=in_words,
        rules=load_scenarios().rules,
        names={asset.id: asset.name for asset in snapshots.present().assets},
    )
    return page, 422 if form.errors else 200


def _accepted(version: Version) -> list[tuple[SuggestionVerdict, list[str]]]:
    """What was taken over and is still there, each with the names of what was changed in it."""
    risks = {risk.number: risk for risk in version.risks}
    return [
        (one, [gettext(FIELDS[name]) for name in changed(one.said, _as_written(risks[one.risk]), version.language)])
        for one in version.suggestions
        if one.verdict == ACCEPTED and one.risk in risks
    ]


def _as_written(risk: Risk) -> dict[str, Any]:
    return {
        "property": risk.property,
        "asset": {"key": risk.asset.key} if risk.asset else None,
        **{name: getattr(risk, name) for name in WORDING},
    }


@blueprint.app_context_processor
def suggesting() -> dict[str, object]:
    """What the step of the scenarios asks about suggestions."""
    return {"open_suggestions": open_suggestions}


def open_suggestions(version: Version) -> int | None:
    """How many suggestions are open; None where the estate contradicts itself, which their page tells in words."""
    try:
        return len(offered(version))
    except Invalid:
        return None
