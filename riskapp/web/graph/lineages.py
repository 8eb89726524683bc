"""Where a category of data lies and goes: holders, flows, and what crosses the organisation's border."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from riskapp.accounts.permissions import Permission
from riskapp.estate.queries import category as stored_category
from riskapp.estate.snapshots import present
from riskapp.explorer.carriage_rows import carriage_page
from riskapp.explorer.directory import Directory, directory_of
from riskapp.explorer.picture import MOST
from riskapp.explorer.picture_of_lineage import picture_of_lineage
from riskapp.explorer.readiness import prepare
from riskapp.graph.lineage import Lineage, lineage
from riskapp.web.formatting import number
from riskapp.web.graph import wording
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.links import asset_urls, stack_urls
from riskapp.web.graph.view import STACKS, view_of
from riskapp.web.graph.wording import listed
from riskapp.web.guard import allow

HOLDERS = 50
"""So many holders are listed, those of the most persons; the rest are counted."""


@blueprint.get("/graph/categories/<int:category_id>")
@allow(Permission.VIEW_ESTATE)
def category(category_id: int) -> ResponseReturnValue:
    """Where the data of this category go."""
    stored, snapshot = stored_category(category_id), present()
    prepare(snapshot)
    directory, answer, view = directory_of(snapshot), lineage(snapshot, stored.key), view_of(request.args)
    page = carriage_page(answer.carriages, directory, view.page)
    drawing = picture_of_lineage(answer, directory, view.boxes, view.stacking(directory))
    shown = {node.key for node in drawing.nodes if node.count == 1} | {key for key, _ in answer.holders[:HOLDERS]}
    shown |= {key for row in page.rows for key in (row.carriage.flow.source, row.carriage.flow.target)}
    text, more = _sentences(answer, directory)
    return render_template(
        "graph/lineage.html",
        category=stored,
        answer=answer,
        page=page,
        view=view,
        most=HOLDERS,
        directory=directory,
        drawing=drawing,
        urls=asset_urls(shown) | stack_urls(drawing, view, "graph.category", category_id=category_id),
        ways_to_stack=STACKS,
        most_boxes=MOST,
        text=text,
        more=more,
        words=wording,
    )


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
