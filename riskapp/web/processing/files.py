"""The record as files for the authority: a workbook and a PDF, of the whole or of one activity."""

from collections.abc import Sequence

from flask import Response, make_response
from flask_babel import get_timezone

from riskapp.accounts.permissions import Permission
from riskapp.database import now
from riskapp.exchange.record_file import record_workbook
from riskapp.exchange.result_files import Format
from riskapp.processing import queries
from riskapp.processing.record import Activity
from riskapp.processing.rows import activity_row
from riskapp.reports.content import Report
from riskapp.reports.pages import build_pdf
from riskapp.reports.record import Issue, activity_report, record_report
from riskapp.web.guard import allow
from riskapp.web.processing.blueprint import blueprint
from riskapp.web.processing.wording import language


@blueprint.get("/processing/record.xlsx")
@allow(Permission.VIEW_RECORD)
def workbook_file() -> Response:
    """The whole record as a workbook."""
    return _workbook(queries.activities(), "record-of-processing")


@blueprint.get("/processing/record.pdf")
@allow(Permission.VIEW_RECORD)
def record_pdf() -> Response:
    """The whole record as a PDF."""
    report = record_report(queries.activities(), queries.known(), _issue())
    return _pdf(report, "record-of-processing")


@blueprint.get("/processing/<int:activity_id>.xlsx")
@allow(Permission.VIEW_RECORD)
def activity_workbook(activity_id: int) -> Response:
    """One activity as a workbook."""
    return _workbook([activity_row(queries.stored_activity(activity_id))], f"processing-{activity_id}")


@blueprint.get("/processing/<int:activity_id>.pdf")
@allow(Permission.VIEW_RECORD)
def activity_pdf(activity_id: int) -> Response:
    """One activity as a PDF."""
    activity = activity_row(queries.stored_activity(activity_id))
    return _pdf(activity_report(activity, queries.known(), _issue()), f"processing-{activity_id}")


def _issue() -> Issue:
    return Issue(language(), now().astimezone(get_timezone()))


def _workbook(activities: Sequence[Activity], name: str) -> Response:
    content = record_workbook(activities, queries.known(), language())
    return _file(content, Format.XLSX.mimetype, f"{name}.xlsx")


def _pdf(report: Report, name: str) -> Response:
    return _file(build_pdf(report, now()), "application/pdf", f"{name}.pdf")


def _file(content: bytes, mimetype: str, name: str) -> Response:
    answer = make_response(content)
    answer.mimetype = mimetype
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
