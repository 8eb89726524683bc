"""Files between preview and confirmation: kept in the instance folder, for their owner only, for a day at the most."""

import json
import os
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from riskapp.errors import N_, NotFound

KEPT_SECONDS = 24 * 60 * 60
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent: the name that it had there, and its content."""

    name: str
    data: bytes


class Uploads:
    """The kept files of one instance."""

    def __init__(self, instance: Path) -> None:
        self._folder = instance / "uploads"

    def keep(self, user_id: int | None, upload: Upload) -> str:
        """Keep a file for this person; returns the token that it is asked for with. Files older than a day go."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._remove_old()
        token = secrets.token_urlsafe(32)
        header = json.dumps({"name": upload.name}).encode() + b"\n"
        handle = os.open(self._path(user_id, token), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(header)
            file.write(upload.data)
        return token

    def get(self, user_id: int | None, token: str) -> Upload:
        """The file that this person sent. Raises NotFound where it is gone, or was somebody else's."""
        path = self._path(user_id, token)
        if not path.exists():
            raise NotFound(N_("The file is no longer here. Upload it again: it is kept for a day at the most."))
        header, _, data = path.read_bytes().partition(b"\n")
        return Upload(str(json.loads(header)["name"]), data)

    def remove(self, user_id: int | None, token: str) -> None:
        """Let go of a file; one that is gone is no fault."""
        self._path(user_id, token).unlink(missing_ok=True)

    def _path(self, user_id: int | None, token: str) -> Path:
        if not _TOKEN.fullmatch(token):
            raise NotFound(N_("The file is no longer here. Upload it again: it is kept for a day at the most."))
        # The owner is part of the name, so that a token that leaks opens nothing for anybody else.
        return self._folder / f"{user_id or 0}.{token}"

    def _remove_old(self) -> None:
        oldest = time.time() - KEPT_SECONDS
        for path in self._folder.iterdir():
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
