"""The content of a version as it will read once it is decided: what is signed, frozen and hashed."""

from collections.abc import Sequence

from riskapp.assessments.content import fingerprint
from riskapp.assessments.content_rows import condition_row
from riskapp.assessments.models import Condition, Transition, Version
from riskapp.assessments.person_places import with_people
from riskapp.assessments.persons import Salts, committed
from riskapp.assessments.plain import Content, time_row
from riskapp.assessments.review_dates import review_after
from riskapp.assessments.signed_content import signed_part
from riskapp.assessments.states import Act
from riskapp.database import db
from riskapp.decisions.evidence.measure_effects import content_with_standing
from riskapp.decisions.reviews.since import with_since
from riskapp.decisions.staleness.resting import latest_slice


def decided_content(
    version: Version,
    transition: Transition,
    salts: Salts,
    conditions: Sequence[Condition] = (),
    trail: Content | None = None,
) -> Content:
    """The content as it will read once the step is stored; `trail` is the checkpoint of the audit trail before it.

    Every name has its commitment by `salts`: with the same ones, equal content has an equal hash. `rests_on` is the
    fingerprint of the slice of the estate that was kept when the version was submitted; None where none was.
    """
    content = content_with_standing(version) | {"conditions": [condition_row(one) for one in conditions]}
    kept = latest_slice(db.session(), version.id)
    content["rests_on"] = kept.fingerprint if kept else None
    content = committed(with_people(with_since(version, content)), salts)
    return {
        **content,
        "state": transition.to_state,
        "transitions": [*content["transitions"], _step(transition, content, salts)],
        "trail": trail,
        "review_by": _review_by(version, transition),
    }


def _step(transition: Transition, content: Content, salts: Salts) -> Content:
    return {
        "act": transition.act,
        "from": transition.from_state,
        "to": transition.to_state,
        "at": transition.at.isoformat(),
        "by": salts.person(transition.actor_name),
        "role": transition.actor_role,
        "opinion": transition.opinion,
        "text": transition.text,
        "content_hash": fingerprint(signed_part(content)),
    }


def _review_by(version: Version, transition: Transition) -> str | None:
    """The day that the approval itself sets for the next look at it, as the cover of the report has it."""
    return time_row(review_after(version, transition.at)) if transition.act == Act.APPROVE.value else None
