"""The table of risks for others: CSV, an Excel workbook, JSON, a PDF or a page of it, the rows chosen or all."""

from collections.abc import Sequence

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp import __version__
from riskapp.accounts.permissions import Permission
from riskapp.database import now
from riskapp.decisions.surroundings import surroundings
from riskapp.errors import N_, NotFound
from riskapp.exchange.result_files import Cell, Format, ResultTable, Told, result_file
from riskapp.register.choosing import Wanted, chosen
from riskapp.register.rows import Register, RiskRow
from riskapp.reports.pages import build_pdf
from riskapp.web.guard import allow
from riskapp.web.register.asking import the_choice, the_register
from riskapp.web.register.blueprint import blueprint
from riskapp.web.register.paper import register_report
from riskapp.web.reports.pages import page_of

_PAPER, _PAGE = "pdf", "html"
COLUMNS = (
    *("assessment", "version", "number", "kind", "title", "state", "newer_version", "criteria"),
    *("systems", "asset", "suppliers", "processes", "property", "threat", "cause", "event"),
    *("likelihood", "consequence", "level", "level_word"),
    *("likelihood_after", "consequence_after", "level_after", "level_after_word"),
    *("knowledge", "treatment", "owner", "measures", "measures_in_place", "measures_overdue"),
    *("acceptance", "accepted_until", "open_since", "days_open"),
)
_NUMBERS = frozenset(
    (
        *("assessment", "version", "newer_version", "likelihood", "consequence", "level"),
        *("likelihood_after", "consequence_after", "level_after"),
        *("measures", "measures_in_place", "measures_overdue", "days_open"),
    )
)


@blueprint.get("/register/risks.<written>")
@allow(Permission.VIEW_ASSESSMENTS)
def risks_file(written: str) -> ResponseReturnValue:
    """The rows that the address asks for."""
    if written not in (*Format, _PAPER, _PAGE):
        raise NotFound(N_("Tables come as csv, xlsx, json, pdf or html."))
    wanted = the_choice()
    register = the_register(newest=wanted.newest)
    rows = chosen(register.risks, wanted)
    if written in (_PAPER, _PAGE):
        return _paper(register, wanted, rows, written)
    kind = Format(written)
    table = ResultTable("risks", COLUMNS, _NUMBERS, [_cells(row, register) for row in rows])
    name = f"risks-{register.today.isoformat()}{'-some-rows' if wanted.narrows else ''}.{written}"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(
        result_file(table, kind, _told(wanted, len(rows), register)), mimetype=kind.mimetype, headers=headers
    )


def _paper(register: Register, wanted: Wanted, rows: Sequence[RiskRow], written: str) -> Response:
    here = surroundings()
    at = now().astimezone(here.zone)
    report = register_report(register, wanted, rows, here.organisation, at)
    name = f"risks-{register.today.isoformat()}{'-some-rows' if wanted.narrows else ''}.pdf"
    if written == _PAGE:
        return page_of(report, at, name, url_for("register.risks_file", written=_PAPER, **wanted.args()))
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(build_pdf(report, at), mimetype="application/pdf", headers=headers)


def _told(wanted: Wanted, rows: int, register: Register) -> Told:
    """The question as the file tells it."""
    return {
        "question": gettext("Which risks does the register have?"),
        **wanted.args(),
        "rows": rows,
        "rows_in_all": len(register.risks),
        "day": register.today.isoformat(),
        "answered_by": f"riskapp {__version__}",
        "answered_at": now().isoformat(timespec="seconds"),
    }


def _cells(row: RiskRow, register: Register) -> tuple[Cell, ...]:
    level, left = row.level, row.left
    return (
        *(row.assessment, row.version, f"R{row.number}", row.kind, row.title, row.state, row.newer, row.gauge),
        *("; ".join(one.name for one in row.scope), row.asset.name if row.asset else "", "; ".join(row.suppliers)),
        *("; ".join(row.processes), row.lost, row.threat, row.cause, row.event),
        *(row.likelihood, row.consequence, level.value if level else None, level.word.en if level else ""),
        *(row.likelihood_after, row.consequence_after, left.value if left else None, left.word.en if left else ""),
        *(row.knowledge, row.treatment, row.owner, row.measures, row.in_place, row.overdue),
        *(row.standing.value, row.until.isoformat() if row.until else ""),
        *(row.since.isoformat() if row.since else "", row.days_open(register.today)),
    )
