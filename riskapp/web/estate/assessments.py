"""Where the assessments of assets stand, for lists and pages of the estate."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.models import Assessment, ScopedAsset, Version
from riskapp.database import db


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest version of one assessment of an asset."""

    assessment_id: int
    version_id: int
    kind: str
    title: str
    state: str


def standings(actor: Actor, assets: Collection[int]) -> Mapping[int, list[Standing]]:
    """The assessments of each of `assets` (database numbers) that the actor may see, newest first; one query."""
    seen = [number for number in assets if actor.may_for_any(Permission.VIEW_ASSESSMENTS, [number])]
    found: defaultdict[int, list[Standing]] = defaultdict(list)
    if not seen:
        return found
    later = aliased(Version)
    newest = (
        ~select(later.id).where(later.assessment_id == Version.assessment_id, later.number > Version.number).exists()
    )
    query = (
        select(ScopedAsset.asset_id, Assessment.id, Version.id, Assessment.kind, Version.title, Version.state)
        .join(Version, Version.id == ScopedAsset.version_id)
        .join(Assessment, Assessment.id == Version.assessment_id)
        .where(ScopedAsset.asset_id.in_(seen), newest)
        .order_by(Version.id.desc())
    )
    for asset_id, assessment, version, kind, title, state in db.session.execute(query):
        found[asset_id].append(Standing(assessment, version, kind, title, state))
    return found
