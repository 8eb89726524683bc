"""Checkpoints: the trail so far, signed, so that whoever has a copy elsewhere can tell a trail that was bent.

A checkpoint writes no event: it changes nothing that people answer for, and an event of its own would ask for the next.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from riskapp.audit.models import CheckpointCopy, TrailCheckpoint
from riskapp.audit.sealing import lock, rows
from riskapp.audit.trail_key import load_key
from riskapp.database import db, now, transaction
from riskapp.proof.hashing import Tree, hashed_part
from riskapp.proof.notes import body_of, note_of, origin_of


def newest_checkpoint() -> TrailCheckpoint | None:
    """The last one, or None where there is none yet."""
    return db.session.scalar(_newest())


def newest_stamp(session: Session) -> tuple[int, bytes] | None:
    """Over how many events the newest time stamp is, and what the service answered; None where there is none."""
    stamped = select(CheckpointCopy.size, CheckpointCopy.answer).where(CheckpointCopy.answer.is_not(None))
    row = session.execute(stamped.order_by(CheckpointCopy.size.desc()).limit(1)).first()
    return None if row is None else (row.size, row.answer)


def checkpoint(keys: Path, places: Sequence[str] = ()) -> TrailCheckpoint | None:
    """Sign the trail as it stands with the key in the folder `keys`, and note the second places that wait for a copy.

    Returns the newest where nothing was written since it, None where nothing was ever written. Raises Unready where
    the key cannot be used.
    """
    with transaction() as session:
        lock(session)
        last = session.scalar(_newest())
        tree = Tree(last.size, last.peaks) if last else Tree()
        for row in rows(session, after=tree.size):
            tree.append(hashed_part(row))
        if tree.size == (last.size if last else 0):
            return last
        made = _signed(session, tree, keys)
        made.copies = [CheckpointCopy(place=place) for place in places]
        session.add(made)
    return made


def _newest() -> Select[TrailCheckpoint]:
    return select(TrailCheckpoint).order_by(TrailCheckpoint.size.desc()).limit(1)


def _signed(session: Session, tree: Tree, keys: Path) -> TrailCheckpoint:
    key, at = load_key(session, keys), now()
    public = key.public_key().public_bytes_raw()
    stamp = newest_stamp(session)
    named = None if stamp is None else (stamp[0], hashlib.sha256(stamp[1]).hexdigest())
    body = body_of(origin_of(public), tree.size, tree.root(), f"{at:%Y-%m-%dT%H:%M:%SZ}", named)
    return TrailCheckpoint(
        size=tree.size,
        at=at,
        root=tree.root().hex(),
        peaks=[peak.hex() for peak in tree.peaks],
        note=note_of(body, public, key.sign(body.encode())),
    )
