"""Whether the trail holds: the check on a page, checkpoints and where their copies are, what to take elsewhere."""

import io
import tempfile
from datetime import datetime
from pathlib import Path

from flask import Blueprint, Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.audit.checking import exported
from riskapp.audit.queries import checkpoints
from riskapp.audit.second_places import FILE, STAMP, STAMPED_FILE, SYSLOG
from riskapp.audit.trail_key import stored_key
from riskapp.database import db
from riskapp.decisions.trail.trail_check import check_everything
from riskapp.decisions.trail.trail_points import checkpoint_in
from riskapp.errors import N_, Invalid
from riskapp.proof.notes import Checkpoint
from riskapp.proof.packing import pack
from riskapp.proof.reading import read_lines
from riskapp.proof.telling import answer
from riskapp.proof.walking import Found
from riskapp.web.formatting import moment, word
from riskapp.web.guard import allow
from riskapp.web.sizes import takes_file

blueprint = Blueprint("proof", __name__)

PLACES = {
    FILE: N_("file"),
    SYSLOG: N_("log server"),
    STAMP: N_("time-stamp service"),
    STAMPED_FILE: N_("file, with time stamp"),
}
NAMES = {
    "actor_name": N_("Who did it"),
    "subject_id": N_("The id of what it is about"),
    "subject_label": N_("The name of what it is about"),
    "before": N_("What it was before"),
    "after": N_("What it is after"),
}
_MOST_STAMPS = 500
"""Judging one takes some milliseconds, and somebody waits for the page."""
_MOMENTS = {"at", "said", "since"}
_NO_COPY = N_("This file holds no checkpoints. Choose the file that RISKAPP_TRAIL_FILE names, or a signed report.")


@blueprint.get("/audit/proof")
@allow(Permission.VIEW_AUDIT)
def page() -> ResponseReturnValue:
    """What stands, without the check, which reads the whole trail."""
    return _page()


@blueprint.post("/audit/proof")
@allow(Permission.VIEW_AUDIT)
@takes_file
def check() -> ResponseReturnValue:
    """Check now, against the copies that somebody brings where there are any. Nothing is kept."""
    sent = request.files.get("kept")
    try:
        kept = _kept(sent.stream.read()) if sent is not None and sent.filename else []
    except (ValueError, KeyError, TypeError, Invalid):
        return _page(error=gettext(_NO_COPY)), 422
    found = check_everything(kept, most=_MOST_STAMPS)
    return _page(found=found)


@blueprint.get("/audit/trail.jsonl")
@allow(Permission.VIEW_AUDIT)
def export() -> Response:
    """The whole trail as a file for the check that needs no riskapp."""
    answered = Response(stream_with_context(exported()), mimetype="application/jsonl")
    answered.headers["Content-Disposition"] = 'attachment; filename="trail.jsonl"'
    return answered


@blueprint.get("/audit/verify-trail.pyz")
@allow(Permission.VIEW_AUDIT)
def verifier() -> Response:
    """That check itself, as one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "verify_trail.pyz"
        pack(path)
        answered = Response(path.read_bytes(), mimetype="application/zip")
    answered.headers["Content-Disposition"] = 'attachment; filename="verify_trail.pyz"'
    return answered


def _page(found: Found | None = None, error: str = "") -> str:
    return render_template(
        "audit/proof.html",
        found=found,
        bent=found is not None and any(not one.kind.startswith("stamp_") for one in found.faults),
        said=[] if found is None else list(map(_said, answer(found))),
        error=error,
        checkpoints=checkpoints(),
        key=stored_key(db.session()),
        places={name: gettext(word) for name, word in PLACES.items()},
    )


def _said(part: tuple[str, dict[str, object]]) -> str:
    text, values = part
    shown = dict(values)
    if "name" in shown:
        shown["name"] = gettext(NAMES[str(shown["name"])])
    if "step" in shown:
        shown["step"] = word(str(shown["step"]))
    for name in _MOMENTS.intersection(shown):
        if isinstance(shown[name], str):
            shown[name] = _moment(str(shown[name]))
    return gettext(text) % shown


def _moment(at: str) -> str:
    """The time that a checkpoint names; one that somebody brings may say anything there."""
    try:
        return moment(datetime.fromisoformat(at))
    except ValueError:
        return at


def _kept(sent: bytes) -> list[Checkpoint]:
    """A checkpoint a line, or the one of a report; raises Invalid, ValueError, KeyError or TypeError where none is."""
    if sent.startswith(b"%PDF"):
        return [checkpoint_in(sent)]
    return read_lines(io.StringIO(sent.decode("utf-8")))
