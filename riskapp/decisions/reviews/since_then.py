"""What became of a decided version afterwards: who confirmed that it holds, its conditions, acceptances that ended."""

from sqlalchemy import select

from riskapp.assessments.models import EstateSlice, Version
from riskapp.assessments.plain import Content, time_row
from riskapp.database import db
from riskapp.decisions.staleness.resting import Why
from riskapp.decisions.surroundings import today


def since_then(version: Version) -> Content:
    """{confirmed, conditions, ended} of a decided version as it stands now; days and moments ISO 8601."""
    confirmed = db.session.scalars(
        select(EstateSlice)
        .where(EstateSlice.version_id == version.id, EstateSlice.why == Why.CONFIRMED)
        .order_by(EstateSlice.id)
    )
    return {
        "confirmed": [
            {"by": one.by_name, "role": one.by_role, "at": time_row(one.at), "reason": one.reason} for one in confirmed
        ],
        "conditions": [
            {
                "number": one.number,
                "text": one.text,
                "owner": one.owner,
                "due": time_row(one.due),
                "met_at": time_row(one.met_at),
                "met_by": one.met_by,
                "note": one.note,
            }
            for one in version.conditions
        ],
        "ended": _ended(version),
    }


def _ended(version: Version) -> list[Content]:
    """The acceptances that were withdrawn after the decision, or have run out by now."""
    decided_at = max(one.at for one in version.transitions)
    return [
        {
            "risk": risk.number,
            "owner": one.owner_name,
            "until": time_row(one.until),
            "withdrawn_at": time_row(one.withdrawn_at),
            "withdrawn_by": one.withdrawn_by,
            "reason": one.withdrawn_reason,
        }
        for risk in version.risks
        for one in risk.acceptances
        if (one.withdrawn_at > decided_at if one.withdrawn_at else one.until < today())
    ]
