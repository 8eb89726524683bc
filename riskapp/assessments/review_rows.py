"""The confirmations of a yearly review, as rows of the content."""

from sqlalchemy import select

from riskapp.assessments.models import ReviewedPart, Version
from riskapp.assessments.plain import Content, text_row, time_row
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import db

ESTATE, INCIDENTS = "estate", "incidents"
"""The two parts of a review that are no step."""


def reviewed_parts(version: Version) -> dict[str, ReviewedPart]:
    """What was confirmed, by its part."""
    query = select(ReviewedPart).where(ReviewedPart.version_id == version.id).order_by(ReviewedPart.id)
    return {one.part: one for one in db.session.scalars(query)}


def review_row(version: Version) -> Content | None:
    """Who looked at which part and what was noted; None for a version that is no yearly review."""
    if not version.yearly:
        return None
    titles = {step.id: step.title for step in load_questionnaire(version.assessment.kind).steps}
    return {
        "parts": [
            {
                "part": one.part,
                "title": text_row(titles.get(one.part)),
                "note": one.note,
                "by": one.by_name,
                "at": time_row(one.at),
            }
            for one in reviewed_parts(version).values()
        ]
    }
