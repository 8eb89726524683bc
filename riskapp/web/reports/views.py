"""Downloading a report or reading it as a page, the list of signed ones, and checking a PDF that somebody brings."""

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.decisions.reports.report_files import report_file, signed_reports
from riskapp.decisions.reports.report_pages import report_page
from riskapp.decisions.reports.verifying import OnFile, VerifiedReport, verify_report
from riskapp.reports.screen import GLOBALS
from riskapp.web.guard import allow, signed_in, the_actor
from riskapp.web.reports import estate_page, issued
from riskapp.web.reports.blueprint import blueprint
from riskapp.web.reports.pages import answered, sheets
from riskapp.web.reports.sent import pdf_of
from riskapp.web.sizes import takes_file

MODULES = (estate_page, issued)
"""Importing them is what adds their routes."""

__all__ = ["MODULES", "blueprint"]

for _name, _function in GLOBALS.items():
    blueprint.add_app_template_global(_function, _name)


@blueprint.get("/reports")
@allow(Permission.VIEW_ASSESSMENTS)
def signed() -> ResponseReturnValue:
    """All signed reports that the person may read."""
    wanted = request.args.get("q", "").strip()
    return render_template("reports/signed.html", rows=signed_reports(the_actor(), wanted), wanted=wanted)


@blueprint.get("/reports/<int:version_id>.pdf")
@allow(Permission.VIEW_ASSESSMENTS)
def download(version_id: int) -> Response:
    """The report of a version: the signed bytes on file, or a draft that is kept nowhere."""
    return pdf_of(report_file(the_actor(), version_id))


@blueprint.get("/reports/<int:version_id>.html")
@allow(Permission.VIEW_ASSESSMENTS)
def page(version_id: int) -> Response:
    """The report of a version as a page; it names the PDF, and what its signatures reached."""
    address = url_for("reports.download", version_id=version_id)
    return answered(report_page(the_actor(), version_id, address, sheets()).html)


@blueprint.get("/verify")
@signed_in
def verify() -> ResponseReturnValue:
    """Choose a PDF to check."""
    return render_template("reports/verify.html", found=None, name="")


@blueprint.post("/verify")
@signed_in
@takes_file
def verify_file() -> ResponseReturnValue:
    """Say who signed the PDF, what and when, and whether it is the one on file. The file is not kept."""
    sent = request.files.get("pdf")
    if sent is None or not sent.filename:
        return render_template("reports/verify.html", found=None, name="", error=gettext("Choose a PDF file.")), 422
    found = verify_report(sent.stream.read())
    return render_template(
        "reports/verify.html",
        found=found,
        name=sent.filename,
        reason=_reason(found),
        assessed=isinstance(found.on_file, OnFile),
    )


def _reason(found: VerifiedReport) -> str:
    if found.reason is None:
        return ""
    return gettext(found.reason) % dict(found.values) if found.values else gettext(found.reason)
