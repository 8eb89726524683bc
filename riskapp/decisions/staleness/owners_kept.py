"""The owners that a slice was kept with: commitments in its body, the names beside it, as of any content (ADR 18)."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.assessments.models import ContentPerson, EstateSlice
from riskapp.assessments.persons import Person, reference_in
from riskapp.staleness.owners import Owners

OWNERS = "owners"
"""The key in the body of a slice: the owner of each system of the scope, by its id."""


def to_be_kept(owners: Owners) -> dict[str, str]:
    """With each name marked as one."""
    return {key: Person(name) if name else "" for key, name in owners.items()}


def owners_then(session: Session, slices: Iterable[EstateSlice]) -> dict[int, Owners]:
    """By the id of each slice; without those whose name was erased since, of whom nothing can be compared any more."""
    kept = list(slices)
    fingerprints = {one.fingerprint for one in kept}
    query = select(ContentPerson.digest, ContentPerson.name).where(ContentPerson.content_hash.in_(fingerprints))
    names = {row.digest: row.name for row in session.execute(query) if row.name}
    return {one.id: _of(one, names) for one in kept}


def _of(one: EstateSlice, names: dict[str, str]) -> Owners:
    found = dict[str, str]()
    for key, value in one.body.get(OWNERS, {}).items():
        digest = reference_in(value)
        if digest is None or digest in names:
            found[key] = value if digest is None else names[digest]
    return found
