"""The page on which an assessment reads as its report will, with the dialogue beside it and the acts at its end."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from riskapp.assessments.draft import Missing
from riskapp.assessments.models import Version
from riskapp.decisions.advising import Opinion
from riskapp.decisions.reports.report_files import report_of, signed_report_of
from riskapp.errors import N_
from riskapp.web.assessments.acts import acts_of
from riskapp.web.assessments.refusals import Refusal
from riskapp.web.assessments.step_page import place_of
from riskapp.web.assessments.talk import Talk, talk_of
from riskapp.web.guard import the_actor

OPINIONS = {
    Opinion.SUPPORTS.value: (N_("I support it"), N_("The owner can approve it as it is.")),
    Opinion.WITH_REMARKS.value: (
        N_("I support it, with remarks"),
        N_("The owner can approve it, and reads your remarks first."),
    ),
    Opinion.AGAINST.value: (
        N_("I advise against it"),
        N_("The owner can still approve it, but must answer you in writing."),
    ),
}


def render_review(
    version: Version, refusal: Refusal | None = None, *, talk: Talk | None = None, status: int = 200
) -> ResponseReturnValue:
    """The page; `refusal` is of an act at its end, `talk` holds a remark that was refused."""
    page = render_template(
        "assessments/decision/review.html",
        version=version,
        report=report_of(version),
        acts=acts_of(the_actor(), version),
        opinions=OPINIONS,
        typed=request.form,
        refusal=refusal,
        place=_place,
        signed=signed_report_of(version.id),
        talk=talk or talk_of(the_actor(), version, "review"),
    )
    return page, refusal.status if refusal else status


def _place(missing: Missing, assessment_id: int) -> str:
    """Where it is put right: an acceptance on this very page, everything else in the wizard."""
    return f"#{missing.anchor}" if missing.anchor.startswith("accept-") else place_of(missing, assessment_id)
