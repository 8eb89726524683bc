"""Reading what was found of approvals for pages: the finding of one, the marks of many, who confirmed what and when."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select

from riskapp.assessments.models import EstateSlice, Staleness, StalenessWatch, Version
from riskapp.assessments.states import State
from riskapp.database import db
from riskapp.decisions.in_force import in_force
from riskapp.decisions.staleness.resting import Why, latest_slice
from riskapp.estate.models import EstateState
from riskapp.estate.snapshots import state_number
from riskapp.staleness.gravity import Gravity

PATIENCE = timedelta(minutes=2)
"""So long nobody is told that a change waits to be judged."""


def finding_of(version: Version) -> Staleness | None:
    """What was found changed under a version in force; None where nothing was, or it is not in force."""
    return db.session.get(Staleness, version.id) if in_force(version) else None


def is_unwatched(version: Version) -> bool:
    """Whether the version is in force and nobody knows what it rests on: it was approved before that was kept."""
    return in_force(version) and latest_slice(db.session(), version.id) is None


def confirmations_of(version: Version) -> list[EstateSlice]:
    """Each time that somebody confirmed the approval, newest first."""
    query = select(EstateSlice).where(EstateSlice.version_id == version.id, EstateSlice.why == Why.CONFIRMED)
    return list(db.session.scalars(query.order_by(EstateSlice.id.desc())))


def unjudged_since(at: datetime) -> datetime | None:
    """Since when approvals wait to be judged, where that is longer than it takes; None where they do not, or none is.

    Whoever judges does so within seconds, so a change that still waits says that the work in the background stands.
    """
    watch, estate = db.session.get(StalenessWatch, 1), db.session.get(EstateState, 1)
    kept = db.session.scalar(select(func.max(EstateSlice.at)))
    if kept is None or (watch and (watch.judged_number, watch.judged_asked) == (state_number(), watch.asked)):
        return None
    since = max(kept, estate.changed_at) if estate else kept
    return since if since < at - PATIENCE else None


def approval_of(version: Version) -> Version | None:
    """The version of the same assessment that is in force, where it is another one."""
    approved = [one for one in version.assessment.versions if one.state == State.APPROVED.value]
    return approved[-1] if approved and approved[-1].id != version.id else None


def marks() -> Mapping[int, Gravity]:
    """How grave what was found is, by the assessment's id; only of those with a finding."""
    query = select(Version.assessment_id, Staleness.gravity).join(Version, Version.id == Staleness.version_id)
    return {assessment: Gravity(gravity) for assessment, gravity in db.session.execute(query)}


def stale_risks(version_ids: Iterable[int]) -> frozenset[tuple[int, int]]:
    """The version's id and the number of each scenario that a change of the estate touches; wording touches none."""
    query = select(Staleness.version_id, Staleness.found).where(
        Staleness.version_id.in_(list(version_ids)), Staleness.gravity != Gravity.WORDING
    )
    return frozenset((version, number) for version, found in db.session.execute(query) for number in found["risks"])
