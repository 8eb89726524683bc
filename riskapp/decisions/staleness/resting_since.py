"""What of the estate under two versions differs: the slices that were kept of them, a draft's as it would be now."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.assessments.models import EstateSlice, Version
from riskapp.assessments.plain import Content, time_row
from riskapp.assessments.states import decided
from riskapp.database import db
from riskapp.decisions.staleness.judging import asked_of
from riskapp.decisions.staleness.owners_kept import owners_then
from riskapp.decisions.staleness.resting import Why, answered_once, questions_of, scope_of, stands_of
from riskapp.decisions.staleness.slice_parts import rows_of
from riskapp.decisions.staleness.supposing import outcome_once, standing_in
from riskapp.estate import snapshots
from riskapp.staleness.between import Held, between
from riskapp.staleness.owners import OWNER, owners_of
from riskapp.staleness.slices import own_part

MOST = 200
"""So many changes a comparison tells; the rest are counted."""


def estate_between(before: Version, after: Version) -> Content:
    """What the one rests on in the estate and the other does not: {then, now, rows, owners, more}, JSON-able.

    `then` and `now` are {estate, at}: the number of the estate's state, and when it was kept (None: as it is now); or
    None where nothing was kept, and then there are no rows. `rows` are those of `staleness.between`; the ones about the
    owner of a system stand apart in `owners`, for they are names of people. `more`: how many are left out.
    """
    session = db.session()
    told = [_resting(session, one) for one in (before, after)]
    found: Content = {
        "then": told[0] and told[0][0],
        "now": told[1] and told[1][0],
        "rows": [],
        "owners": [],
        "more": 0,
    }
    if told[0] is None or told[1] is None:
        return found
    rows = between(told[0][1], told[1][1])
    shown = rows[:MOST]
    return {
        **found,
        "rows": [one for one in shown if one["field"] != OWNER],
        "owners": [one for one in shown if one["field"] == OWNER],
        "more": len(rows) - len(shown),
    }


def _resting(session: Session, version: Version) -> tuple[Content, Held] | None:
    """The state of the estate and the rows; None for a version that was decided before slices were kept."""
    kept = _kept(session, version)
    if kept is not None:
        return {"estate": kept.estate_number, "at": time_row(kept.at)}, _held(session, kept)
    if decided(version.state):
        return None
    return {"estate": snapshots.state_number(), "at": None}, _as_it_would_be(version)


def _kept(session: Session, version: Version) -> EstateSlice | None:
    """What the decision rests on; who confirmed later that it holds did not decide anew. A draft has nothing yet."""
    if version.quoted is None and not decided(version.state):
        return None
    query = select(EstateSlice).where(EstateSlice.version_id == version.id, EstateSlice.why != Why.CONFIRMED)
    return session.scalar(query.order_by(EstateSlice.id.desc()).limit(1))


def _held(session: Session, kept: EstateSlice) -> Held:
    body: dict[str, Any] = kept.body
    asked = {risk["number"]: asked_of(risk) for risk in body["risks"]}
    parts = dict[str, frozenset[str]]()

    def rows(fingerprint: str) -> frozenset[str]:
        if fingerprint not in parts:  # scenarios that ask the same share a part
            parts[fingerprint] = frozenset(rows_of(session, fingerprint))
        return parts[fingerprint]

    supposed = {(one.risk, one.supposition.changes): rows(part) for one, part in stands_of(body, asked) if part}
    owners = owners_then(session, [kept])[kept.id]
    return Held(rows(body["own"]), {risk["number"]: rows(risk["part"]) for risk in body["risks"]}, supposed, owners)


def _as_it_would_be(version: Version) -> Held:
    snapshot, asked = snapshots.present(), questions_of(version)
    reached = {number: frozenset(answered_once(snapshot, one).part.rows) for number, one in asked.items()}
    stands = [(one, outcome_once(snapshot, one.supposition).part) for one in standing_in(version, asked)]
    supposed = {(one.risk, one.supposition.changes): frozenset(part.rows) for one, part in stands if part}
    own, owners = own_part(snapshot, scope_of(version)), owners_of(snapshot, scope_of(version))
    return Held(frozenset(own.rows), reached, supposed, owners)
