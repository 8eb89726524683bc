"""Assets: the list, one asset with all that stands around it, and its form."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.estate import assets as operations
from riskapp.estate import queries
from riskapp.estate.directory import directory
from riskapp.estate.listing import PAGE, listing
from riskapp.estate.neighbours import FIRST_ROWS, Relation, part
from riskapp.estate.rows import asset_row
from riskapp.estate.surroundings import surroundings
from riskapp.estate.undoing import last_change
from riskapp.explorer.neighbourhood import neighbourhood
from riskapp.graph.vocabulary import Kind
from riskapp.web.estate.assessments import standings
from riskapp.web.estate.blueprint import blueprint
from riskapp.web.estate.conflicts import conflict_page
from riskapp.web.estate.forms import AssetForm
from riskapp.web.estate.going_back import back_or
from riskapp.web.estate.listing import address, chips, choices, sort_links, wanted
from riskapp.web.estate.paging import Pages
from riskapp.web.estate.rights import require_edit
from riskapp.web.estate.undoing import change_words, say_stored
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number

BOXES = 13
"""So many the picture of an asset shows: six a side are seen at one glance."""


@blueprint.get("/estate")
@allow(Permission.VIEW_ESTATE)
def assets() -> ResponseReturnValue:
    """The list."""
    asked, known, actor = wanted(), directory(), the_actor()
    found = listing(known, asked)
    return render_template(
        "estate/list.html",
        asked=asked,
        known=known,
        found=found,
        kinds=Kind,
        pages=Pages(found.page, found.pages),
        chips=chips(asked, known),
        choices=choices(asked, known),
        sorts=sort_links(asked),
        address=address,
        change_words=change_words,
        last=last_change(actor) if actor.may(Permission.EDIT_ESTATE) else None,
        standings=standings(actor, [line.number for line in found.lines]),
    )


@blueprint.get("/estate/assets/<int:asset_id>")
@allow(Permission.VIEW_ESTATE)
def asset(asset_id: int) -> ResponseReturnValue:
    """One asset."""
    found, actor = queries.asset(asset_id), the_actor()
    parts, known = {relation: part(relation, asset_id) for relation in Relation}, directory()
    around = neighbourhood(surroundings(asset_id, known), found.key, BOXES)
    return render_template(
        "estate/asset.html",
        asset=found,
        parts=parts,
        known=known,
        around=around,
        around_urls={
            node.key: url_for("estate.asset", asset_id=known.by_key[node.key].number)
            for node in around.nodes
            if node.key in known.by_key
        },
        first=FIRST_ROWS,
        may_edit=actor.may_for_any(Permission.EDIT_ESTATE, [asset_id]),
        standings=standings(actor, [asset_id]).get(asset_id, []),
        unknown=queries.unknown(
            found,
            dependencies=parts[Relation.NEEDS].total,
            flows=parts[Relation.FLOWS_IN].total + parts[Relation.FLOWS_OUT].total,
        ),
        history=queries.history(asset_id),
    )


@blueprint.get("/estate/assets/<int:asset_id>/all/<what>")
@allow(Permission.VIEW_ESTATE)
def relation(asset_id: int, what: str) -> ResponseReturnValue:
    """Everything that stands in one relation to an asset, page by page."""
    if what not in list(Relation):
        raise NotFound(N_("There is no such list of an asset."))
    page = max(1, request.args.get("page", 1, type=row_number))
    shown = part(Relation(what), asset_id, size=PAGE, page=page)
    if page > 1 and not shown.rows:
        raise NotFound(N_("There are not so many pages. Go back to the first."))
    return render_template(
        "estate/relation.html",
        asset=queries.asset(asset_id),
        shown=shown,
        known=directory(),
        pages=Pages(page, max(1, -(-shown.total // PAGE))),
        may_edit=the_actor().may_for_any(Permission.EDIT_ESTATE, [asset_id]),
    )


@blueprint.route("/estate/assets/new", methods=["GET", "POST"])
@allow(Permission.EDIT_ESTATE)
def new_asset() -> ResponseReturnValue:
    """Add an asset."""
    require_edit()
    form = AssetForm()
    form.offer()
    if form.validate_on_submit():
        try:
            number = operations.add_asset(the_actor(), form.row(directory()))
        except Invalid as error:
            form.refuse(error)
        else:
            flash(gettext("The asset is added. Say what it needs and which data it holds next."), "success")
            return redirect(url_for("estate.asset", asset_id=number))
    return render_template("estate/asset_form.html", form=form, asset=None), 422 if form.errors else 200


@blueprint.route("/estate/assets/<int:asset_id>/edit", methods=["GET", "POST"])
@allow(Permission.EDIT_ESTATE)
def edit_asset(asset_id: int) -> ResponseReturnValue:
    """Change an asset."""
    require_edit(asset_id)
    stored, back = queries.asset(asset_id), back_or(url_for("estate.asset", asset_id=asset_id))
    form = AssetForm(version=stored.version)
    form.offer()
    form.show(asset_row(stored), directory())
    if form.validate_on_submit():
        try:
            operations.change_asset(the_actor(), asset_id, form.version.data, form.row(directory()))
        except Invalid as error:
            form.refuse(error)
        except Conflict as error:
            return conflict_page(error, stored.name, queries.asset(asset_id).version, back)
        else:
            say_stored(gettext("Your changes are stored."))
            return redirect(back)
    return render_template("estate/asset_form.html", form=form, asset=stored), 422 if form.errors else 200


@blueprint.post("/estate/assets/<int:asset_id>/retire")
@allow(Permission.EDIT_ESTATE)
def retire_asset(asset_id: int) -> ResponseReturnValue:
    """Take an asset out of use."""
    back = back_or(url_for("estate.asset", asset_id=asset_id))
    operations.retire_asset(the_actor(), asset_id, request.form.get("version", 0, type=row_number))
    say_stored(gettext("The asset is retired. It stays on file and takes no part in any blast radius."))
    return redirect(back)
