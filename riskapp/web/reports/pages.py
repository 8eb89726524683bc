"""Answers with a report as a web page of its own: any report of any room, beside its PDF."""

from datetime import datetime

from flask import Response, current_app, make_response

from riskapp.reports.content import Report
from riskapp.reports.screen import SHEET, Original, build_html
from riskapp.web.static_files import file_url


def page_of(report: Report, at: datetime, name: str, address: str) -> Response:
    """The page of a report that is not signed, written at `at` (aware), beside its PDF `name` at `address`."""
    return answered(build_html(report, at, Original(name, address, signed=False), sheets()))


def answered(html: str) -> Response:
    """A page that is whole already."""
    answer = make_response(html)
    answer.mimetype = "text/html"
    return answer


def sheets() -> list[str]:
    """Where the style of such a page is found."""
    return [file_url(current_app, SHEET)]
