"""Parts of the estate that approvals rest on, stored once each under their fingerprint."""

import zlib
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.assessments.models import SlicePart
from riskapp.staleness.slices import Part


def keep_parts(session: Session, parts: Iterable[Part]) -> None:
    """Add those that are not there yet."""
    by_fingerprint = {one.fingerprint: one for one in parts}
    known = set(session.scalars(select(SlicePart.fingerprint).where(SlicePart.fingerprint.in_(by_fingerprint))))
    for fingerprint, part in by_fingerprint.items():
        if fingerprint not in known:
            session.add(SlicePart(fingerprint=fingerprint, packed=zlib.compress("\n".join(part.rows).encode())))


def rows_of(session: Session, fingerprint: str) -> list[str]:
    """The row texts of a part that is kept."""
    text = zlib.decompress(session.get_one(SlicePart, fingerprint).packed).decode()
    return text.split("\n") if text else []
