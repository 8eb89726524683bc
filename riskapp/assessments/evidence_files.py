"""Files that show that a measure is done: kept as they came, read back only as downloads, taken away with a trace."""

import hashlib
import mimetypes
import re
import unicodedata

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from riskapp.accounts.authority import log
from riskapp.accounts.permissions import Actor
from riskapp.assessments.models import EvidenceFile, Measure, RegisteredMeasure, Version
from riskapp.assessments.registered import may_read_registered, note_writer, subject_of_registered, writing_registered
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now
from riskapp.errors import N_, Invalid, NotFound

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 50
LONGEST_NAME = 120

_GONE = N_("That file was taken away, or it is not open to you.")
_ODD = re.compile(r'[\\/:*?"<>|]')


def attach_file(actor: Actor, registered_id: int, name: str, content: bytes) -> int:
    """Keep a file with a registered measure; returns its id.

    Raises Invalid with the field `file` where it is empty, too large, there already, or one too many.
    """
    with writing_registered(actor, registered_id) as (session, registered):
        _check(content)
        if len(registered.evidence) >= MOST_FILES:
            raise Invalid(N_("It has %(most)s files already. Take one away first."), field="file", most=MOST_FILES)
        kept = EvidenceFile(
            name=clean_name(name),
            media_type=_media_type(name),
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            at=now(),
            user_id=actor.id,
            by_name=actor.name,
        )
        if any(one.sha256 == kept.sha256 and one.name == kept.name for one in registered.evidence):
            raise Invalid(N_("This very file is attached already."), field="file")
        registered.evidence.append(kept)
        note_writer(session, actor, registered_id)
        after = {"file_name": kept.name, "size": kept.size, "sha256": kept.sha256}
        log(session, actor, Action.EVIDENCE_FILE_ATTACHED, subject_of_registered(registered), after=after)
        session.flush()
        return kept.id


def remove_file(actor: Actor, file_id: int) -> int:
    """Take a file away; the trail keeps its name and fingerprint. Returns the registered measure's id."""
    registered_id = db.session.scalar(select(EvidenceFile.registered_id).where(EvidenceFile.id == file_id))
    if registered_id is None:
        raise NotFound(_GONE)
    with writing_registered(actor, registered_id) as (session, registered):
        kept = next((one for one in registered.evidence if one.id == file_id), None)
        if kept is None:
            raise NotFound(_GONE)
        _refuse_signed(session, registered, kept)
        note_writer(session, actor, registered_id)
        before = {"file_name": kept.name, "size": kept.size, "sha256": kept.sha256}
        log(session, actor, Action.EVIDENCE_FILE_REMOVED, subject_of_registered(registered), before=before)
        registered.evidence.remove(kept)
        return registered_id


def _refuse_signed(session: Session, registered: RegisteredMeasure, kept: EvidenceFile) -> None:
    """A file that a signed report names by its fingerprint stays, or the report would cite what nobody can see."""
    using = select(Measure.version_id).where(Measure.registered_id == registered.id)
    for version in session.scalars(select(Version).where(Version.id.in_(using), Version.frozen_form.is_not(None))):
        rows = [one for one in (version.frozen_form or {})["measures"] if one.get("registered") == registered.number]
        if any(file["sha256"] == kept.sha256 for row in rows for file in row.get("evidence", ())):
            raise Invalid(
                N_("The signed report of %(title)s names this file, so it stays."), field="file", title=version.title
            )


def file_to_read(actor: Actor, file_id: int) -> EvidenceFile:
    """A file with its bytes; raises NotFound where it is gone or not open to the actor."""
    query = select(EvidenceFile).where(EvidenceFile.id == file_id).options(undefer(EvidenceFile.content))
    kept = db.session.scalar(query)
    if kept is None or not may_read_registered(actor, kept.registered_id):
        raise NotFound(_GONE)
    return kept


def clean_name(name: str) -> str:
    """The name of a file without its folders, and without what steers a terminal, a header or a file system."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in _ODD.sub("_", last))
    words = " ".join(plain.split()).strip(". ")
    stem, dot, ending = words.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if stem else ending
    return words[:LONGEST_NAME] or "file"


def _media_type(name: str) -> str:
    """What the name says that it is, for the reader; it is never served as that."""
    return (mimetypes.guess_type(clean_name(name))[0] or "application/octet-stream")[:100]


def _check(content: bytes) -> None:
    if not content:
        raise Invalid(N_("The file is empty. Choose another one."), field="file")
    if len(content) > MOST_BYTES:
        raise Invalid(
            N_("The file is larger than %(most)s MB. Attach a smaller one, or a note that says where it is."),
            field="file",
            most=MOST_BYTES // 1024**2,
        )
