"""Paths among the arguments, and writing to one."""

from pathlib import Path
from typing import Any

import click

from riskapp.errors import N_, Invalid


class NamedPath(click.Path):
    """A path that was given a name: an empty one would mean the folder that one happens to stand in."""

    def __init__(self, **rules: Any) -> None:
        super().__init__(path_type=Path, **rules)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; fails for an empty word."""
        if not str(value):
            self.fail("it is empty: write a path.", param, ctx)
        return super().convert(value, param, ctx)


def write(path: Path, content: bytes) -> None:
    """Write `content` to `path`; a file that does not become whole is not left there. Raises Invalid."""
    new = not path.exists()
    try:
        path.write_bytes(content)
    except OSError as error:
        if new:
            path.unlink(missing_ok=True)
        raise Invalid(N_("%(path)s cannot be written: %(why)s."), path=path, why=error.strerror) from error
