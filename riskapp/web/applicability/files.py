"""The statement as files: a table (CSV, an Excel workbook, JSON), a PDF, and the same report as a page."""

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from riskapp import __version__
from riskapp.accounts.permissions import Permission
from riskapp.applicability.queries import standings
from riskapp.database import now
from riskapp.decisions.reports.applicability_report import (
    NAME,
    content_now,
    report_now,
    statement_pdf,
    statement_table,
)
from riskapp.decisions.surroundings import today
from riskapp.errors import N_, NotFound
from riskapp.exchange.result_files import Format, Told, result_file
from riskapp.web.applicability.blueprint import blueprint
from riskapp.web.applicability.choosing import Narrowing, fitting, narrowing_in
from riskapp.web.guard import allow, the_actor
from riskapp.web.processing.wording import language

_PAPER = "pdf"


@blueprint.get("/applicability.<written>")
@allow(Permission.VIEW_APPLICABILITY)
def statement_file(written: str) -> Response:
    """The rows that the address asks for, or the whole on paper."""
    if written not in (*Format, _PAPER):
        raise NotFound(N_("Tables come as csv, xlsx, json or pdf."))
    name, day = NAME, today().isoformat()
    if written == _PAPER:
        content, mimetype = statement_pdf(the_actor(), language()), "application/pdf"
    else:
        kind, by = Format(written), narrowing_in(request.args)
        numbers = {one.control.number for one in fitting(standings(), by)}
        table = statement_table(content_now(the_actor()), language(), numbers)
        content, mimetype = result_file(table, kind, _told(by, len(numbers))), kind.mimetype
        name += "-some-rows" if by.narrows else ""
    answer = make_response(content)
    answer.mimetype = mimetype
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{day}.{written}"'
    return answer


@blueprint.get("/applicability/report")
@allow(Permission.VIEW_APPLICABILITY)
def report() -> ResponseReturnValue:
    """The report as a page: the same words as on paper."""
    told, _ = report_now(the_actor(), language())
    return render_template("applicability/report.html", report=told)


def _told(by: Narrowing, rows: int) -> Told:
    """The question as the file tells it."""
    return {
        "question": "ISO/IEC 27001:2022, 6.1.3 d",
        **by.args(),
        "rows": rows,
        "rows_in_all": len(standings()),
        "day": today().isoformat(),
        "answered_by": f"riskapp {__version__}",
        "answered_at": now().isoformat(timespec="seconds"),
    }
