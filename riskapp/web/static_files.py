"""Addresses of our own and installed static files, with a mark of their content so that browsers may keep them."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, url_for


def file_url(app: Flask, name: str) -> str:
    """The address of static/`name`, changing whenever the file does."""
    return url_for("static", filename=name, v=_mark(Path(app.static_folder or "") / name))


@cache
def _mark(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
