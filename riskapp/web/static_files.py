"""Addresses of our own and installed static files, with a mark of their content so that browsers may keep them."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, url_for

from riskapp.web import guard

SCRIPTS = "js/"


def install(app: Flask) -> None:
    """Serve the files to everybody; those with a mark in their path as well."""

    @guard.public
    def static(filename: str, mark: str = "") -> Response:
        return app.send_static_file(filename)

    app.view_functions["static"] = static
    app.add_url_rule("/static/at/<mark>/<path:filename>", endpoint="static")


def file_url(app: Flask, name: str) -> str:
    """The address of static/`name`, changing whenever the file does.

    Scripts import each other by relative addresses, so that the mark of all of them stands in the path: a new release
    never runs beside parts of an old one that the browser kept.
    """
    folder = Path(app.static_folder or "")
    if name.startswith(SCRIPTS):
        return url_for("static", filename=name, mark=_mark_of_scripts(folder / SCRIPTS))
    return url_for("static", filename=name, v=_mark(folder / name))


@cache
def _mark(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


@cache
def _mark_of_scripts(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.glob("*.js")):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]
