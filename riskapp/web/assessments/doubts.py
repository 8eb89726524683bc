"""What is missing or does not go together in one scenario or one measure, told on its own page while it is written."""

from collections.abc import Sequence

from flask import render_template

from riskapp.assessments.draft import Missing
from riskapp.assessments.models import Version
from riskapp.assessments.queries import progress_of_version
from riskapp.assessments.remarks import remarks_of
from riskapp.web.assessments.step_page import place_of


def doubts_of(version: Version, *, risk: int | None = None, measure: int | None = None) -> Sequence[Missing]:
    """Those of the scenario or the measure with that number."""
    missing = (*progress_of_version(version).missing, *remarks_of(version))
    if risk is not None:
        return [one for one in missing if one.risk == risk]
    return [one for one in missing if measure is not None and one.measure == measure]


def doubts_part(version: Version, doubts: Sequence[Missing]) -> dict[str, str]:
    """The part of the page that tells them, for a script that has just saved."""
    page = render_template("assessments/doubts.html", version=version, doubts=doubts, place=place_of)
    return {"doubts": page}
