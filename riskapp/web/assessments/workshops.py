"""Workshops in the browser: planning one, its page with agenda and notes, and removing it."""

from dataclasses import asdict
from datetime import timedelta

from flask import flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments import workshops
from riskapp.assessments.access import may_write
from riskapp.assessments.attendance import lacking, wanted_groups
from riskapp.assessments.field_saving import FieldsSaved
from riskapp.assessments.guests import attendance_of
from riskapp.assessments.models import Version, Workshop
from riskapp.catalogues.professions import load_professions
from riskapp.database import now
from riskapp.errors import N_, Invalid
from riskapp.web.answers import sentence
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.field_saving import (
    Disputed,
    answer_to_script,
    disputed_of,
    marks_shown,
    marks_text,
    merged_form,
    sent_by,
    with_mine,
)
from riskapp.web.assessments.invitation import invitation_of
from riskapp.web.assessments.replies import wants_json
from riskapp.web.assessments.workshop_finding import (
    participants_url,
    version_with_workshops,
    workshop_numbered,
    workshop_url,
    zone,
)
from riskapp.web.assessments.workshop_form import GuestForm, WorkshopForm, begun, filled, workshop_layout
from riskapp.web.forms import Form
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number

ATTENDANCE_SEEN = "attendance_seen"
"""The input that has the marks of who was noted as having come."""
CAME = {True: N_("yes"), False: N_("no"), None: N_("not said")}


@blueprint.route("/assessments/<int:assessment_id>/workshops/new", methods=["GET", "POST"])
@allow(Permission.EDIT_ASSESSMENTS)
def new_workshop(assessment_id: int) -> ResponseReturnValue:
    """Plan a workshop."""
    version = version_with_workshops(assessment_id)
    form = WorkshopForm(data=begun((now().astimezone(zone()) + timedelta(days=14)).date()))
    if request.method == "POST":
        try:
            workshops.plan_workshop(the_actor(), version.id, form.meeting(zone()))
        except Invalid as error:
            form.refuse(error)
        else:
            number = max(one.number for one in version.workshops)
            flash(gettext("The workshop is planned. Now ask people to it."), "success")
            return redirect(workshop_url(version, number, "guests"))
    page = render_template(
        "assessments/workshop/new.html", version=version, form=form, may=may_write(the_actor(), version)
    )
    return page, 422 if form.errors else 200


@blueprint.get("/assessments/<int:assessment_id>/workshops/<int:number>")
@allow(Permission.VIEW_ASSESSMENTS)
def workshop(assessment_id: int, number: int) -> ResponseReturnValue:
    """One workshop."""
    version = version_with_workshops(assessment_id, request.args.get("version", type=row_number))
    return render_workshop(version, workshop_numbered(version, number))


@blueprint.post("/assessments/<int:assessment_id>/workshops/<int:number>")
@allow(Permission.EDIT_ASSESSMENTS)
def save_workshop(assessment_id: int, number: int) -> ResponseReturnValue:
    """Store a workshop, by its button or as it is typed."""
    version = version_with_workshops(assessment_id)
    found, form = workshop_numbered(version, number), WorkshopForm()
    layout = workshop_layout(zone())
    try:
        saved = workshops.save_workshop_fields(the_actor(), found.id, form.meeting(zone()), sent_by(layout))
    except Invalid as error:
        if wants_json():
            return jsonify({"error": sentence(error)}), 422
        form.refuse(error)
        return render_workshop(version, found, form)
    if wants_json():
        return answer_to_script(layout, saved, found.saved_at)
    if saved.disputed:
        return render_workshop(version, found, merged_form(layout, saved), saved=saved)
    flash(gettext("Saved."), "success")
    return redirect(workshop_url(version, number))


@blueprint.post("/assessments/<int:assessment_id>/workshops/<int:number>/remove")
@allow(Permission.EDIT_ASSESSMENTS)
def remove_workshop(assessment_id: int, number: int) -> ResponseReturnValue:
    """Remove a workshop."""
    version = version_with_workshops(assessment_id)
    workshops.remove_workshop(the_actor(), workshop_numbered(version, number).id)
    flash(gettext("The workshop is removed. The audit trail keeps what it said."), "success")
    return redirect(participants_url(version))


def render_workshop(
    version: Version,
    found: Workshop,
    form: Form | None = None,
    *,
    guest_form: GuestForm | None = None,
    saved: FieldsSaved | None = None,
    came: FieldsSaved | None = None,
) -> ResponseReturnValue:
    """The page; a form is given where it was refused, what was saved where two people wrote in the same field."""
    form = form or WorkshopForm(formdata=None, data=filled(found, zone()))
    refused = bool(form.errors or (guest_form and guest_form.errors))
    page = render_template(
        "assessments/workshop/page.html",
        version=version,
        workshop=found,
        form=form,
        both=disputed_of(workshop_layout(zone()), saved) if saved else [],
        fields_seen=marks_text(saved.values) if saved else marks_shown(form, asdict(workshops.meeting_of(found))),
        both_came=[_disputed(found, guest, *two) for guest, two in came.disputed.items()] if came else [],
        came={} if came is None else with_mine(came),
        attendance_seen=marks_text(attendance_of(found) if came is None else came.values),
        guest_form=guest_form or GuestForm(formdata=None),
        editable=may_write(the_actor(), version) and version is version.assessment.latest,
        old=None if version is version.assessment.latest else version.number,
        wanted=wanted_groups(version),
        lacking=lacking(version, found.guests),
        professions=load_professions().professions,
        invitation=invitation_of(version, found),
        step_url=participants_url(version),
    )
    return page, 409 if saved or came else 422 if refused else 200


def _disputed(found: Workshop, guest: str, theirs: bool | None, mine: bool | None) -> Disputed:
    name = next(one.name for one in found.guests if str(one.id) == guest)
    return Disputed(
        gettext("Did %(name)s come?", name=name), {f"came-{guest}": ""}, gettext(CAME[theirs]), gettext(CAME[mine])
    )
