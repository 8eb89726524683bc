"""An invitation to a workshop: a text to copy into an e-mail, and a file for the calendar."""

from urllib.parse import urlsplit

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.models import Guest, Version, Workshop
from riskapp.exchange.calendar_file import Appointment, Attendee, calendar_file
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.workshop_finding import version_with_workshops, workshop_numbered
from riskapp.web.formatting import minutes, moment
from riskapp.web.guard import allow
from riskapp.web.numbers import row_number
from riskapp.web.sessions import settings


@blueprint.get("/assessments/<int:assessment_id>/workshops/<int:number>/invitation.ics")
@allow(Permission.VIEW_ASSESSMENTS)
def invitation(assessment_id: int, number: int) -> ResponseReturnValue:
    """The file for the calendar."""
    version = version_with_workshops(assessment_id, request.args.get("version", type=row_number))
    found = workshop_numbered(version, number)
    answer = Response(calendar_file(_appointment(version, found)), mimetype="text/calendar")
    name = f"workshop-{version.assessment_id}-{found.number}.ics"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


def invitation_of(version: Version, workshop: Workshop) -> str:
    """The text to copy, in the reader's language."""
    place = [gettext("Where: %(place)s", place=workshop.place)] if workshop.place else []
    lines = [
        gettext("Workshop about the risks of %(title)s", title=version.title),
        "",
        gettext("When: %(when)s (%(long)s)", when=moment(workshop.at), long=minutes(workshop.minutes)),
        *place,
        "",
        *_about(version, workshop),
    ]
    return "\n".join(lines)


def _about(version: Version, workshop: Workshop) -> list[str]:
    """What follows the time and the place: the systems, who is asked, the agenda, and where it stands."""
    lines = [gettext("What we assess: %(names)s", names=", ".join(one.asset.name for one in version.scope))]
    if workshop.guests:
        lines += ["", gettext("Asked:"), *(f"- {_guest(one)}" for one in workshop.guests)]
    if workshop.agenda:
        lines += ["", gettext("Agenda:"), workshop.agenda]
    return [*lines, "", gettext("The assessment: %(url)s", url=_url(version, workshop))]


def _guest(one: Guest) -> str:
    return ", ".join(part for part in (one.name, one.profession, one.role) if part)


def _appointment(version: Version, workshop: Workshop) -> Appointment:
    host = urlsplit(settings().public_url).hostname or "riskapp"
    return Appointment(
        uid=f"workshop-{workshop.id}@{host}",
        changes=workshop.row_version,
        saved_at=workshop.saved_at,
        at=workshop.at,
        minutes=workshop.minutes,
        title=gettext("Workshop: %(title)s", title=version.title),
        place=workshop.place,
        text="\n".join(_about(version, workshop)),
        url=_url(version, workshop),
        attendees=[Attendee(one.name, one.email) for one in workshop.guests if one.email],
    )


def _url(version: Version, workshop: Workshop) -> str:
    path = url_for("assessments.workshop", assessment_id=version.assessment_id, number=workshop.number)
    return settings().public_url.rstrip("/") + path
