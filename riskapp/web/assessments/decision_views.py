"""Reading an assessment as its report will read, and the acts at its end: submit, advise, accept, decide, go on."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import zip_longest

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import readable_version
from riskapp.assessments.models import Version
from riskapp.database import db
from riskapp.decisions.accepting import accept_risk, withdraw_acceptance
from riskapp.decisions.advising import advise, send_back
from riskapp.decisions.authority import would_give_up_deciding
from riskapp.decisions.conditions import MOST, ConditionText
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.in_force import in_force
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.reports.report_files import signed_report_of
from riskapp.decisions.submitting import submit
from riskapp.errors import N_, Conflict, Invalid
from riskapp.web.assessments.acts import acts_of
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.refusals import refusal_of
from riskapp.web.assessments.review_page import render_review
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number, version_seen

CONDITION = ("condition", "condition_owner", "condition_due")
ADVISERS = (Permission.ADVISE_DPIA, Permission.ADVISE_ROS)


@blueprint.get("/assessments/<int:assessment_id>/review")
@allow(Permission.VIEW_ASSESSMENTS)
def review(assessment_id: int) -> ResponseReturnValue:
    """The version as its report reads, with what this person can do about it at the end."""
    return render_review(_version(assessment_id))


@blueprint.post("/assessments/<int:assessment_id>/submit")
@allow(Permission.EDIT_ASSESSMENTS)
def submit_version(assessment_id: int) -> ResponseReturnValue:
    """Hand the draft over for advice."""
    return _act(
        assessment_id,
        lambda version, row: submit(the_actor(), version.id, row),
        gettext("It is handed over for advice. You get it back if something should be better."),
    )


@blueprint.post("/assessments/<int:assessment_id>/advise")
@allow(*ADVISERS)
def give_advice(assessment_id: int) -> ResponseReturnValue:
    """Advice in writing, with an opinion."""
    sent = request.form
    return _act(
        assessment_id,
        lambda version, row: advise(the_actor(), version.id, sent.get("opinion", ""), sent.get("advice", ""), row),
        gettext("Your advice stands in the assessment, and the owner can decide."),
        fields={"opinion": "opinion-1", "text": "advice"},
    )


@blueprint.post("/assessments/<int:assessment_id>/send-back")
@allow(*ADVISERS, Permission.DECIDE)
def give_back(assessment_id: int) -> ResponseReturnValue:
    """Back to the team, with what it should do."""
    return _act(
        assessment_id,
        lambda version, row: send_back(the_actor(), version.id, request.form.get("back", ""), row),
        gettext("It is back with the project team."),
        fields={"text": "back"},
    )


@blueprint.post("/assessments/<int:assessment_id>/approve")
@allow(Permission.DECIDE)
def approve_version(assessment_id: int) -> ResponseReturnValue:
    """Approve, freeze, and sign the report."""
    return _act(
        assessment_id,
        lambda version, row: approve(the_actor(), version.id, request.form.get("decision", ""), row, _conditions()),
        gettext("It is approved, and its signed report is on file."),
        fields={"text": "decision", **{f"condition-{number}": f"condition-{number}" for number in range(1, MOST + 2)}},
    )


@blueprint.post("/assessments/<int:assessment_id>/reject")
@allow(Permission.DECIDE)
def reject_version(assessment_id: int) -> ResponseReturnValue:
    """Reject, with the reason."""
    return _act(
        assessment_id,
        _reject,
        gettext("It is rejected, and its signed report is on file."),
        fields={"text": "decision", "condition-1": "condition-1"},
    )


@blueprint.post("/assessments/<int:assessment_id>/risks/<int:number>/accept")
@allow(Permission.ACCEPT_RISK, Permission.DECIDE)
def accept(assessment_id: int, number: int) -> ResponseReturnValue:
    """Bear one residual risk until a day."""
    sent = request.form

    def bear(version: Version, _row: int | None) -> object:
        risk = next((one for one in version.risks if one.number == number), None)
        if risk is None:
            raise Invalid(N_("There is no scenario R%(number)s."), number=number)
        return accept_risk(the_actor(), risk.id, _day(sent.get("until", "")), sent.get("reason", ""))

    return _act(
        assessment_id,
        bear,
        gettext("You bear R%(number)s until the day you chose.", number=number),
        fields={"until": f"until-{number}", "reason": f"reason-{number}"},
        then="acts",
    )


@blueprint.post("/assessments/<int:assessment_id>/acceptances/<int:acceptance_id>/withdraw")
@allow(Permission.ACCEPT_RISK, Permission.DECIDE)
def withdraw(assessment_id: int, acceptance_id: int) -> ResponseReturnValue:
    """Take an acceptance back."""
    return _act(
        assessment_id,
        lambda _version, _row: withdraw_acceptance(the_actor(), acceptance_id, request.form.get("reason", "")),
        gettext("The acceptance is taken back."),
        fields={"reason": _withdrawn_field(assessment_id, acceptance_id)},
        then="acts",
    )


def _withdrawn_field(assessment_id: int, acceptance_id: int) -> str:
    """The field of the reason, which the page names by the number of the risk."""
    risks = _version(assessment_id).risks
    numbers = [risk.number for risk in risks if any(one.id == acceptance_id for one in risk.acceptances)]
    return f"withdrawn-{numbers[0]}" if numbers else "reason"


@blueprint.post("/assessments/<int:assessment_id>/new-version")
@allow(Permission.EDIT_ASSESSMENTS)
def new_version(assessment_id: int) -> ResponseReturnValue:
    """A new draft from the last decided version."""
    return _act(
        assessment_id,
        lambda version, _row: start_version(the_actor(), version.assessment_id),
        gettext("A new version is there to work on. The decided one stays as it is."),
    )


def _version(assessment_id: int) -> Version:
    return readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number))


def _act(
    assessment_id: int,
    act: Callable[[Version, int | None], object],
    done: str,
    *,
    fields: Mapping[str, str] | None = None,
    then: str = "",
) -> ResponseReturnValue:
    """Act, then go to the overview, or to the place `then` of the review; a refusal keeps what was typed."""
    version = _version(assessment_id)
    try:
        act(version, version_seen(request.form.get("row_version")))
    except (Invalid, Conflict) as error:
        db.session.rollback()  # what is shown now is what is stored now
        return render_review(_version(assessment_id), refusal_of(error, fields or {}))
    flash(done, "success")
    if then:
        return redirect(url_for("assessments.review", assessment_id=assessment_id, _anchor=then))
    return redirect(url_for("assessments.page", assessment_id=assessment_id))


def _reject(version: Version, row: int | None) -> int:
    if _conditions():
        raise Invalid(
            N_("Conditions belong to an approval. Take them away to reject, or approve on them."), field="condition-1"
        )
    return reject(the_actor(), version.id, request.form.get("decision", ""), row)


def _conditions() -> list[ConditionText]:
    """The rows of conditions that are not empty; a fault is told by its number among them."""
    form = request.form
    found: list[ConditionText] = []
    for text, owner, due in zipped(*(form.getlist(name) for name in CONDITION)):
        if text.strip() or owner.strip() or due.strip():
            found.append(ConditionText(text, owner, _day(due, f"condition-{len(found) + 1}")))
    return found


def zipped(*columns: list[str]) -> list[tuple[str, ...]]:
    """The columns of a form as rows, as long as the longest of them."""
    return list(zip_longest(*columns, fillvalue=""))


def _day(text: str, field: str = "until") -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Invalid(N_("%(found)s is no date. Write it as 2027-05-31."), field=field, found=text.strip()) from error


@blueprint.app_context_processor
def decisions() -> dict[str, object]:
    """What the wizard's last steps and the overview ask of this room."""
    return {
        "acts_of": acts_of,
        "signed_report_of": signed_report_of,
        "would_give_up_deciding": would_give_up_deciding,
        "zipped": zipped,
        "in_force": in_force,
    }
