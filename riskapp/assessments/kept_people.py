"""Keeping the names of a content beside it, and joining them to it again when it is read: one query a content."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.assessments.models import ContentPerson
from riskapp.assessments.persons import joined, people_in


def keep_people(session: Session, content_hash: str, *values: Any) -> None:
    """Store salt and name of every commitment in `values`; what came already erased has nothing to store."""
    found = {one.digest: one for value in values for one in people_in(value) if one.digest and not one.erased}
    for digest, one in found.items():
        session.add(ContentPerson(digest=digest, content_hash=content_hash, salt=one.salt, name=str(one)))


def with_names(session: Session, content_hash: str, value: Any, language: str) -> Any:
    """What was kept under this hash, with its names."""
    rows = session.scalars(select(ContentPerson).where(ContentPerson.content_hash == content_hash))
    return joined(value, {one.digest: (one.name, one.salt) for one in rows}, language)
