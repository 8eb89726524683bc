"""Forms of a workshop: when, where, agenda and notes; and one more guest. Times are in the organisation's zone."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField, TextAreaField

from riskapp.assessments.models import Workshop
from riskapp.assessments.workshops import FIELDS, YEARS, Meeting, meeting_of
from riskapp.errors import N_, Invalid
from riskapp.web.assessments.field_layout import Layout
from riskapp.web.forms import Form

_MINUTES = re.compile(r"[0-9]{1,5}")

AGENDA = (
    N_("Why we meet, and what the assessment is about (10 min)"),
    N_("The system, and what depends on it, from the estate (20 min)"),
    N_("What can go wrong: each person writes alone, then we collect (30 min)"),
    N_("Likelihood and consequence of each scenario, and how well we know it (60 min)"),
    N_("What we do about it: measures, and what they do to patients (45 min)"),
    N_("Who does what until when, and the way from here (15 min)"),
)
"""The order in which workshops usually go, three hours in all; a start that the team changes as it likes."""


class WorkshopForm(Form):
    """A workshop as a whole; it is saved as somebody types."""

    day = StringField(_("Day"), render_kw={"type": "date", "autocomplete": "off"})
    time = StringField(_("Time of the day"), render_kw={"type": "time", "autocomplete": "off"})
    minutes = StringField(_("How long, in minutes"), render_kw={"inputmode": "numeric", "autocomplete": "off"})
    place = StringField(_("Room or link"), render_kw={"autocomplete": "off"})
    agenda = TextAreaField(_("Agenda"), render_kw={"rows": 7})
    notes = TextAreaField(
        _("Notes"),
        description=_("What was said and agreed. What concerns one scenario stands better in the scenario."),
        render_kw={"rows": 8},
    )
    row_version = HiddenField()

    def meeting(self, zone: ZoneInfo) -> Meeting:
        """What was written; raises Invalid with the field that does not fit."""
        return Meeting(
            moment(self.day.data or "", self.time.data or "", zone),
            _number(self.minutes.data or ""),
            self.place.data or "",
            self.agenda.data or "",
            self.notes.data or "",
        )


class GuestForm(Form):
    """Somebody to be asked."""

    name = StringField(_("Name"), render_kw={"autocomplete": "off"})
    profession = StringField(
        _("Profession"),
        description=_("Such as intensive-care nurse."),
        render_kw={"autocomplete": "off", "list": "professions"},
    )
    role = StringField(
        _("Part in this work"),
        description=_("Such as knows the system, leads the workshop."),
        render_kw={"autocomplete": "off"},
    )
    email = StringField(_("E-mail"), render_kw={"type": "email", "autocomplete": "off"})


def begun(at: date) -> dict[str, object]:
    """The values of a new workshop: that day at nine, three hours, the usual agenda in the reader's language."""
    agenda = "\n".join(f"{number}. {gettext(line)}" for number, line in enumerate(AGENDA, 1))
    return {"day": at.isoformat(), "time": "09:00", "minutes": "180", "agenda": agenda}


def filled(workshop: Workshop, zone: ZoneInfo) -> dict[str, object]:
    """The values of a stored workshop as the form shows them."""
    return {**shown_fields(asdict(meeting_of(workshop)), zone), "row_version": workshop.row_version}


def shown_fields(values: Mapping[str, Any], zone: ZoneInfo) -> dict[str, object]:
    """The fields of a workshop as the form shows them."""
    moment = as_typed(values["at"], zone) if "at" in values else {}
    return {**values, **moment, "minutes": str(values.get("minutes", ""))}


def workshop_layout(zone: ZoneInfo) -> Layout:
    """The form of a workshop, for saving it field by field."""
    return Layout(
        WorkshopForm,
        FIELDS,
        lambda values: shown_fields(values, zone),
        lambda _form: None,
        elsewhere={"at": ("day", "time")},
        labels={"at": gettext("When")},
    )


def as_typed(at: datetime, zone: ZoneInfo) -> dict[str, str]:
    """A moment as day and time in the zone, as the fields of a form take them."""
    here = at.astimezone(zone)
    return {"day": here.date().isoformat(), "time": here.strftime("%H:%M")}


def moment(day: str, clock: str, zone: ZoneInfo) -> datetime:
    """The moment that somebody typed in the zone, in UTC; raises Invalid with the field `day` or `time`."""
    day, clock = day.strip(), clock.strip()
    try:
        on = date.fromisoformat(day)
    except ValueError as error:
        raise Invalid(N_("“%(found)s” is no date. Write it as 2027-05-31."), field="day", found=day) from error
    try:
        at = time.fromisoformat(clock)
    except ValueError as error:
        raise Invalid(N_("“%(found)s” is no time. Write it as 09:30."), field="time", found=clock) from error
    if on.year not in YEARS:
        raise Invalid(
            N_("The year %(year)s is too far away. Write one from %(first)s to %(last)s."),
            field="day",
            year=on.year,
            first=YEARS[0],
            last=YEARS[-1],
        )
    found = datetime.combine(on, at.replace(tzinfo=None, second=0, microsecond=0), zone).astimezone(UTC)
    if found.astimezone(zone).time().replace(tzinfo=None) != at.replace(tzinfo=None, second=0, microsecond=0):
        raise Invalid(
            N_("There is no %(clock)s that night: the clock is set forward. Choose another time."),
            field="time",
            clock=clock,
        )
    return found


def _number(text: str) -> int:
    text = text.strip()
    if not _MINUTES.fullmatch(text):
        raise Invalid(N_("“%(found)s” is no number of minutes. Write it as 180."), field="minutes", found=text)
    return int(text)
