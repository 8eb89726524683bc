"""What a step states: who, in which role, did what to which content and when, as canonical JSON that can be signed."""

import json
from base64 import b64decode
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.assessments.content import canonical
from riskapp.assessments.kept_people import keep_people
from riskapp.assessments.kept_states import Why, content_kept, latest_kept
from riskapp.assessments.models import ContentPerson, Transition, Version
from riskapp.assessments.persons import KEY, Salts, as_text, commitment
from riskapp.assessments.plain import Content, time_row
from riskapp.assessments.signed_content import team_text
from riskapp.audit.trail_key import signature_holds, stored_key
from riskapp.database import db

FORMAT = 2
"""Grows when a field changes its meaning. 2: whoever took the step stands as a commitment; it was the name."""


def new_statement(session: Session, transition: Transition, version: Version) -> str:
    """The statement of a step that is about to be stored; the name of whoever takes it is kept beside it."""
    by = Salts().person(transition.actor_name)
    statement = _statement(transition, version, {"id": transition.user_id, KEY: by.digest}, FORMAT)
    keep_people(session, transition.content_hash or "", by)
    return statement


def statement_of(transition: Transition, version: Version) -> str:
    """The statement of a stored step, written anew from its row, so that the stored one can be checked.

    Fields: format, assessment (its id), kind, version (its number), act, content (SHA-256 of `signed_part` of the
    content, None for a step that took none), by {id, person} (in format 1 {id, name}), role, at (ISO 8601, UTC),
    opinion, text. The commitment `person` is the one thing that the row does not have.
    """
    by: dict[str, Any] = {"id": transition.user_id}
    digest = _signer_in(transition.statement)
    by |= {KEY: digest} if digest else {"name": transition.actor_name}
    return _statement(transition, version, by, FORMAT if digest else 1)


def _signer_in(statement: str | None) -> str | None:
    """The commitment in a stored statement; None where an older one has the name."""
    found: str | None = json.loads(statement or "{}").get("by", {}).get(KEY)
    return found


def _statement(transition: Transition, version: Version, by: Content, form: int) -> str:
    said = {
        "format": form,
        "assessment": version.assessment_id,
        "kind": version.assessment.kind,
        "version": version.number,
        "act": transition.act,
        "content": transition.content_hash,
        "by": by,
        "role": transition.actor_role,
        "at": time_row(transition.at),
        "opinion": transition.opinion,
        "text": transition.text,
    }
    return canonical(said).decode()


def same_text_since(version: Version, why: Why, content: Content) -> bool | None:
    """Whether `content` has the text that the last step of this kind was taken over; None where none is on file."""
    kept = latest_kept(version, why)
    if kept is None:
        return None
    return bool(as_text(team_text(content_kept(kept))) == as_text(team_text(content)))


def unsound_steps() -> list[Transition]:
    """Steps whose row says something else than what was signed, or whose signature is not of the trail's key.

    Steps of an older riskapp have no statement and are passed over.
    """
    key = b64decode(stored_key(db.session()) or "")
    query = select(Transition, Version).join(Version, Transition.version_id == Version.id)
    found = db.session.execute(query.where(Transition.statement.is_not(None)).order_by(Transition.id))
    return [step for step, version in found if not _sound(step, version, key)]


def _sound(step: Transition, version: Version, key: bytes) -> bool:
    said = step.statement or ""
    signature = b64decode(step.signature or "")
    if said != statement_of(step, version) or not signature_holds(key, signature, said.encode()):
        return False
    digest = _signer_in(said)
    signer = db.session.get(ContentPerson, digest) if digest else None
    return digest is None or (signer is not None and _named(step, signer))


def _named(step: Transition, signer: ContentPerson) -> bool:
    """Whether the name in the row is the one that was committed to; one that was erased can say nothing."""
    return not signer.name or (signer.name == step.actor_name and commitment(signer.salt, signer.name) == signer.digest)
