"""A stored PDF as an answer, to be saved under its name."""

from flask import Response, make_response

from riskapp.decisions.reports.report_files import ReportFile


def pdf_of(file: ReportFile) -> Response:
    """The bytes as they are."""
    answer = make_response(file.pdf)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer
