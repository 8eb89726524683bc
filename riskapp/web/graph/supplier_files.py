"""The tables of what hangs on a supplier as files: what stops, what it delivers, and what could be seen."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from flask import request
from flask.typing import ResponseReturnValue

from riskapp.accounts.permissions import Permission
from riskapp.estate.snapshots import present
from riskapp.exchange.result_files import ResultTable
from riskapp.explorer.delivered_rows import DELIVERED, delivered_rows
from riskapp.explorer.directory import Directory, directory_of
from riskapp.explorer.exposure_rows import EXPOSED, ExposedRow, exposed_rows
from riskapp.explorer.readiness import prepare
from riskapp.explorer.result_tables import delivered_table, exposure_table, radius_table, stopped_table
from riskapp.explorer.rows import REACHED, Row, rows_of
from riskapp.explorer.summary import STOPPED, ProcessOutage, process_outages
from riskapp.explorer.supplied import Supplied
from riskapp.explorer.table import Shape, chosen
from riskapp.web.graph.answer_files import Asked, download
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.supplying import answer_about, title_of
from riskapp.web.graph.view import choice_in
from riskapp.web.guard import allow

R = TypeVar("R")


@blueprint.get("/graph/supplier.<written>")
@allow(Permission.VIEW_ESTATE)
def supplier_file(written: str) -> ResponseReturnValue:
    """Everything that stops when all that a supplier delivers fails."""
    return _file(written, "", REACHED, _reached, lambda answer, rows: radius_table(answer.outage, rows))


@blueprint.get("/graph/supplier/processes.<written>")
@allow(Permission.VIEW_ESTATE)
def stopped_file(written: str) -> ResponseReturnValue:
    """The processes among it, and whether they bear it."""
    return _file(written, "processes", STOPPED, _processes, lambda _, rows: stopped_table(rows))


@blueprint.get("/graph/supplier/delivered.<written>")
@allow(Permission.VIEW_ESTATE)
def delivered_file(written: str) -> ResponseReturnValue:
    """What a supplier delivers."""
    return _file(written, "delivers", DELIVERED, delivered_rows, lambda _, rows: delivered_table(rows))


@blueprint.get("/graph/supplier/exposed.<written>")
@allow(Permission.VIEW_ESTATE)
def supplier_exposed_file(written: str) -> ResponseReturnValue:
    """What could be seen by whoever controls all that a supplier delivers."""
    return _file(written, "exposures", EXPOSED, _exposed, lambda _, rows: exposure_table(rows))


def _reached(answer: Supplied, directory: Directory) -> list[Row]:
    return rows_of(answer.outage, directory)


def _processes(answer: Supplied, directory: Directory) -> tuple[ProcessOutage, ...]:
    return process_outages(answer.outage, rows_of(answer.outage, directory), directory)


def _exposed(answer: Supplied, directory: Directory) -> list[ExposedRow]:
    return exposed_rows(answer.leak, directory)


def _file(
    written: str,
    name: str,
    shape: Shape[R],
    rows_in: Callable[[Supplied, Directory], Sequence[R]],
    table: Callable[[Supplied, Sequence[R]], ResultTable],
) -> ResponseReturnValue:
    """The chosen rows of the page's table `name` as a file."""
    snapshot, choice = present(), choice_in(request.args, shape, name)
    prepare(snapshot)
    answer = answer_about(snapshot, request.args.get("name", ""))
    rows = rows_in(answer, directory_of(snapshot))
    asked = Asked(snapshot, title_of(answer), ("all-from", answer.supplier.key), choice, len(rows))
    return download(table(answer, chosen(rows, shape, choice)), written, asked)
