"""The page on which a measure that makes care worse has both risks side by side, and is carried out or left."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import readable_version
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Measure, Risk, Version
from riskapp.assessments.plain import Content
from riskapp.assessments.trade_offs import CHOICES, Weighed, both_sides, weighed
from riskapp.database import db
from riskapp.decisions.reports.report_files import content_alone
from riskapp.decisions.trading_off import decide_trade_off, may_weigh
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.components import row_of
from riskapp.web.assessments.refusals import Refusal, refusal_of
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number


@dataclass(frozen=True, slots=True)
class Scales:
    """Both sides as the page shows them: rows of risks with their levels, and what was chosen between them."""

    security: list[dict[str, Any]]
    care: dict[str, Any] | None
    fingerprint: str
    weighed: Weighed


@blueprint.get("/assessments/<int:assessment_id>/measures/<int:number>/trade-off")
@allow(Permission.VIEW_ASSESSMENTS)
def trade_off(assessment_id: int, number: int) -> ResponseReturnValue:
    """Both risks side by side."""
    version = readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number))
    return _page(version, _measure(version, number))


@blueprint.post("/assessments/<int:assessment_id>/measures/<int:number>/trade-off")
@allow(Permission.DECIDE)
def weigh(assessment_id: int, number: int) -> ResponseReturnValue:
    """Carry it out, or leave it."""
    version = readable_version(the_actor(), assessment_id)
    measure, sent = _measure(version, number), request.form
    try:
        chosen, seen = sent.get("chosen", ""), sent.get("seen") or None
        decide_trade_off(the_actor(), measure.id, chosen, sent.get("reason", ""), seen)
    except (Invalid, Conflict) as error:
        db.session.rollback()  # what is shown now is what is stored now
        version = readable_version(the_actor(), assessment_id)
        refusal = refusal_of(error, {"chosen": "chosen-1", "reason": "reason"})
        return _page(version, _measure(version, number), refusal)
    flash(gettext("Your choice stands beside both risks, and in the report."), "success")
    return redirect(url_for("assessments.trade_off", assessment_id=assessment_id, number=number))


def _measure(version: Version, number: int) -> Measure:
    for one in version.measures:
        if one.number == number:
            return one
    raise NotFound(N_("That measure was removed."))


def _page(version: Version, measure: Measure, refusal: Refusal | None = None) -> ResponseReturnValue:
    page = render_template(
        "assessments/trade_off.html",
        version=version,
        measure=measure,
        sides=_sides(version, measure),
        choices=CHOICES,
        may_weigh=version is version.assessment.latest and may_weigh(the_actor(), version),
        refusal=refusal,
        typed=request.form,
    )
    return page, refusal.status if refusal else 200


def _sides(version: Version, measure: Measure) -> Scales:
    content: Content = content_alone(version)
    row = next(one for one in content["measures"] if one["number"] == measure.number)
    risks: dict[int, Risk] = {risk.number: risk for risk in version.risks}
    scales = scales_of(version)
    return Scales(
        [row_of(risk, scales) for risk in measure.treats],
        row_of(risks[measure.safety_risk], scales) if measure.safety_risk in risks else None,
        both_sides(content, measure.number)["fingerprint"],
        weighed(content, row),
    )
