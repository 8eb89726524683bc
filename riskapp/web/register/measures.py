"""The table of all measures, and the same as a file: CSV, an Excel workbook or JSON."""

from collections.abc import Sequence

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp import __version__
from riskapp.accounts.permissions import Permission
from riskapp.assessments.measure_register import OVERDUE, STATES, UNDOCUMENTED, RegisterRow, register_rows
from riskapp.assessments.registered import IN_PLACE
from riskapp.catalogues.measures import KINDS
from riskapp.database import now
from riskapp.decisions.surroundings import today
from riskapp.errors import N_, NotFound
from riskapp.estate.directory import order_of
from riskapp.exchange.result_files import Format, ResultTable, Told, result_file
from riskapp.explorer.table import Choice, Shape, chosen
from riskapp.web.formatting import word
from riskapp.web.graph.listing import Place, table_of
from riskapp.web.graph.view import choice_in, view_of
from riskapp.web.guard import allow, the_actor
from riskapp.web.register.blueprint import blueprint

COLOURS = {OVERDUE: "danger", UNDOCUMENTED: "warning", IN_PLACE: "success", "started": "info"}
STATE_WORDS = {OVERDUE: N_("overdue"), UNDOCUMENTED: N_("in place, no evidence")}

REGISTERED: Shape[RegisterRow] = Shape(
    orders={
        "number": None,
        "what": lambda row: order_of(row.text),
        "kind": lambda row: (KINDS.index(row.kind) if row.kind in KINDS else len(KINDS), row.number),
        "owner": lambda row: (not row.owner, order_of(row.owner), row.number),
        "due": lambda row: (row.due is None, row.due, row.number) if row.due else (True, row.number),
        "state": lambda row: (STATES.index(row.state), row.due is None, str(row.due), row.number),
        "cost": lambda row: (-(row.cost or 0), row.number),
        "risks": lambda row: (-row.risks, -row.assessments, row.number),
        "evidence": lambda row: (row.evidence, row.number),
    },
    texts=lambda row: (row.label, row.text, row.owner, row.references),
    state=lambda row: row.state,
    states=STATES,
    downward=frozenset(["cost", "risks"]),
)
"""What can be done with the table: in order of the numbers first."""

_PLACE = Place("register.measures", {}, "measures", "register.measures_file")
_COLUMNS = (
    *("number", "measure", "kind", "references", "owner", "due", "status", "overdue", "done_on"),
    *("cost", "yearly_cost", "risks", "assessments", "evidence_files"),
)
_NUMBERS = frozenset(("cost", "yearly_cost", "risks", "assessments", "evidence_files"))


@blueprint.get("/register/measures")
@allow(Permission.VIEW_ASSESSMENTS)
def measures() -> ResponseReturnValue:
    """All measures of the organisation that the person may know of."""
    rows = register_rows(the_actor(), today())
    table = table_of(rows, REGISTERED, _PLACE, view_of(request.args, {"": REGISTERED}))
    return render_template(
        "register/measures.html",
        table=table,
        words=Words(),
        colours=COLOURS,
        late=sum(row.state == OVERDUE for row in rows),
        undocumented=sum(row.state == UNDOCUMENTED for row in rows),
        states={"late": OVERDUE, "undocumented": UNDOCUMENTED},
    )


class Words:
    """What the shared parts of tables call a state."""

    @staticmethod
    def bare_state(state: str) -> str:
        """A state of the table in the reader's language."""
        return gettext(STATE_WORDS[state]) if state in STATE_WORDS else word(state)


@blueprint.get("/register/measures.<written>")
@allow(Permission.VIEW_ASSESSMENTS)
def measures_file(written: str) -> ResponseReturnValue:
    """The rows that the address asks for."""
    if written not in list(Format):
        raise NotFound(N_("Tables come as csv, xlsx or json."))
    kind, choice = Format(written), choice_in(request.args, REGISTERED)
    every = register_rows(the_actor(), today())
    rows = chosen(every, REGISTERED, choice)
    name = f"measures-{today().isoformat()}{'-some-rows' if len(rows) < len(every) else ''}.{written}"
    return Response(
        result_file(_table(rows), kind, _told(choice, len(rows), len(every))),
        mimetype=kind.mimetype,
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def _table(rows: Sequence[RegisterRow]) -> ResultTable:
    return ResultTable(
        "measures",
        _COLUMNS,
        _NUMBERS,
        [
            (
                *(row.label, row.text, row.kind, "; ".join(row.references.splitlines()), row.owner),
                *(row.due.isoformat() if row.due else "", row.status, "yes" if row.state == OVERDUE else ""),
                row.done_on.isoformat() if row.done_on else "",
                *(row.cost, row.yearly_cost, row.risks, row.assessments, row.evidence),
            )
            for row in rows
        ],
    )


def _told(choice: Choice, rows: int, every: int) -> Told:
    """The question as the file tells it."""
    return {
        "question": gettext("Which measures does the register have?"),
        "state": choice.state or None,
        "text": choice.text or None,
        "sort": choice.order or None,
        "rows": rows,
        "rows_in_all": every,
        "day": today().isoformat(),
        "answered_by": f"riskapp {__version__}",
        "answered_at": now().isoformat(timespec="seconds"),
    }
