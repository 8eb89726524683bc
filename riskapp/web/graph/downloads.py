"""The tables of the graph as files: CSV, Excel or JSON, every row, by the same address as the page."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_, Invalid, NotFound
from riskapp.estate.queries import category as stored_category
from riskapp.estate.snapshots import present
from riskapp.exchange.result_files import Format, ResultTable, result_file
from riskapp.explorer.directory import directory_of
from riskapp.explorer.readiness import prepare
from riskapp.explorer.result_tables import lineage_table, needs_table, radius_table
from riskapp.explorer.rows import rows_of
from riskapp.explorer.standing import needed_rows
from riskapp.graph.lineage import lineage
from riskapp.graph.needed import needed
from riskapp.web.graph.answer import ask
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.links import asset_key, other_keys
from riskapp.web.graph.question import QuestionForm
from riskapp.web.graph.supplying import answer_about
from riskapp.web.guard import allow


@blueprint.get("/graph/assets/<int:asset_id>/radius.<written>")
@allow(Permission.VIEW_ESTATE)
def radius_file(asset_id: int, written: str) -> ResponseReturnValue:
    """Everything that a blast radius reaches."""
    key, snapshot, form = asset_key(asset_id), present(), QuestionForm(request.args)
    if not form.validate():
        raise Invalid(N_("This address asks a question that has no answer. Go back and ask again."))
    prepare(snapshot)
    question = form.question()
    result = ask(snapshot, (key, *other_keys(question.also, key).values()), question)
    return download(radius_table(result, rows_of(result, directory_of(snapshot))), written)


@blueprint.get("/graph/assets/<int:asset_id>/needs.<written>")
@allow(Permission.VIEW_ESTATE)
def needs_file(asset_id: int, written: str) -> ResponseReturnValue:
    """Everything that an asset needs."""
    key, snapshot = asset_key(asset_id), present()
    prepare(snapshot)
    answer = needed(snapshot, key)
    return download(needs_table(answer, needed_rows(answer, directory_of(snapshot))), written)


@blueprint.get("/graph/supplier.<written>")
@allow(Permission.VIEW_ESTATE)
def supplier_file(written: str) -> ResponseReturnValue:
    """Everything that stops when all that a supplier delivers fails."""
    snapshot = present()
    prepare(snapshot)
    outage = answer_about(snapshot, request.args.get("name", "")).outage
    return download(radius_table(outage, rows_of(outage, directory_of(snapshot))), written)


@blueprint.get("/graph/categories/<int:category_id>/flows.<written>")
@allow(Permission.VIEW_ESTATE)
def category_file(category_id: int, written: str) -> ResponseReturnValue:
    """Every flow that carries a category."""
    stored, snapshot = stored_category(category_id), present()
    prepare(snapshot)
    return download(lineage_table(lineage(snapshot, stored.key), directory_of(snapshot)), written)


def download(table: ResultTable, written: str) -> Response:
    """The table as a file to keep; raises NotFound for a way of writing that is none."""
    if written not in list(Format):
        raise NotFound(N_("Tables come as csv, xlsx or json."))
    kind = Format(written)
    name = f"{table.name.replace(' ', '-')}.{written}"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(result_file(table, kind), mimetype=kind.mimetype, headers=headers)
