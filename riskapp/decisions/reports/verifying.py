"""Verifying a PDF that somebody brings: valid only with our unbroken signature, over bytes that are on file."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from riskapp.assessments.models import Version
from riskapp.database import db
from riskapp.decisions.surroundings import trust
from riskapp.errors import N_
from riskapp.reports.models import SIGNED_FILES, IssuedReport, SignedFile, StampedFile
from riskapp.reports.verification import Verification, verify

NOT_ON_FILE = N_(
    "The signature is ours and unbroken, but no report with these bytes is on file here. It may come from "
    "another instance, or from one that was restored from a backup."
)


@dataclass(frozen=True, slots=True)
class OnFile:
    """What riskapp has on file under the PDF's fingerprint."""

    report_id: int
    assessment_id: int
    version_id: int
    number: int
    title: str
    kind: str
    state: str
    file_name: str


@dataclass(frozen=True, slots=True)
class OnIssue:
    """The same of a report that belongs to no assessment; `title` is in the report's language."""

    report_id: int
    kind: str
    title: str
    file_name: str


@dataclass(frozen=True, slots=True)
class VerifiedReport:
    """The answer. `reason` is a message id with `values`, None where `valid`; `on_file` None where nothing is."""

    valid: bool
    signature: Verification
    on_file: OnFile | OnIssue | None
    reason: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.signature) if self.reason is None else self.reason % self.values


def verify_report(pdf: bytes) -> VerifiedReport:
    """Whether `pdf` is a report that this organisation signed and has on file. Reads only; the file is not kept.

    Raises Unready where what verification trusts cannot be read.
    """
    signature = verify(pdf, trust())
    on_file = _on_file(hashlib.sha256(pdf).hexdigest())
    if not signature.valid:
        return VerifiedReport(False, signature, on_file, signature.reason, signature.values)
    if on_file is None:
        return VerifiedReport(False, signature, None, NOT_ON_FILE)
    return VerifiedReport(True, signature, on_file)


def _on_file(sha256: str) -> OnFile | OnIssue | None:
    """What is on file with these bytes: as it was signed, or with the time stamps that came later."""
    found = _with_bytes(sha256)
    if found is None:
        return None
    if isinstance(found, IssuedReport):
        return OnIssue(found.id, found.kind, found.title, found.file_name)
    version = db.session.get_one(Version, found.version_id)
    return OnFile(
        found.id,
        version.assessment_id,
        version.id,
        version.number,
        version.title,
        version.assessment.kind,
        version.state,
        found.file_name,
    )


def _with_bytes(sha256: str) -> SignedFile | None:
    stamped = db.session.scalar(select(StampedFile).where(StampedFile.sha256 == sha256))
    for model, column in SIGNED_FILES.items():
        wanted = model.sha256 == sha256 if stamped is None else model.id == getattr(stamped, column)
        found = db.session.scalar(select(model).where(wanted))
        if isinstance(found, SignedFile):
            return found
    return None
