"""Verifying a PDF that somebody brings: valid only with our unbroken signature, over bytes that are on file."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from riskapp.assessments.models import Version
from riskapp.database import db
from riskapp.decisions.surroundings import organisation_key
from riskapp.errors import N_
from riskapp.reports.models import ConsultationPackage, SignedReport
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
class VerifiedReport:
    """The answer. `reason` is a message id with `values`, None where `valid`; `on_file` None where nothing is."""

    valid: bool
    signature: Verification
    on_file: OnFile | None
    reason: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.signature) if self.reason is None else self.reason % self.values


def verify_report(pdf: bytes) -> VerifiedReport:
    """Whether `pdf` is a report that this organisation signed and has on file. Reads only; the file is not kept.

    Raises Unready where the organisation's key cannot be read.
    """
    signature = verify(pdf, [organisation_key().root])
    on_file = _on_file(hashlib.sha256(pdf).hexdigest())
    if not signature.valid:
        return VerifiedReport(False, signature, on_file, signature.reason, signature.values)
    if on_file is None:
        return VerifiedReport(False, signature, None, NOT_ON_FILE)
    return VerifiedReport(True, signature, on_file)


def _on_file(sha256: str) -> OnFile | None:
    found: SignedReport | ConsultationPackage | None = db.session.scalar(
        select(SignedReport).where(SignedReport.sha256 == sha256)
    ) or db.session.scalar(select(ConsultationPackage).where(ConsultationPackage.sha256 == sha256))
    return None if found is None else _told(found, db.session.get_one(Version, found.version_id))


def _told(report: SignedReport | ConsultationPackage, version: Version) -> OnFile:
    return OnFile(
        report.id,
        version.assessment_id,
        version.id,
        version.number,
        version.title,
        version.assessment.kind,
        version.state,
        report.file_name,
    )
