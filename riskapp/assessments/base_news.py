"""What a new version of the base says otherwise than its heir has judged: the changes that are open, place by place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from riskapp.assessments.comparison import Comparison, Difference, compare
from riskapp.assessments.models import Assessment, Heir, InheritedChoice, Version
from riskapp.assessments.origins import heir_of
from riskapp.assessments.plain import Content
from riskapp.assessments.states import State
from riskapp.database import db

CHOSEN = ("answers", "risks", "measures")
"""The parts of which each change is taken over or declined; the others are the base's own."""

TAKEN, DECLINED = "taken over", "declined"


@dataclass(frozen=True, slots=True)
class News:
    """What the newest approved version of the base says otherwise than the one that the heir has caught up with.

    `open` are the changes that nobody has judged, `judged` what was done with others, `points` the later version of the
    base that the heir has taken a place over from: there a change is what was said since then.
    """

    base: Version
    since: Version
    comparison: Comparison
    open: tuple[Difference, ...]
    judged: tuple[InheritedChoice, ...]
    points: Mapping[str, Version]

    def point(self, place: str) -> Version:
        """The version of the base whose words the heir began with at a place."""
        return self.points.get(place, self.since)


def base_version(assessment: Assessment) -> Version | None:
    """The version that local ones follow: the newest approved one of a base."""
    approved = [one for one in assessment.versions if one.state == State.APPROVED.value]
    return approved[-1] if assessment.shared and approved else None


def news_of(version: Version) -> News | None:
    """What an heir has to judge; None where it follows no base, or has caught up with it.

    A judgement of an earlier version of the base, or in an earlier version of the heir, stands for as long as the base
    says the same there.
    """
    heir = heir_of(version)
    if heir is None or not heir.follows:
        return None
    since = db.session.get_one(Version, heir.base_version_id)
    base = base_version(since.assessment)
    if base is None or base.number <= since.number:
        return None
    before, after = since.frozen, base.frozen
    if before is None or after is None:
        return None
    said = {one.id: one for one in base.assessment.versions if since.number < one.number <= base.number}
    judged = _judged(version, said)
    last = {one.place: one for one in judged}
    found = compare(before, after)
    changed = {one_id: _chosen(said[one_id], after) for one_id in {one.base_version_id for one in last.values()}}
    still = [one for one in found.gravest if one.part in CHOSEN and _is_open(one, last, changed)]
    points = {place: said[one.base_version_id] for place, one in last.items() if one.choice == TAKEN}
    still += [changed[one.id][place] for place, one in points.items() if place in changed[one.id]]
    ranked = tuple(sorted(still, key=lambda one: -one.weight))
    return News(base, since, found, ranked, tuple(judged), points)


def _judged(version: Version, said: Mapping[int, Version]) -> list[InheritedChoice]:
    """What this version of the heir or an earlier one did with changes of these versions of the base, oldest first."""
    query = (
        select(InheritedChoice)
        .join(Version, Version.id == InheritedChoice.version_id)
        .where(
            Version.assessment_id == version.assessment_id,
            Version.number <= version.number,
            InheritedChoice.base_version_id.in_(said),
        )
    )
    found = db.session.scalars(query.order_by(InheritedChoice.id))
    return sorted(found, key=lambda one: said[one.base_version_id].number)


def _chosen(then: Version, after: Content) -> dict[str, Difference]:
    """What the base has changed since one of its versions, of what is taken over or declined, by place."""
    before = then.frozen
    found = compare(before, after).gravest if before is not None else ()
    return {one.place: one for one in found if one.part in CHOSEN}


def _is_open(
    one: Difference, last: Mapping[str, InheritedChoice], changed: Mapping[int, Mapping[str, Difference]]
) -> bool:
    """Whether nobody has judged it: one that was declined is asked again where the base says something else by now."""
    choice = last.get(one.place)
    if choice is None:
        return True
    return choice.choice == DECLINED and one.place in changed[choice.base_version_id]


def heirs_of(version: Version) -> Sequence[Version]:
    """The newest versions that follow the assessment of this one, by title."""
    ids = [one.id for one in version.assessment.versions]
    query = select(Version).join(Heir, Heir.version_id == Version.id)
    found = db.session.scalars(query.where(Heir.base_version_id.in_(ids), Heir.follows.is_(True)))
    return sorted((one for one in found if one is one.assessment.latest), key=lambda one: one.title)
