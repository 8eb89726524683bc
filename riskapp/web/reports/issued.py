"""Issued reports: the list of those on file, issuing one, and its bytes again."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.issuing.issuing import issue_report
from riskapp.issuing.kinds import KINDS
from riskapp.issuing.on_file import issued_file, issued_reports, may_read
from riskapp.issuing.pages import issued_page
from riskapp.web.guard import allow, the_actor
from riskapp.web.processing.wording import language
from riskapp.web.reports.blueprint import blueprint
from riskapp.web.reports.pages import answered, sheets
from riskapp.web.reports.sent import pdf_of

READS = (Permission.VIEW_ASSESSMENTS, Permission.VIEW_ESTATE, Permission.VIEW_RECORD)


@blueprint.get("/reports/issued")
@allow(*READS)
def issued() -> ResponseReturnValue:
    """What was issued, and what can be."""
    actor, kind = the_actor(), request.args.get("kind", "")
    kind = kind if kind in KINDS else ""
    return render_template(
        "reports/issued.html",
        rows=issued_reports(actor, kind),
        kinds=[one for one in KINDS.values() if may_read(actor, one.name)],
        labels={one.name: gettext(one.label) for one in KINDS.values()},
        kind=kind,
        spoken=language(),
        may_issue=actor.may(Permission.ISSUE_REPORTS),
    )


@blueprint.post("/reports/issued")
@allow(Permission.ISSUE_REPORTS)
def issue() -> ResponseReturnValue:
    """Issue a report of a kind, whole."""
    issue_report(the_actor(), request.form.get("kind", ""), request.form.get("language", ""))
    flash(gettext("The report is issued, signed and kept. It stands first in the list."), "success")
    return redirect(url_for("reports.issued"))


@blueprint.get("/reports/issued/<int:report_id>.pdf")
@allow(*READS)
def issued_pdf(report_id: int) -> Response:
    """The stored bytes of an issued report."""
    return pdf_of(issued_file(the_actor(), report_id))


@blueprint.get("/reports/issued/<int:report_id>.html")
@allow(*READS)
def issued_as_page(report_id: int) -> Response:
    """An issued report as a page; it names the PDF, and what its signature reached."""
    address = url_for("reports.issued_pdf", report_id=report_id)
    return answered(issued_page(the_actor(), report_id, address, sheets()).html)
