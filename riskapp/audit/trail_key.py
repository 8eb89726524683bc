"""The key that checkpoints of the trail are signed with: Ed25519, a file beside the organisation's other keys."""

import base64
import os
import stat
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.audit.models import TrailKey
from riskapp.database import now
from riskapp.errors import N_, Unready

FILE = "trail-key.pem"


def make_key(session: Session, folder: Path) -> str | None:
    """Make the key in `folder` and note its public half; returns that, or None where the trail has a key already.

    Raises Unready where the file is there and the trail knows nothing of it, or where it cannot be written.
    """
    if stored_key(session) is not None:
        return None
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / FILE
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as fault:
        raise Unready(
            N_(
                "There is a key of an audit trail at %(path)s, but this database knows nothing of it: it is older than "
                "the key. Restore the newer database, or move the file to another place to begin a new chain."
            ),
            path=str(path),
        ) from fault
    except OSError as fault:
        raise Unready(
            N_("The key of the audit trail cannot be made at %(path)s (%(why)s)."), path=str(path), why=fault.strerror
        ) from fault
    public = public_bytes(key.public_key())
    session.add(TrailKey(public_key=public, made_at=now()))
    return public


def stored_key(session: Session) -> str | None:
    """The public key (base64) that the trail has."""
    return session.scalar(select(TrailKey.public_key).order_by(TrailKey.id).limit(1))


def load_key(session: Session, folder: Path) -> Ed25519PrivateKey:
    """The private key; raises Unready where it is missing, unreadable, open to others, or another than the trail's."""
    path = folder / FILE
    try:
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise Unready(
                N_("%(path)s can be read by other users of this machine. Close it: chmod %(mode)s %(path)s"),
                path=str(path),
                mode="600",
            )
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as fault:
        raise Unready(
            N_("The key of the audit trail %(path)s cannot be read. Restore it from the backup of the keys."),
            path=str(path),
        ) from fault
    if not isinstance(key, Ed25519PrivateKey) or public_bytes(key.public_key()) != stored_key(session):
        raise Unready(
            N_("%(path)s is not the key that this audit trail was begun with. Restore it from the backup of the keys."),
            path=str(path),
        )
    return key


def public_bytes(key: Ed25519PublicKey) -> str:
    """The 32 bytes of a public key, in base64."""
    return base64.b64encode(key.public_bytes_raw()).decode()


def signature_holds(key: bytes, signature: bytes, signed: bytes) -> bool:
    """The same question as `riskapp.proof.ed25519` answers, by a library and much faster."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True
