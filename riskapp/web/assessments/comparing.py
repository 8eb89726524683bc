"""What changed between two states of an assessment, in the browser: field by field, the gravest first."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import readable_version
from riskapp.assessments.comparison import GRAVE, NOTABLE, PARTS, SLIGHT, Comparison, compare
from riskapp.assessments.kept_states import Why
from riskapp.assessments.models import Version
from riskapp.assessments.states import decided
from riskapp.decisions.reports.report_files import content_alone
from riskapp.decisions.reviews.readings import KEPT_WORDS, Reading, chosen, readings_of, usual_pair
from riskapp.decisions.surroundings import surroundings
from riskapp.decisions.trail.statements import same_text_since
from riskapp.reports.assessment.reader import Reader
from riskapp.reports.assessment.since_words import row_name, said_parts
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.comparing_estate import resting_between
from riskapp.web.formatting import moment
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number


@blueprint.get("/assessments/<int:assessment_id>/changes")
@allow(Permission.VIEW_ASSESSMENTS)
def changes(assessment_id: int) -> ResponseReturnValue:
    """Two states side by side: those that were chosen, or the newest version and what it started from."""
    version = readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number))
    readings = readings_of(version.assessment)
    pair = usual_pair(readings, version)
    wanted = [request.args.get(name, "") for name in ("from", "to")]
    if all(wanted):
        pair = chosen(readings, wanted[0]), chosen(readings, wanted[1])
    return render_template(
        "assessments/changes.html",
        version=version,
        readings=readings,
        pair=pair,
        labels={one.key: label_of(one) for one in readings},
        told=told(*pair) if pair else None,
        resting=resting_between(*pair, reader_here()) if pair else None,
    )


def told(before: Reading, after: Reading) -> dict[str, object]:
    """What the page shows of a comparison, in the reader's language."""
    return told_of(compare(before.content(), after.content()))


def told_of(found: Comparison) -> dict[str, object]:
    """The parts with their differences, how many weigh what, and the names of what is as it was."""
    reader = reader_here()
    same = {
        part: [row_name(part, "", one, reader) for one in found.unchanged.get(part, ())]
        for part in PARTS
        if part != "whole"
    }
    return {
        "parts": said_parts(found.differences, reader),
        "counts": [(weight, sum(1 for one in found.differences if one.weight == weight)) for weight in _WEIGHTS],
        "same": [(reader.say(f"part {part}"), names) for part, names in same.items() if names],
    }


_WEIGHTS = (GRAVE, NOTABLE, SLIGHT)


def reader_here() -> Reader:
    """How values are said on this page: in the reader's language, with the organisation's time."""
    return Reader("nb" if str(get_locale()) == "nb" else "en", surroundings().zone)


def label_of(reading: Reading) -> str:
    """A state as a choice: the version and how it stands, or why and when it was kept."""
    number = gettext("Version %(n)s", n=reading.version.number)
    if reading.kept is None:
        state = gettext(reading.version.state) if decided(reading.version.state) else gettext("as it is now")
        return f"{number}, {state}"
    why = reading.kept.name or gettext(KEPT_WORDS[reading.kept.why])
    return f"{number}, {moment(reading.kept.at)}: {why}"


def text_since_advice(version: Version) -> bool | None:
    """Whether the text is still the one that was advised on; None where no advice is on file."""
    return same_text_since(version, Why.ADVISED, content_alone(version))


@blueprint.app_context_processor
def comparisons() -> dict[str, object]:
    """What the overview and the review ask of this room."""
    return {"text_since_advice": text_since_advice}
