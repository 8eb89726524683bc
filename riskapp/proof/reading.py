"""A trail from a file: an export, or the SQLite database of an instance itself; and checkpoints kept elsewhere."""

import base64
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riskapp.proof.hashing import COMMITTED, Row
from riskapp.proof.notes import Checkpoint, read_note

_ROWS = """
SELECT audit_event.id AS event, audit_seal.number, at, actor_id AS actor, action, subject_kind, actor_name, subject_id,
       subject_label, "before", "after", commitments, previous, digest, salts
FROM audit_event
LEFT JOIN audit_seal ON audit_seal.event_id = audit_event.id
LEFT JOIN audit_salt ON audit_salt.event_id = audit_event.id
ORDER BY audit_seal.number
"""
_NOTES = """
SELECT note, answer
FROM trail_checkpoint
LEFT JOIN trail_checkpoint_copy AS copy ON copy.size = trail_checkpoint.size AND copy.answer IS NOT NULL
ORDER BY trail_checkpoint.size
"""


@dataclass(frozen=True)
class Trail:
    """Events in order, checkpoints, the public key in base64, and how many events have no place in the chain."""

    rows: list[Row]
    checkpoints: list[Checkpoint]
    key: str
    unsealed: int


def read_trail(path: Path) -> Trail:
    """The trail in a file; raises OSError, ValueError, KeyError, TypeError or sqlite3.Error where there is none."""
    with path.open("rb") as file:
        return _of_database(path) if file.read(6) == b"SQLite" else _of_export(path)


def read_kept(path: Path) -> list[Checkpoint]:
    """The checkpoints in a file that has one a line, as JSON with a `note`; raises as `read_trail`."""
    with path.open(encoding="utf-8") as file:
        return read_lines(file)


def read_lines(lines: Iterable[str]) -> list[Checkpoint]:
    """The checkpoints in lines of JSON. A line that a full disk cut off is passed over: it was sent once more.

    Raises ValueError where none is whole, KeyError or TypeError where one says something else.
    """
    wanted = [line for line in lines if line.strip()]
    found = [told for line in wanted if (told := _json_or_none(line)) is not None]
    if not found:
        raise ValueError("no line of it is a checkpoint")
    return [read_line(told, kept=True) for told in found]


def _json_or_none(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        if line.lstrip().startswith("{") and not line.rstrip().endswith("}"):
            return None
        raise


def read_line(line: dict[str, str], *, kept: bool = False) -> Checkpoint:
    """A checkpoint as a line of JSON has it: its `note`, and the `token` in base64 where it has one."""
    return read_note(line["note"], kept=kept, token=base64.b64decode(line.get("token") or "", validate=True))


def _of_database(path: Path) -> Trail:
    with sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True) as database:
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute(_ROWS)]
        notes = [read_note(note, token=answer or b"") for note, answer in database.execute(_NOTES)]
        keys = [key for (key,) in database.execute("SELECT public_key FROM trail_key")]
    for row in rows:
        row["at"] = f"{row['at'][:19].replace(' ', 'T')}Z"
        for name in ("before", "after", "commitments", "salts"):
            row[name] = json.loads(row[name] or "null")
        row["salts"] = row["salts"] or {}
        row["values"] = {name: row[name] for name in COMMITTED}
    sealed = [row for row in rows if row["number"] is not None]
    return Trail(sealed, notes, keys[0] if keys else "", len(rows) - len(sealed))


def _of_export(path: Path) -> Trail:
    with path.open(encoding="utf-8") as file:
        head, *lines = (json.loads(line) for line in file)
    rows = [line for line in lines if "number" in line]
    notes = [read_line(line) for line in lines if "note" in line]
    return Trail(rows, notes, head["key"], head["unsealed"])
