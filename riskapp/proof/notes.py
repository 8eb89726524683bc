"""A checkpoint as a signed note (C2SP tlog-checkpoint and signed-note): how it is written, and read again."""

import base64
import hashlib
from dataclasses import dataclass

_ED25519 = b"\x01"
_DASH = "\u2014"


@dataclass(frozen=True)
class Checkpoint:
    """What a note says: at the time `at` (ISO 8601, UTC) the trail `origin` had `size` events with this root.

    `signed` are the bytes that `signature` (64 bytes) is over; `key` the four bytes that name the key. `kept` says
    that this copy was kept outside the database. `note` is the whole as it was written, and `token` what a time-stamp
    service answered to it (RFC 3161), empty without one. `stamp` names the newest such answer before this checkpoint:
    over how many events, and its SHA-256.
    """

    origin: str
    size: int
    root: bytes
    at: str
    signed: bytes
    key: bytes
    signature: bytes
    kept: bool = False
    note: bytes = b""
    token: bytes = b""
    stamp: tuple[int, str] | None = None


def origin_of(public_key: bytes) -> str:
    """The name of the trail that this key (32 bytes) signs."""
    return f"riskapp/{hashlib.sha256(public_key).hexdigest()[:16]}"


def key_id(origin: str, public_key: bytes) -> bytes:
    """Four bytes that a note names its key with."""
    return hashlib.sha256(origin.encode() + b"\n" + _ED25519 + public_key).digest()[:4]


def body_of(origin: str, size: int, root: bytes, at: str, stamp: tuple[int, str] | None = None) -> str:
    """The text that is signed; from the fourth on its lines are ours, and readers of notes pass over them."""
    named = "" if stamp is None else f"stamp {stamp[0]} {stamp[1]}\n"
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\ntime {at}\n{named}"


def note_of(body: str, public_key: bytes, signature: bytes) -> str:
    """The body with its signature."""
    origin = body.partition("\n")[0]
    packed = base64.b64encode(key_id(origin, public_key) + signature).decode()
    return f"{body}\n{_DASH} {origin} {packed}\n"


def read_note(note: str, *, kept: bool = False, token: bytes = b"") -> Checkpoint:
    """The checkpoint in a note; raises ValueError where it is none. Whether the signature holds is another question."""
    body, _, signatures = str(note).strip().partition("\n\n")
    origin, size, root, *more = [*body.split("\n"), "", ""]
    name, _, packed = signatures.split("\n")[0].removeprefix(f"{_DASH} ").partition(" ")
    raw, top = base64.b64decode(packed, validate=True), base64.b64decode(root, validate=True)
    if name != origin or len(raw) != 68 or len(top) != 32 or not size.isdecimal():
        raise ValueError("this is no checkpoint of a trail")
    at = next((line.removeprefix("time ") for line in more if line.startswith("time ")), "")
    signed, written = f"{body}\n".encode(), str(note).encode()
    return Checkpoint(origin, int(size), top, at, signed, raw[:4], raw[4:], kept, written, token, _stamp(more))


def _stamp(lines: list[str]) -> tuple[int, str] | None:
    """The answer of a time-stamp service that a note names; None where it names none."""
    named = next((line.split(" ") for line in lines if line.startswith("stamp ")), [])
    return (int(named[1]), named[2]) if len(named) == 3 and named[1].isdecimal() else None
