"""The check as a program of its own: `python verify_trail.pyz TRAIL [KEPT ...] [--key KEY] [--stamps FOLDER]`."""

import argparse
import base64
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path

from riskapp.proof.notes import Checkpoint
from riskapp.proof.reading import read_kept, read_trail
from riskapp.proof.stamps import hold_to_stamps
from riskapp.proof.telling import told
from riskapp.proof.walking import Fault, walk

_TRAIL = "what `riskapp audit export` wrote, or the SQLite database of an instance"
_KEPT = "files with checkpoints that were kept elsewhere"
_KEY = "the trail's public key as a report prints it; without it that of the file is believed"
_STAMPS = "write each time stamp with its note to this folder, for `openssl ts -verify`"


def main(arguments: list[str] | None = None) -> int:
    """Read, check and tell; returns the exit status: 0 it holds, 1 it was bent, 2 it cannot be read."""
    parser = argparse.ArgumentParser(prog="verify_trail.pyz", description="Check an audit trail of riskapp.")
    parser.add_argument("trail", type=Path, help=_TRAIL)
    parser.add_argument("kept", type=Path, nargs="*", help=_KEPT)
    parser.add_argument("--key", default="", help=_KEY)
    parser.add_argument("--stamps", type=Path, metavar="FOLDER", help=_STAMPS)
    asked = parser.parse_args(arguments)
    try:
        trail = read_trail(asked.trail)
        checkpoints = [*trail.checkpoints, *(one for path in asked.kept for one in read_kept(path))]
        key = base64.b64decode(asked.key or trail.key, validate=True)
    except (OSError, ValueError, KeyError, TypeError, sqlite3.Error) as fault:
        sys.stderr.write(f"This cannot be read as a trail: {fault}\n")
        return 2
    if asked.stamps is not None and (why := _written(checkpoints, asked.stamps)):
        sys.stderr.write(f"The time stamps cannot be written: {why}\n")
        return 2
    found = walk(trail.rows, checkpoints, key)
    if trail.unsealed:
        found.faults.append(Fault("unsealed", {"count": trail.unsealed}))
    hold_to_stamps(found, checkpoints)
    sys.stdout.write("".join(f"{line}\n" for line in told(found)))
    return 1 if found.faults else 0


def _written(checkpoints: Iterable[Checkpoint], folder: Path) -> str:
    """Write each note and the answer of the service to it, as they came, as two files; returns why not, or nothing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in checkpoints:
            if one.token:
                (folder / f"checkpoint-{one.size}.note").write_bytes(one.note)
                (folder / f"checkpoint-{one.size}.tsr").write_bytes(one.token)
    except OSError as fault:
        return str(fault)
    return ""
