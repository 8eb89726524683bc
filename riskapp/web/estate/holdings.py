"""Whose data an asset holds: adding, changing and removing an entry."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.errors import Conflict, Invalid
from riskapp.estate import holdings as operations
from riskapp.estate import queries
from riskapp.estate.values import checked_persons
from riskapp.graph import snapshot as frozen
from riskapp.web.estate.blueprint import blueprint
from riskapp.web.estate.conflicts import conflict_page
from riskapp.web.estate.forms import HoldingForm
from riskapp.web.estate.going_back import back_or
from riskapp.web.estate.rights import require_edit
from riskapp.web.estate.undoing import say_stored
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number


@blueprint.route("/estate/assets/<int:asset_id>/holdings/new", methods=["GET", "POST"])
@allow(Permission.EDIT_ESTATE)
def new_holding(asset_id: int) -> ResponseReturnValue:
    """Say that an asset holds a category of data."""
    require_edit(asset_id)
    asset, form = queries.asset(asset_id), HoldingForm()
    form.category.choices = [(row.key, row.name) for row in queries.all_categories()]
    if form.validate_on_submit():
        try:
            new = frozen.Holding(asset.key, form.category.data, checked_persons(form.persons.data))
            operations.add_holding(the_actor(), new)
        except Invalid as error:
            form.refuse(error)
        else:
            say_stored(gettext("The data are added."))
            return redirect(url_for("estate.asset", asset_id=asset_id))
    page = render_template("estate/holding_form.html", form=form, asset=asset, holding=None)
    return page, 422 if form.errors else 200


@blueprint.route("/estate/holdings/<int:holding_id>", methods=["GET", "POST"])
@allow(Permission.EDIT_ESTATE)
def edit_holding(holding_id: int) -> ResponseReturnValue:
    """Change how many persons it is about."""
    stored = queries.holding(holding_id)
    require_edit(stored.asset_id)
    asset, back = stored.asset, back_or(url_for("estate.asset", asset_id=stored.asset_id))
    form = HoldingForm(version=stored.version, category=stored.category.key, persons=stored.persons)
    form.category.choices = [(stored.category.key, stored.category.name)]
    if form.validate_on_submit():
        try:
            operations.change_holding(the_actor(), holding_id, form.version.data, checked_persons(form.persons.data))
        except Invalid as error:
            form.refuse(error)
        except Conflict as error:
            return conflict_page(error, asset.name, queries.holding(holding_id).version, back)
        else:
            say_stored(gettext("Your changes are stored."))
            return redirect(back)
    page = render_template("estate/holding_form.html", form=form, asset=asset, holding=stored)
    return page, 422 if form.errors else 200


@blueprint.post("/estate/holdings/<int:holding_id>/remove")
@allow(Permission.EDIT_ESTATE)
def remove_holding(holding_id: int) -> ResponseReturnValue:
    """Say that the asset holds these data no longer."""
    back = back_or(url_for("estate.asset", asset_id=queries.holding(holding_id).asset_id))
    operations.remove_holding(the_actor(), holding_id, request.form.get("version", 0, type=row_number))
    say_stored(gettext("The entry is removed."))
    return redirect(back)
