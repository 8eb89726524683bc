"""Whether what is kept is still what was hashed: contents, signed files, parts of the estate, names beside contents."""

import hashlib
import zlib
from collections.abc import Iterator

from sqlalchemy import select

from riskapp.assessments.content import fingerprint
from riskapp.assessments.models import ContentPerson, ContentSnapshot, EstateSlice, EvidenceEstate, SlicePart, Version
from riskapp.assessments.persons import commitment
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from riskapp.decisions.recomputing.slices import parts_named
from riskapp.proof.walking import Fault
from riskapp.reports.models import ConsultationPackage, IssuedReport, SignedReport, StampedFile
from riskapp.staleness.slices import fingerprint_of

SIGNED = (Action.REPORT_SIGNED, Action.REPORT_ISSUED, Action.REPORT_STAMPED, Action.PACKAGE_SIGNED)
"""The events that tell the fingerprint of a signed file."""


def bent_contents() -> Iterator[Fault]:
    """Contents, files and parts with another hash than was stored or told, and names that were changed or taken away.

    What the trail told of a signed file holds, for the trail cannot be changed with it.
    """
    yield from _bent_files()
    yield from _bent_parts()
    frozen = select(Version).where(Version.frozen_form.is_not(None)).order_by(Version.id)
    for version in db.session.scalars(frozen.execution_options(yield_per=20)):
        if fingerprint(version.frozen_form or {}) != version.frozen_hash:
            yield Fault("content", {"assessment": version.assessment_id, "version": version.number})
    yield from _bent_names()


def _bent_files() -> Iterator[Fault]:
    """Signed files whose bytes, or whose content, are not those that their event in the trail told of."""
    signed = select(AuditEvent.after).where(AuditEvent.action.in_(SIGNED))
    told = [after or {} for after in db.session.scalars(signed)]
    hashes = {after.get("sha256") for after in told}
    for kind in (SignedReport, ConsultationPackage, IssuedReport):
        rows = select(kind.file_name, kind.sha256, kind.pdf).order_by(kind.id).execution_options(yield_per=1)
        for name, sha256, pdf in db.session.execute(rows):
            if hashlib.sha256(pdf).hexdigest() != sha256 or sha256 not in hashes:
                yield Fault("file", {"name": name})
    stamped = select(StampedFile.id, StampedFile.sha256, StampedFile.pdf).execution_options(yield_per=1)
    for number, sha256, pdf in db.session.execute(stamped):
        if hashlib.sha256(pdf).hexdigest() != sha256 or sha256 not in hashes:
            yield Fault("file", {"name": f"stamped file {number}"})
    frozen = {after["frozen_hash"] for after in told if "frozen_hash" in after}
    decided = select(Version).where(Version.frozen_hash.is_not(None), Version.frozen_hash.not_in(frozen))
    for version in db.session.scalars(decided):
        yield Fault("content", {"assessment": version.assessment_id, "version": version.number})


def _bent_parts() -> Iterator[Fault]:
    """Kept states, and parts of the estate that approvals and evidence rest on, whose hash is another."""
    states = select(ContentSnapshot.id, ContentSnapshot.content, ContentSnapshot.content_hash)
    for number, content, named in db.session.execute(states.execution_options(yield_per=20)):
        if hashlib.sha256(content.encode()).hexdigest() != named:
            yield Fault("kept state", {"number": number})
    for table, key in ((SlicePart, SlicePart.fingerprint), (EvidenceEstate, EvidenceEstate.sha256)):
        for named, packed in db.session.execute(select(key, table.packed).execution_options(yield_per=20)):
            if _unpacked_hash(packed) != named:
                yield Fault("part", {"fingerprint": named})

    kept = set(db.session.scalars(select(SlicePart.fingerprint)))
    slices = select(EstateSlice.id, EstateSlice.body, EstateSlice.fingerprint).execution_options(yield_per=20)
    for number, body, named in db.session.execute(slices):
        if fingerprint_of(body) != named or not parts_named(body) <= kept:
            yield Fault("slice", {"number": number})


def _unpacked_hash(packed: bytes) -> str:
    try:
        return hashlib.sha256(zlib.decompress(packed)).hexdigest()
    except zlib.error:
        return ""


def _bent_names() -> Iterator[Fault]:
    query = select(AuditEvent.after).where(AuditEvent.action == Action.VALUES_ERASED)
    told = {digest for after in db.session.scalars(query) for digest in (after or {}).get("erased_names", ())}
    for one in db.session.scalars(select(ContentPerson).order_by(ContentPerson.digest)):
        if not one.name and one.digest not in told:
            yield Fault("name erased", {"commitment": one.digest})
        elif one.name and commitment(one.salt, one.name) != one.digest:
            yield Fault("name", {"commitment": one.digest})
