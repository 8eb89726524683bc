"""Signing the trail of the running instance with its key, and sending the copies to the places that it has set."""

import json
from base64 import b64encode

from flask import current_app
from sqlalchemy.orm import Session

from riskapp.assessments.content import canonical
from riskapp.assessments.plain import Content, time_row
from riskapp.audit.checkpoints import checkpoint
from riskapp.audit.models import CheckpointCopy, TrailCheckpoint
from riskapp.audit.second_places import SecondPlaces, send_waiting
from riskapp.audit.trail_key import load_key, stored_key
from riskapp.database import db
from riskapp.decisions.recomputing.report import content_in
from riskapp.decisions.reports.sealing import reason_of
from riskapp.decisions.surroundings import timestamp_url, trust
from riskapp.errors import N_, Invalid, Unready
from riskapp.proof.notes import Checkpoint, read_note
from riskapp.reports.attachments import Attachment
from riskapp.reports.enclosures import enclosures_of
from riskapp.reports.tokens import stamp_over
from riskapp.settings import Settings

CHECKPOINT = "checkpoint.json"


def sign_trail() -> TrailCheckpoint | None:
    """A checkpoint over everything that is written so far; None where nothing is. Raises Unready without the key."""
    return checkpoint(_settings().keys, _places().names())


def sign_what_was_decided() -> None:
    """The same right after a decision, which stands whether this succeeds or not: the hourly job makes good for it."""
    try:
        sign_trail()
    except Unready:
        current_app.logger.exception("The decision is stored, but the trail could not be signed after it.")


def trail_row(point: TrailCheckpoint | None) -> Content | None:
    """A checkpoint as a decided content has it, so that the report of a decision anchors the trail before it."""
    if point is None:
        return None
    key = stored_key(db.session()) or ""
    return {"events": point.size, "at": time_row(point.at), "root": point.root, "key": key, "note": point.note}


def checkpoint_file(row: Content | None, description: str) -> tuple[Attachment, ...]:
    """A checkpoint as a file in a PDF whose content has none."""
    if row is None:
        return ()
    return (Attachment(CHECKPOINT, "application/json", description, canonical({"trail": row})),)


def signature_of(session: Session, statement: str) -> str:
    """The trail's signature (base64) of what somebody states with a step. Raises Unready without the key."""
    return b64encode(load_key(session, _settings().keys).sign(statement.encode())).decode()


def checkpoint_in(pdf: bytes) -> Checkpoint:
    """The checkpoint that a report carries and prints: a copy that was kept elsewhere wherever the report was.

    Raises Invalid where the PDF cannot be read or carries none. Whether the report is genuine does not matter here:
    the checkpoint has a signature of its own.
    """
    found = enclosures_of(pdf)
    try:
        # A package for the authority has one of its own, newer than that of the content in it.
        told = json.loads(found.files[CHECKPOINT]) if CHECKPOINT in found.files else content_in(found)[1]
        return read_note(told["trail"]["note"], kept=True)
    except (KeyError, TypeError, ValueError) as fault:
        raise Invalid(N_("This report carries no checkpoint of the audit trail.")) from fault


def deliver_copies() -> list[CheckpointCopy]:
    """Send the copies that wait; returns those that still do."""
    return send_waiting(_places())


def _places() -> SecondPlaces:
    return SecondPlaces(_settings().trail_file, _settings().trail_syslog, _stamped if timestamp_url() else None)


def _stamped(note: bytes) -> bytes:
    """What the time-stamp service answers; raises ValueError with the reason, as the queue keeps it."""
    try:
        return stamp_over(note, timestamp_url(), trust())
    except Unready as fault:
        raise ValueError(reason_of(fault)) from fault


def _settings() -> Settings:
    found: Settings = current_app.extensions["riskapp.settings"]
    return found
