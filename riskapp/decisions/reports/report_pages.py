"""Reports as accessible web pages: the same content as the PDF, which is named with what its signatures reached."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import may_read
from riskapp.assessments.models import Version
from riskapp.assessments.states import decided
from riskapp.database import db, now
from riskapp.decisions.reports.publishing import published
from riskapp.decisions.reports.report_files import content_to_read, file_name, newest_bytes, report_of, signed_report_of
from riskapp.decisions.surroundings import surroundings, trust
from riskapp.errors import N_, NotFound
from riskapp.reports.content import Fact, Language
from riskapp.reports.screen import Original, build_html
from riskapp.reports.verification import Verification, verify
from riskapp.reports.wording import WORDS, moment


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A page with the name that it is saved under, DPIA-12-v1.html."""

    name: str
    html: str


def report_page(actor: Actor, version_id: int, address: str = "", sheets: Sequence[str] = ()) -> ReportPage:
    """The report of a version as a page; `address` is where its PDF is found, `sheets` where its style is.

    It is built anew from the frozen content, or from what is written now. Without `sheets` it opens anywhere as a
    file. Raises NotFound where there is no such version or the actor may not read it.
    """
    version = _readable(actor, version_id)
    report = report_of(version)
    at = now().astimezone(surroundings().zone)
    original = _original(version, report.language, address)
    return ReportPage(_page_name(original.name), build_html(report, at, original, sheets))


def publishable_page(actor: Actor, version_id: int, address: str = "", sheets: Sequence[str] = ()) -> ReportPage:
    """The publishable version as a page. Raises NotAllowed, NotFound."""
    version = _readable(actor, version_id)
    report = published(actor, version).report
    name = file_name(content_to_read(version), draft=report.draft).removesuffix(".pdf") + "-public.pdf"
    at = now().astimezone(surroundings().zone)
    return ReportPage(_page_name(name), build_html(report, at, Original(name, address, signed=False), sheets))


def _readable(actor: Actor, version_id: int) -> Version:
    version = db.session.get(Version, version_id)
    if version is None or not may_read(actor, version):
        raise NotFound(N_("There is no such assessment, or it is not open to you."))
    return version


def _page_name(name: str) -> str:
    return name.removesuffix(".pdf") + ".html"


def _original(version: Version, language: Language, address: str) -> Original:
    stored = signed_report_of(version.id, with_bytes=True) if decided(version.state) else None
    if stored is None:
        return Original(file_name(content_to_read(version), draft=True), address, signed=False)
    pdf = newest_bytes(stored)
    return signed_original(stored.file_name, address, pdf, language)


def signed_original(name: str, address: str, pdf: bytes, language: Language) -> Original:
    """A signed file as the page of its content names it, with what its signatures reached, checked now."""
    return Original(name, address, tuple(_told(verify(pdf, trust()), pdf, language)))


def _told(found: Verification, pdf: bytes, language: Language) -> Iterator[Fact]:
    """What the file's own signatures say, checked on the bytes that are on file."""
    words = WORDS[language]
    zone = surroundings().zone
    for number, act in enumerate(found.acts, start=1):
        place = words["signed in order"] % {"number": number, "count": len(found.acts)}
        at = [moment(act.at.astimezone(zone), language)] if act.at else []
        yield place, "\n".join([act.name, act.purpose, *at])
    if found.valid:
        attested = found.attested_at
        yield words["reached"], f"PAdES {found.level}"
        yield words["attested"], moment(attested.astimezone(zone), language) if attested else words["not attested"]
    else:
        yield words["reached"], words["not valid"]
    yield words["file hash"], hashlib.sha256(pdf).hexdigest()
