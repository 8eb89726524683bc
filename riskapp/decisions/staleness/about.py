"""What of an assessment a change of the estate may touch: its scales, what its scenarios are about, its answers."""

from collections import defaultdict
from functools import cache

from sqlalchemy import select

from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Answer, Risk, Version
from riskapp.catalogues.questionnaire import Quote
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import db
from riskapp.decisions.staleness.judging import About
from riskapp.estate.models import Asset


def about(version: Version) -> About:
    """That of one version."""
    query = select(Risk.number, Asset.key).join(Asset, Risk.asset_id == Asset.id).where(Risk.version_id == version.id)
    answered = set(db.session.scalars(select(Answer.question).where(Answer.version_id == version.id)))
    quoting = {
        quote: tuple(key for key in keys if key in answered)
        for quote, keys in _quoting(version.assessment.kind).items()
    }
    assets: dict[int, str] = dict(db.session.execute(query).all())
    return About(scales_of(version), assets, quoting)


@cache
def _quoting(kind: str) -> dict[Quote, tuple[str, ...]]:
    found: defaultdict[Quote, list[str]] = defaultdict(list)
    for question in load_questionnaire(kind).questions:
        for quote in question.quotes:
            found[quote].append(question.id)
    return {quote: tuple(keys) for quote, keys in found.items()}
