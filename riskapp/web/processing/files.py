"""The record as files for the authority: a workbook, a PDF and a page that says the same, of all or of one activity."""

from collections.abc import Sequence

from flask import Response, make_response, url_for
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
from riskapp.web.reports.pages import page_of


@blueprint.get("/processing/record.xlsx")
@allow(Permission.VIEW_RECORD)
def workbook_file() -> Response:
    """The whole record as a workbook."""
    return _workbook(queries.activities(), "record-of-processing")


@blueprint.get("/processing/record.pdf")
@allow(Permission.VIEW_RECORD)
def record_pdf() -> Response:
    """The whole record as a PDF."""
    return _pdf(_record(), "record-of-processing")


@blueprint.get("/processing/record.html")
@allow(Permission.VIEW_RECORD)
def record_page() -> Response:
    """The whole record as a page."""
    return page_of(_record(), _issue().at, "record-of-processing.pdf", url_for("processing.record_pdf"))


@blueprint.get("/processing/<int:activity_id>.xlsx")
@allow(Permission.VIEW_RECORD)
def activity_workbook(activity_id: int) -> Response:
    """One activity as a workbook."""
    return _workbook([activity_row(queries.stored_activity(activity_id))], f"processing-{activity_id}")


@blueprint.get("/processing/<int:activity_id>.pdf")
@allow(Permission.VIEW_RECORD)
def activity_pdf(activity_id: int) -> Response:
    """One activity as a PDF."""
    return _pdf(_activity(activity_id), f"processing-{activity_id}")


@blueprint.get("/processing/<int:activity_id>.html")
@allow(Permission.VIEW_RECORD)
def activity_page(activity_id: int) -> Response:
    """One activity as a page."""
    address = url_for("processing.activity_pdf", activity_id=activity_id)
    return page_of(_activity(activity_id), _issue().at, f"processing-{activity_id}.pdf", address)


def _record() -> Report:
    return record_report(queries.activities(), queries.known(), _issue())


def _activity(activity_id: int) -> Report:
    return activity_report(activity_row(queries.stored_activity(activity_id)), queries.known(), _issue())


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
