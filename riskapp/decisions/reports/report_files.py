"""Reports as files: the signed one of a decision, the draft of what is not decided, and the stored bytes again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import may_read
from riskapp.assessments.content import fingerprint
from riskapp.assessments.models import Version
from riskapp.assessments.states import decided
from riskapp.database import db, now
from riskapp.decisions.evidence.measure_effects import content_with_standing
from riskapp.decisions.reports.enclosing import enclosed
from riskapp.decisions.reports.sealing import Sealed, sealed
from riskapp.decisions.reviews.since import with_since
from riskapp.decisions.surroundings import surroundings
from riskapp.errors import N_, NotFound
from riskapp.reports.assessment.report import Frame, assessment_report, decision_in_words, reader_of
from riskapp.reports.assessment.signers import signers_of
from riskapp.reports.content import Report
from riskapp.reports.models import SignedFile, SignedReport
from riskapp.reports.pages import build_pdf

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A PDF with the name that it is saved under."""

    name: str
    pdf: bytes


def file_name(content: Content, *, draft: bool = False) -> str:
    """DPIA-12-v1.pdf, the same in every language and on every file system; a draft says so."""
    mark = "-draft" if draft else ""
    return f"{content['kind'].upper()}-{content['assessment']}-v{content['number']}{mark}.pdf"


def content_to_read(version: Version) -> Content:
    """What a reader of the report gets: the frozen content of a decided version, else what is written now."""
    frozen: Content | None = version.frozen
    return with_since(version, content_with_standing(version)) if frozen is None else frozen


def content_alone(version: Version) -> Content:
    """The same without what changed since the version before, which takes a while to find under a large estate."""
    frozen: Content | None = version.frozen
    return content_with_standing(version) if frozen is None else frozen


def report_of(version: Version) -> Report:
    """The report of a version as it stands; a draft unless it is decided."""
    return _report(content_to_read(version), draft=not decided(version.state))


def sealed_report(content: Content, at: datetime) -> Sealed:
    """The report of a decided content, signed at `at` (aware) for who submitted it, who advised and who decided."""
    here = surroundings()
    local = at.astimezone(here.zone)
    pdf = build_pdf(_report(content, draft=False), local, enclosed(content))
    signers = signers_of(content, reader_of(content, _frame(content, draft=False)), decision_in_words(content))
    return sealed(pdf, signers, local)


def report_file(actor: Actor, version_id: int) -> ReportFile:
    """The PDF of a version: the stored bytes of a signed one, with its time stamps once they are there, or a draft.

    A draft is built now and kept nowhere. Raises NotFound where there is no such version or the actor may not read it.
    """
    version = db.session.get(Version, version_id)
    if version is None or not may_read(actor, version):
        raise NotFound(N_("There is no such assessment, or it is not open to you."))
    stored = signed_report_of(version.id, with_bytes=True)
    if stored is not None:
        return ReportFile(stored.file_name, newest_bytes(stored))
    content = content_to_read(version)
    draft = build_pdf(_report(content, draft=True), now().astimezone(surroundings().zone), enclosed(content))
    return ReportFile(file_name(content, draft=True), draft)


def newest_bytes(file: SignedFile) -> bytes:
    """The stored bytes of a signed file: those with the time stamps that came later, where they came."""
    return file.pdf if file.stamped is None else file.stamped.pdf


def signed_report_of(version_id: int, *, with_bytes: bool = False) -> SignedReport | None:
    """The report on file of a version, or None; its bytes are read from the database only when they are wanted."""
    query = select(SignedReport).where(SignedReport.version_id == version_id)
    return db.session.scalar(query.options(undefer(SignedReport.pdf)) if with_bytes else query)


def signed_reports(actor: Actor, text: str = "") -> Sequence[tuple[SignedReport, Version]]:
    """The reports on file that the actor may read, newest first; `text` is found in title, file name and signer."""
    query = select(SignedReport, Version).join(Version, SignedReport.version_id == Version.id)
    for word in text.split():
        query = query.where(
            Version.title.icontains(word, autoescape=True)
            | SignedReport.file_name.icontains(word, autoescape=True)
            | SignedReport.signed_by.icontains(word, autoescape=True)
            | SignedReport.sha256.startswith(word.casefold(), autoescape=True)
        )
    rows = db.session.execute(query.order_by(SignedReport.signed_at.desc(), SignedReport.id.desc()))
    return [(report, version) for report, version in rows if may_read(actor, version)]


def _report(content: Content, *, draft: bool) -> Report:
    return assessment_report(content, _frame(content, draft=draft))


def _frame(content: Content, *, draft: bool) -> Frame:
    here = surroundings()
    return Frame(here.organisation, here.zone, draft, fingerprint(content))
