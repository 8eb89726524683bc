"""A checkpoint on its way: as a line of a file that only grows, and as a message to a log server (syslog)."""

import base64
import json
import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

_PATIENCE = 5.0
"""So many seconds a log server may take to answer."""
_AUTHPRIV_INFO = 10 * 8 + 6


def to_file(path: Path, note: str, token: bytes = b"") -> None:
    """One line more, on the disk before it counts as sent; raises OSError where neither file nor folder is there."""
    line = {"note": note, **({"token": base64.b64encode(token).decode()} if token else {})}
    handle = os.open(str(path), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    with os.fdopen(handle, "ab") as file:
        # A disk that was full may have left half a line, which must not swallow this one.
        file.write((b"" if _is_whole(path) else b"\n") + json.dumps(line).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _is_whole(path: Path) -> bool:
    """Whether the file ends with a line; one that may only be added to, and not read, is taken for torn."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 1))
            return file.read(1) in (b"", b"\n")
    except PermissionError:
        return False


def to_log_server(address: str, note: str) -> None:
    """One message of RFC 5424: over TCP with its length in front (RFC 6587, section 3.4.1), else a datagram.

    Raises OSError where the server cannot be reached, which a datagram seldom tells.
    """
    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    told = json.dumps({"note": note})
    line = f"<{_AUTHPRIV_INFO}>1 {at} {socket.gethostname()} riskapp - trail-checkpoint - {told}".encode()
    parts = urlsplit(address)
    server = (parts.hostname or "", parts.port or 514)
    if parts.scheme == "tcp":
        with socket.create_connection(server, timeout=_PATIENCE) as stream:
            stream.sendall(f"{len(line)} ".encode() + line)
        return
    family, kind, protocol, _, found = socket.getaddrinfo(*server, type=socket.SOCK_DGRAM)[0]
    with socket.socket(family, kind, protocol) as datagrams:
        datagrams.settimeout(_PATIENCE)
        datagrams.connect(found)
        datagrams.send(line)
