"""The tables of the graph as files: CSV, Excel or JSON, every row, by the same address as the page."""

import re
from dataclasses import replace

from flask import Response, request
from flask.typing import ResponseReturnValue

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_, Invalid, NotFound
from riskapp.estate.queries import category as stored_category
from riskapp.estate.snapshots import present
from riskapp.exchange.result_files import Format, ResultTable, result_file
from riskapp.explorer.directory import directory_of
from riskapp.explorer.readiness import prepare
from riskapp.explorer.result_tables import exposure_table, lineage_table, needs_table, radius_table
from riskapp.explorer.rows import rows_of
from riskapp.explorer.standing import needed_rows
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.lineage import lineage
from riskapp.graph.needed import needed
from riskapp.graph.vocabulary import Threat
from riskapp.web.graph.answer import ask
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.links import asset_key, other_keys
from riskapp.web.graph.question import Question, QuestionForm
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
    keys = (key, *other_keys(question.also, key).values())
    result = ask(snapshot, keys, question)
    return download(radius_table(result, rows_of(result, directory_of(snapshot))), written, *_asked(keys, question))


@blueprint.get("/graph/assets/<int:asset_id>/exposed.<written>")
@allow(Permission.VIEW_ESTATE)
def exposed_file(asset_id: int, written: str) -> ResponseReturnValue:
    """Every exposure of a leak, with persons and grounds."""
    key, snapshot, form = asset_key(asset_id), present(), QuestionForm(request.args)
    if not form.validate():
        raise Invalid(N_("This address asks a question that has no answer. Go back and ask again."))
    prepare(snapshot)
    question = replace(form.question(), threat=Threat.CONFIDENTIALITY, outage=None, control=False)
    keys = (key, *other_keys(question.also, key).values())
    result = ask(snapshot, keys, question)
    assert isinstance(result, Confidentiality), "a leak was asked for"
    return download(exposure_table(result, directory_of(snapshot)), written, *_asked(keys, question))


def _asked(keys: tuple[str, ...], question: Question) -> list[str]:
    """The question in a few words for the name of its file: who is hit, how, and for how long."""
    length = f"{question.outage}-min" if question.outage else ""
    more = f"and-{len(keys) - 1}-more" if len(keys) > 1 else ""
    return [keys[0], more, question.threat.value, length, "attacker" if question.control else ""]


@blueprint.get("/graph/assets/<int:asset_id>/needs.<written>")
@allow(Permission.VIEW_ESTATE)
def needs_file(asset_id: int, written: str) -> ResponseReturnValue:
    """Everything that an asset needs."""
    key, snapshot = asset_key(asset_id), present()
    prepare(snapshot)
    answer = needed(snapshot, key)
    return download(needs_table(answer, needed_rows(answer, directory_of(snapshot))), written, key)


@blueprint.get("/graph/supplier.<written>")
@allow(Permission.VIEW_ESTATE)
def supplier_file(written: str) -> ResponseReturnValue:
    """Everything that stops when all that a supplier delivers fails."""
    snapshot = present()
    prepare(snapshot)
    name = request.args.get("name", "")
    outage = answer_about(snapshot, name).outage
    return download(radius_table(outage, rows_of(outage, directory_of(snapshot))), written, "all-from", name)


@blueprint.get("/graph/categories/<int:category_id>/flows.<written>")
@allow(Permission.VIEW_ESTATE)
def category_file(category_id: int, written: str) -> ResponseReturnValue:
    """Every flow that carries a category."""
    stored, snapshot = stored_category(category_id), present()
    prepare(snapshot)
    return download(lineage_table(lineage(snapshot, stored.key), directory_of(snapshot)), written, stored.key)


def download(table: ResultTable, written: str, *about: str) -> Response:
    """The table as a file whose name says what it is `about`; raises NotFound for a way of writing that is none."""
    if written not in list(Format):
        raise NotFound(N_("Tables come as csv, xlsx or json."))
    kind = Format(written)
    words = "-".join(word for word in (table.name, *about) if word)
    # Ids may hold any letter, and a header's plain form may not.
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", words).strip("-")[:120]
    headers = {"Content-Disposition": f"attachment; filename={name}.{written}"}
    return Response(result_file(table, kind), mimetype=kind.mimetype, headers=headers)
