"""Downloading a report, the list of signed ones, and checking a PDF that somebody brings."""

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.decisions.report_files import report_file, signed_reports
from riskapp.decisions.verifying import VerifiedReport, verify_report
from riskapp.web.guard import allow, signed_in, the_actor
from riskapp.web.reports.drawing import drawing_of
from riskapp.web.sizes import takes_file

blueprint = Blueprint("reports", __name__)
blueprint.add_app_template_global(drawing_of)


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
    file = report_file(the_actor(), version_id)
    answer = make_response(file.pdf)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


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
    return render_template("reports/verify.html", found=found, name=sent.filename, reason=_reason(found))


def _reason(found: VerifiedReport) -> str:
    if found.reason is None:
        return ""
    return gettext(found.reason) % dict(found.values) if found.values else gettext(found.reason)
