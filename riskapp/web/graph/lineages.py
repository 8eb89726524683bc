"""Where a category of data lies and goes: holders, flows, and what crosses the organisation's border."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from riskapp.accounts.permissions import Permission
from riskapp.estate.models import Category
from riskapp.estate.queries import category as stored_category
from riskapp.estate.snapshots import present
from riskapp.explorer.carriage_rows import CARRIED, carriage_rows
from riskapp.explorer.directory import Directory, directory_of
from riskapp.explorer.holder_rows import HOLDERS, holder_rows
from riskapp.explorer.lineage_tables import flows_table, holders_table
from riskapp.explorer.page_tables import LINEAGE
from riskapp.explorer.picture import MOST
from riskapp.explorer.picture_of_lineage import picture_of_lineage
from riskapp.explorer.readiness import prepare
from riskapp.explorer.table import chosen
from riskapp.graph.lineage import Lineage, lineage
from riskapp.web.formatting import number
from riskapp.web.graph import wording
from riskapp.web.graph.answer_files import Asked, download
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.links import asset_urls, stack_urls
from riskapp.web.graph.listing import Place, table_of
from riskapp.web.graph.view import STACKS, choice_in, view_of
from riskapp.web.graph.wording import listed
from riskapp.web.guard import allow

_PAGE = "graph.category"


@blueprint.get("/graph/categories/<int:category_id>")
@allow(Permission.VIEW_ESTATE)
def category(category_id: int) -> ResponseReturnValue:
    """Where the data of this category go."""
    stored, snapshot = stored_category(category_id), present()
    prepare(snapshot)
    directory, answer, view = directory_of(snapshot), lineage(snapshot, stored.key), view_of(request.args, LINEAGE)
    here = {"category_id": category_id}
    flows = table_of(
        carriage_rows(answer.carriages, directory), CARRIED, Place(_PAGE, here, "flows", "graph.category_file"), view
    )
    place = Place(_PAGE, here, "holders", "graph.holders_file", "holders")
    holders = table_of(holder_rows(answer, directory), HOLDERS, place, view)
    drawing = picture_of_lineage(answer, directory, view.boxes, view.stacking(directory))
    shown = {node.key for node in drawing.nodes if node.count == 1} | {row.key for row in holders.page.rows}
    shown |= {key for row in flows.page.rows for key in (row.carriage.flow.source, row.carriage.flow.target)}
    text, more = _sentences(answer, directory)
    return render_template(
        "graph/lineage.html",
        category=stored,
        title=_title(stored),
        answer=answer,
        holders=holders,
        flows=flows,
        view=view,
        directory=directory,
        drawing=drawing,
        urls=asset_urls(shown) | stack_urls(drawing, view, _PAGE, **here),
        ways_to_stack=STACKS,
        most_boxes=MOST,
        text=text,
        more=more,
        words=wording,
    )


@blueprint.get("/graph/categories/<int:category_id>/flows.<written>")
@allow(Permission.VIEW_ESTATE)
def category_file(category_id: int, written: str) -> ResponseReturnValue:
    """The flows that carry a category."""
    stored, snapshot, choice = stored_category(category_id), present(), choice_in(request.args, CARRIED)
    prepare(snapshot)
    rows = carriage_rows(lineage(snapshot, stored.key).carriages, directory_of(snapshot))
    asked = Asked(snapshot, _title(stored), (stored.key,), choice, len(rows))
    return download(flows_table(chosen(rows, CARRIED, choice)), written, asked)


@blueprint.get("/graph/categories/<int:category_id>/holders.<written>")
@allow(Permission.VIEW_ESTATE)
def holders_file(category_id: int, written: str) -> ResponseReturnValue:
    """Who stores a category."""
    stored, snapshot, choice = stored_category(category_id), present(), choice_in(request.args, HOLDERS, "holders")
    prepare(snapshot)
    rows = holder_rows(lineage(snapshot, stored.key), directory_of(snapshot))
    asked = Asked(snapshot, _title(stored), (stored.key,), choice, len(rows))
    return download(holders_table(chosen(rows, HOLDERS, choice)), written, asked)


def _title(stored: Category) -> str:
    """The question in words."""
    return gettext("Where do the data in “%(name)s” go?", name=stored.name)


def _sentences(answer: Lineage, directory: Directory) -> tuple[str, list[str]]:
    """The answer, and what to add."""
    holders, flows = len(answer.holders), len(answer.carriages)
    if not holders and not flows:
        return gettext("Nowhere that we know of."), []
    held = ngettext("%(n)s asset stores them", "%(n)s assets store them", holders, n=number(holders))
    carried = ngettext("%(n)s flow carries them", "%(n)s flows carry them", flows, n=number(flows))
    return gettext("%(held)s, and %(carried)s.", held=held, carried=carried), [*_worries(answer, directory)]


def _worries(answer: Lineage, directory: Directory) -> list[str]:
    found = []
    outside = [one.flow for one in answer.carriages if one.border]
    if outside:
        suppliers = {key for flow in outside for key in (flow.source, flow.target, *flow.via)}
        names = sorted(directory.name(key) for key in suppliers if directory.assets[key].kind == "supplier")
        found.append(
            ngettext(
                "%(n)s flow crosses the organisation's border: %(names)s.",
                "%(n)s flows cross the organisation's border: %(names)s.",
                len(outside),
                n=number(len(outside)),
                names=listed(names, 5),
            )
        )
    bare = sum(not one.flow.encrypted for one in answer.carriages)
    if bare:
        found.append(ngettext("%(n)s flow is not encrypted.", "%(n)s flows are not encrypted.", bare, n=number(bare)))
    return found
