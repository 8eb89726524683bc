"""Who else has the assessment open: a line on its pages, kept fresh by a script while the page is seen."""

from collections.abc import Sequence

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import readable_version
from riskapp.assessments.models import Version
from riskapp.assessments.presence import BEAT, GRIDS, LIVE, REVIEW, STEP, Here, note_presence, others_here
from riskapp.catalogues.questions import load_questionnaire
from riskapp.errors import N_
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.guard import allow, the_actor
from riskapp.web.sessions import asked_by_itself

_NAMES = {
    REVIEW: N_("Read through"),
    LIVE: N_("On the projector"),
    **dict(zip(GRIDS, (N_("Scenarios as a table"), N_("Measures as a table")), strict=True)),
}
"""What places are called that are neither a step nor a row."""


@blueprint.post("/assessments/<int:assessment_id>/here")
@allow(Permission.VIEW_ASSESSMENTS)
@asked_by_itself
def here(assessment_id: int) -> ResponseReturnValue:
    """Say that one is here, or leaves, and hear who else is."""
    leaving = request.form.get("leaving") == "yes"
    found = note_presence(the_actor(), assessment_id, request.form.get("place", ""), leaving=leaving)
    return jsonify({"text": _line(readable_version(the_actor(), assessment_id), found)})


@blueprint.app_context_processor
def presence() -> dict[str, object]:
    """What the pages of an assessment ask."""
    return {
        "also_here": lambda version: _line(version, others_here(the_actor(), version.assessment_id)),
        "presence_beat": int(BEAT.total_seconds() * 1000),
    }


def _line(version: Version, found: Sequence[Here]) -> str:
    if not found:
        return ""
    people = [f"{one.name} ({_place(version, one.place)})" if one.place else one.name for one in found]
    return gettext("Also here: %(people)s", people=", ".join(people))


def _place(version: Version, place: str) -> str:
    if place in _NAMES:
        return gettext(_NAMES[place])
    step = load_questionnaire(version.assessment.kind).step(place.removeprefix(STEP))
    return step.title.in_language(str(get_locale() or "en")) if step else place
