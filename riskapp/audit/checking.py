"""The trail of this instance held to its chain, its checkpoints, and the copies that somebody brings."""

import base64
import json
from collections.abc import Iterable, Iterator

from sqlalchemy import and_, select

from riskapp.audit import sealing
from riskapp.audit.models import CheckpointCopy, TrailCheckpoint
from riskapp.audit.trail_key import signature_holds, stored_key
from riskapp.database import db
from riskapp.proof.notes import Checkpoint, read_note
from riskapp.proof.walking import Fault, Found, walk


def check_trail(kept: Iterable[Checkpoint] = (), key: str = "") -> Found:
    """What `riskapp.proof` finds in the database; `kept` are checkpoints from elsewhere.

    `key` (base64) is the public key as somebody knows it from elsewhere; without it that of the database is believed.
    Raises ValueError where `key` is none.
    """
    session = db.session()
    checkpoints = stored_checkpoints()
    public = base64.b64decode(key or stored_key(session) or "", validate=True)
    found = walk(sealing.rows(session), [*checkpoints, *kept], public, signature_holds)
    if count := sealing.unsealed(session):
        found.faults.append(Fault("unsealed", {"count": count}))
    return found


def exported() -> Iterator[str]:
    """The whole trail as lines of JSON, which the check as one file reads: its head, the events, the checkpoints."""
    session = db.session()
    yield _line({"trail": "riskapp", "key": stored_key(session) or "", "unsealed": sealing.unsealed(session)})
    for row in sealing.rows(session):
        yield _line(row)
    for one in stored_checkpoints():
        token = {"token": base64.b64encode(one.token).decode()} if one.token else {}
        yield _line({"note": one.note.decode(), **token})


def stored_checkpoints() -> list[Checkpoint]:
    """Every checkpoint in the database, with its time stamp where it has one, in order."""
    stamped = and_(CheckpointCopy.size == TrailCheckpoint.size, CheckpointCopy.answer.is_not(None))
    query = select(TrailCheckpoint.note, CheckpointCopy.answer).outerjoin(CheckpointCopy, stamped)
    rows = db.session.execute(query.order_by(TrailCheckpoint.size))
    return [read_note(note, token=answer or b"") for note, answer in rows]


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
