"""What changed since the version before: compared when a report is made, and frozen with the content it tells of."""

from riskapp.assessments.comparison import compare
from riskapp.assessments.models import Version
from riskapp.assessments.persons import as_text
from riskapp.assessments.plain import Content
from riskapp.assessments.states import Act, State
from riskapp.decisions.reviews.since_then import since_then
from riskapp.decisions.staleness.resting_since import estate_between

_DECIDES = (Act.APPROVE.value, Act.REJECT.value)


def version_before(version: Version) -> Version | None:
    """The decided version that this one started from; None for a first one.

    A yearly review looks at the approval in force, where there is one: what was rejected meanwhile never held.
    """
    earlier = [
        one for one in version.assessment.versions if one.number < version.number and one.frozen_form is not None
    ]
    approved = [one for one in earlier if one.state == State.APPROVED.value] if version.yearly else []
    return next(reversed(approved or earlier), None)


def with_since(version: Version, content: Content) -> Content:
    """The content with `since`: {version, state, at, content_hash, then, differences, estate}; a first one has none."""
    before = version_before(version)
    frozen = before.frozen if before else None
    if before is None or frozen is None:
        return content
    taken = [one for one in frozen["transitions"] if one["act"] in _DECIDES]
    differences = compare(frozen, content).as_rows()
    return {
        **content,
        "since": {
            "version": before.number,
            "state": before.state,
            "at": taken[-1]["at"],
            "content_hash": before.frozen_hash,
            "then": since_then(before),
            # As it will be read again: a tuple and a list are one in JSON, and names are kept with this content.
            "differences": as_text(differences),
            "estate": estate_between(before, version),
        },
    }
