"""Issued reports as accessible web pages, built from the content that lies in the signed file."""

from collections.abc import Sequence

from riskapp.accounts.permissions import Actor
from riskapp.decisions.recomputing.report import content_in
from riskapp.decisions.reports.report_pages import ReportPage, signed_original
from riskapp.decisions.surroundings import surroundings
from riskapp.issuing.kinds import KINDS
from riskapp.issuing.on_file import issued_file, issued_row
from riskapp.reports.assessment.reader import Reader
from riskapp.reports.enclosures import enclosures_of
from riskapp.reports.screen import build_html


def issued_page(actor: Actor, number: int, address: str = "", sheets: Sequence[str] = ()) -> ReportPage:
    """The page of an issued report; `address` is where its PDF is found, `sheets` where its style is.

    Raises NotFound where there is none or the actor may not read all that it tells.
    """
    row = issued_row(actor, number)
    file, zone = issued_file(actor, number), surroundings().zone
    _, content = content_in(enclosures_of(file.pdf))
    report = KINDS[row.kind].report(content, Reader(content["language"], zone), row.content_sha256)
    original = signed_original(file.name, address, file.pdf, content["language"])
    html = build_html(report, row.signed_at.astimezone(zone), original, sheets)
    return ReportPage(file.name.removesuffix(".pdf") + ".html", html)
