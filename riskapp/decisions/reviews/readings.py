"""The states of an assessment that can be compared: each version, what is written now, and what was kept on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from riskapp.assessments.kept_states import Why, content_kept
from riskapp.assessments.models import Assessment, ContentSnapshot, Version
from riskapp.assessments.plain import Content
from riskapp.database import db
from riskapp.decisions.reports.report_files import content_alone
from riskapp.decisions.reviews.since import version_before
from riskapp.errors import N_, NotFound


@dataclass(frozen=True, slots=True)
class Reading:
    """A state that can be compared: its key in an address (`v2`, `s17`), the version, and what was kept, if it was."""

    key: str
    version: Version
    kept: ContentSnapshot | None = None

    @property
    def at(self) -> datetime:
        """When it stood so."""
        return self.kept.at if self.kept else self.version.changed_at

    def content(self) -> Content:
        """What it said; without its steps where it was kept on the way."""
        if self.kept is None:
            return content_alone(self.version)
        return {**content_kept(self.kept), "state": self.kept.why, "transitions": []}


def readings_of(assessment: Assessment) -> list[Reading]:
    """All of them, newest first; a version that is decided stands before what was kept of it."""
    by_version: dict[int, list[Reading]] = {one.id: [Reading(f"v{one.number}", one)] for one in assessment.versions}
    versions = {one.id: one for one in assessment.versions}
    for kept in _kept(assessment):
        by_version[kept.version_id].append(Reading(f"s{kept.id}", versions[kept.version_id], kept))
    return [one for version in reversed(assessment.versions) for one in by_version[version.id]]


def chosen(readings: Sequence[Reading], key: str) -> Reading:
    """The state with the key; raises NotFound where the assessment has none such."""
    found = next((one for one in readings if one.key == key), None)
    if found is None:
        raise NotFound(N_("This assessment has no such version or kept state."))
    return found


def usual_pair(readings: Sequence[Reading], version: Version) -> tuple[Reading, Reading] | None:
    """What is compared unless something is chosen: the version with the one before, or with what was kept last.

    None where there is nothing to compare it with.
    """
    after = chosen(readings, f"v{version.number}")
    before = version_before(version)
    if before is not None:
        return chosen(readings, f"v{before.number}"), after
    kept = [one for one in readings if one.kept and one.version is version]
    return (kept[0], after) if kept else None


def _kept(assessment: Assessment) -> Sequence[ContentSnapshot]:
    ids = [one.id for one in assessment.versions]
    query = select(ContentSnapshot).where(ContentSnapshot.version_id.in_(ids)).order_by(ContentSnapshot.id.desc())
    return db.session.scalars(query).all()


KEPT_WORDS = {
    Why.NEW_DAY.value: N_("Before the first change of a day"),
    Why.BY_HAND.value: N_("Kept by hand"),
    Why.BEFORE_MANY.value: N_("Before many rows were changed at once"),
    Why.BEFORE_RESTORE.value: N_("Before an older state was brought back"),
    Why.SUBMITTED.value: N_("As it was submitted"),
    Why.ADVISED.value: N_("As it was advised on"),
    Why.SENT_BACK.value: N_("As it was sent back"),
}
"""Why a state was kept, as people read it."""
