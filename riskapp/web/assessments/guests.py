"""The guests of a workshop in the browser: asking, taking back, noting who came, and taking them over."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments import guests
from riskapp.assessments.guests import Invitee
from riskapp.errors import N_, Invalid
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.field_saving import leaves, sent_marks
from riskapp.web.assessments.workshop_finding import version_with_workshops, workshop_numbered, workshop_url
from riskapp.web.assessments.workshop_form import GuestForm
from riskapp.web.assessments.workshops import ATTENDANCE_SEEN, render_workshop
from riskapp.web.guard import allow, the_actor

_CAME = {"yes": True, "no": False, "": None}


@blueprint.post("/assessments/<int:assessment_id>/workshops/<int:number>/guests")
@allow(Permission.EDIT_ASSESSMENTS)
def ask_guest(assessment_id: int, number: int) -> ResponseReturnValue:
    """Ask somebody to the workshop."""
    version = version_with_workshops(assessment_id)
    found, form = workshop_numbered(version, number), GuestForm()
    sent = (form.name.data, form.profession.data, form.role.data, form.email.data)
    try:
        guests.ask_guest(the_actor(), found.id, Invitee(*(text or "" for text in sent)))
    except Invalid as error:
        form.refuse(error)
        return render_workshop(version, found, guest_form=form)
    return redirect(workshop_url(version, number, "guests"))


@blueprint.post("/assessments/<int:assessment_id>/workshops/<int:number>/ask-participants")
@allow(Permission.EDIT_ASSESSMENTS)
def ask_participants(assessment_id: int, number: int) -> ResponseReturnValue:
    """Ask all participants of the assessment."""
    version = version_with_workshops(assessment_id)
    count = guests.ask_participants(the_actor(), workshop_numbered(version, number).id)
    flash(ngettext("%(num)s person more is asked.", "%(num)s persons more are asked.", count), "success")
    return redirect(workshop_url(version, number, "guests"))


@blueprint.post("/assessments/<int:assessment_id>/workshops/<int:number>/guests/<int:guest_id>/remove")
@allow(Permission.EDIT_ASSESSMENTS)
def remove_guest(assessment_id: int, number: int, guest_id: int) -> ResponseReturnValue:
    """Take somebody off the list."""
    version = version_with_workshops(assessment_id)
    guests.remove_guest(the_actor(), workshop_numbered(version, number).id, guest_id)
    return redirect(workshop_url(version, number, "guests"))


@blueprint.post("/assessments/<int:assessment_id>/workshops/<int:number>/attendance")
@allow(Permission.EDIT_ASSESSMENTS)
def note_attendance(assessment_id: int, number: int) -> ResponseReturnValue:
    """Note who came, and put those on the list of participants where that was asked for."""
    version = version_with_workshops(assessment_id)
    found = workshop_numbered(version, number)
    came = _sent([one.id for one in found.guests])
    saved = guests.note_attendance(the_actor(), found.id, came, sent_marks(ATTENDANCE_SEEN))
    if saved.disputed:
        return render_workshop(version, found, came=saved)
    if request.form.get("do") == "take over":
        count = guests.take_over_guests(the_actor(), found.id)
        text = ngettext("%(num)s new participant is on the list.", "%(num)s new participants are on the list.", count)
        flash(text, "success")
    else:
        flash(gettext("Who came is noted."), "success")
    return redirect(workshop_url(version, number, "guests"))


def _sent(ids: list[int]) -> dict[int, bool | None]:
    sent = {}
    for guest in ids:
        said = request.form.get(f"came-{guest}")
        if said is None or leaves(f"came-{guest}"):
            continue
        if said not in _CAME:
            raise Invalid(N_("Choose whether each person came."), field="came")
        sent[guest] = _CAME[said]
    return sent
