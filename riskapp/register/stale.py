"""Which acceptances are of a risk that was changed afterwards, in versions that are not approved.

In an approved version each acceptance that carries a risk held when it was approved, and nothing changed since.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from riskapp.assessments.acceptance_criteria import still_fits
from riskapp.assessments.content_rows import measure_row, risk_row
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Acceptance, Risk, Version
from riskapp.assessments.scale_rows import scales_row
from riskapp.database import db


def stale_acceptances(versions: Sequence[Version]) -> frozenset[int]:
    """The ids of the acceptances, not withdrawn, whose risk now says something else than what was accepted."""
    by_id = {one.id: one for one in versions}
    query = (
        select(Acceptance, Risk.version_id, Risk.number)
        .join(Risk, Acceptance.risk_id == Risk.id)
        .where(Risk.version_id.in_(list(by_id)), Acceptance.withdrawn_at.is_(None))
    )
    contents: dict[int, dict[str, Any]] = {}
    found = set()
    for acceptance, version_id, number in db.session.execute(query):
        if version_id not in contents:
            contents[version_id] = _content(by_id[version_id])
        content = contents[version_id]
        risk = next(one for one in content["risks"] if one["number"] == number)
        if not still_fits(content, risk, acceptance.risk_then):
            found.add(acceptance.id)
    return frozenset(found)


def _content(version: Version) -> dict[str, Any]:
    """What an acceptance is compared with: what is frozen, or as much of the content as it takes."""
    frozen = version.frozen
    if frozen is not None:
        return frozen
    scales = scales_of(version)
    return {
        "risks": [risk_row(risk, scales) for risk in version.risks],
        "measures": [measure_row(one) for one in version.measures],
        "scales": scales_row(scales),
        "scope": [{"key": one.asset.key} for one in version.scope],
    }
