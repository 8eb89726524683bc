"""Finding a workshop by its address, the addresses of its pages, and the zone in which its times are typed."""

from zoneinfo import ZoneInfo

from flask import url_for

from riskapp.assessments.access import readable_version
from riskapp.assessments.models import Version, Workshop
from riskapp.assessments.workshops import has_workshops
from riskapp.catalogues.questionnaire import Component
from riskapp.catalogues.questions import load_questionnaire
from riskapp.errors import N_, NotFound
from riskapp.web.guard import the_actor
from riskapp.web.sessions import settings


def version_with_workshops(assessment_id: int, number: int | None = None) -> Version:
    """A version of an assessment that can have workshops; raises NotFound."""
    version = readable_version(the_actor(), assessment_id, number)
    if not has_workshops(version):
        raise NotFound(N_("Workshops belong to a risk assessment (ROS)."))
    return version


def workshop_numbered(version: Version, number: int) -> Workshop:
    """The version's workshop of that number; raises NotFound where it was removed."""
    for one in version.workshops:
        if one.number == number:
            return one
    raise NotFound(N_("That workshop was removed."))


def workshop_url(version: Version, number: int, anchor: str | None = None) -> str:
    """The address of a workshop of the newest version."""
    return url_for("assessments.workshop", assessment_id=version.assessment_id, number=number, _anchor=anchor)


def participants_url(version: Version) -> str:
    """The address of the step that lists who takes part, in this version."""
    steps = load_questionnaire(version.assessment.kind).steps
    step_id = next(step.id for step in steps if step.component is Component.PARTICIPANTS)
    old = None if version is version.assessment.latest else version.number
    return url_for("assessments.step", assessment_id=version.assessment_id, step_id=step_id, version=old)


def zone() -> ZoneInfo:
    """The zone in which people type times."""
    return ZoneInfo(settings().timezone)
