"""Data flows: adding one from either end, changing and removing."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.errors import Conflict, Invalid
from riskapp.estate import flows as operations
from riskapp.estate import queries
from riskapp.estate.choosing import shown
from riskapp.estate.directory import directory
from riskapp.estate.rows import flow_row
from riskapp.web.estate.blueprint import blueprint
from riskapp.web.estate.conflicts import conflict_page
from riskapp.web.estate.going_back import back_or
from riskapp.web.estate.link_forms import FlowForm
from riskapp.web.estate.rights import require_edit
from riskapp.web.estate.undoing import say_stored
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number


@blueprint.route("/estate/assets/<int:asset_id>/flows/new", methods=["GET", "POST"])
@allow(Permission.EDIT_ESTATE)
def new_flow(asset_id: int) -> ResponseReturnValue:
    """Add a flow to or from an asset: the address says which (`direction=in` or `out`)."""
    asset, known = queries.asset(asset_id), directory()
    end = "target" if request.args.get("direction") == "in" else "source"
    form = FlowForm(**{end: shown(known.by_number[asset_id])})
    form.offer((row.key, row.name) for row in queries.all_categories())
    if form.validate_on_submit():
        try:
            operations.add_flow(the_actor(), form.row(known))
        except Invalid as error:
            form.refuse(error)
        else:
            say_stored(gettext("The flow is added."))
            return redirect(url_for("estate.asset", asset_id=asset_id, _anchor="flows"))
    return render_template("estate/flow_form.html", form=form, asset=asset, flow=None), 422 if form.errors else 200


@blueprint.route("/estate/flows/<int:flow_id>", methods=["GET", "POST"])
@allow(Permission.EDIT_ESTATE)
def edit_flow(flow_id: int) -> ResponseReturnValue:
    """Change a flow."""
    stored, known = queries.flow(flow_id), directory()
    require_edit(stored.source_id, stored.target_id)
    row, back = flow_row(stored), back_or(url_for("estate.asset", asset_id=stored.source_id, _anchor="flows"))
    form = FlowForm(version=stored.version)
    form.offer((category.key, category.name) for category in queries.all_categories())
    form.show(row, known)
    if form.validate_on_submit():
        try:
            operations.change_flow(the_actor(), flow_id, form.version.data, form.row(known, row))
        except Invalid as error:
            form.refuse(error)
        except Conflict as error:
            return conflict_page(error, row.id, queries.flow(flow_id).version, back)
        else:
            say_stored(gettext("Your changes are stored."))
            return redirect(back)
    page = render_template("estate/flow_form.html", form=form, asset=queries.flow(flow_id).source, flow=stored)
    return page, 422 if form.errors else 200


@blueprint.post("/estate/flows/<int:flow_id>/remove")
@allow(Permission.EDIT_ESTATE)
def remove_flow(flow_id: int) -> ResponseReturnValue:
    """Say that these data flow no longer."""
    back = back_or(url_for("estate.asset", asset_id=queries.flow(flow_id).source_id, _anchor="flows"))
    operations.remove_flow(the_actor(), flow_id, request.form.get("version", 0, type=row_number))
    say_stored(gettext("The flow is removed."))
    return redirect(back)
