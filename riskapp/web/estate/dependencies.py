"""Dependencies: adding one from either side, changing and removing, alone or in a group."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from riskapp.accounts.permissions import Permission
from riskapp.errors import Conflict, Invalid
from riskapp.estate import dependencies as operations
from riskapp.estate import queries
from riskapp.estate.choosing import shown
from riskapp.estate.directory import directory
from riskapp.estate.rows import dependency_row
from riskapp.web.estate.blueprint import blueprint
from riskapp.web.estate.conflicts import conflict_page
from riskapp.web.estate.going_back import back_or
from riskapp.web.estate.link_forms import DependencyForm
from riskapp.web.estate.rights import require_edit
from riskapp.web.estate.undoing import say_stored
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number


@blueprint.route("/estate/assets/<int:asset_id>/dependencies/new", methods=["GET", "POST"])
@allow(Permission.EDIT_ESTATE)
def new_dependency(asset_id: int) -> ResponseReturnValue:
    """Add what an asset needs, or (`direction=needed-by`) who needs it."""
    asset, known = queries.asset(asset_id), directory()
    end = "provider" if request.args.get("direction") == "needed-by" else "dependent"
    if end == "dependent":
        require_edit(asset_id)
    form = DependencyForm(**{end: shown(known.by_number[asset_id])})
    form.offer()
    if form.validate_on_submit():
        try:
            _, changed = operations.add_dependency(the_actor(), form.row(known))
        except Invalid as error:
            form.refuse(error)
        else:
            say_stored(with_group(gettext("The dependency is added."), changed))
            return redirect(url_for("estate.asset", asset_id=asset_id))
    groups = queries.groups_of(asset_id) if end == "dependent" else ()
    page = render_template("estate/dependency_form.html", form=form, asset=asset, dependency=None, groups=groups)
    return page, 422 if form.errors else 200


@blueprint.route("/estate/dependencies/<int:dependency_id>", methods=["GET", "POST"])
@allow(Permission.EDIT_ESTATE)
def edit_dependency(dependency_id: int) -> ResponseReturnValue:
    """Change a dependency; what belongs to the group changes for all its rows."""
    stored, known = queries.dependency(dependency_id), directory()
    require_edit(stored.dependent_id)
    asset, back = stored.dependent, back_or(url_for("estate.asset", asset_id=stored.dependent_id))
    form = DependencyForm(version=stored.version)
    form.offer()
    form.show(dependency_row(stored), known)
    if form.validate_on_submit():
        try:
            changed = operations.change_dependency(the_actor(), dependency_id, form.version.data, form.row(known))
        except Invalid as error:
            form.refuse(error)
        except Conflict as error:
            return conflict_page(error, asset.name, queries.dependency(dependency_id).version, back)
        else:
            say_stored(with_group(gettext("Your changes are stored."), changed))
            return redirect(back)
    page = render_template(
        "estate/dependency_form.html", form=form, asset=asset, dependency=stored, groups=queries.groups_of(asset.id)
    )
    return page, 422 if form.errors else 200


@blueprint.post("/estate/dependencies/<int:dependency_id>/remove")
@allow(Permission.EDIT_ESTATE)
def remove_dependency(dependency_id: int) -> ResponseReturnValue:
    """Say that the asset needs the other no longer."""
    back = back_or(url_for("estate.asset", asset_id=queries.dependency(dependency_id).dependent_id))
    operations.remove_dependency(the_actor(), dependency_id, request.form.get("version", 0, type=row_number))
    say_stored(gettext("The dependency is removed."))
    return redirect(back)


def with_group(said: str, changed: int) -> str:
    """What is said of a stored dependency, with the other rows of its group where they changed with it."""
    if not changed:
        return said
    too = ngettext(
        "What belongs to the group as a whole changed in %(num)s other row too.",
        "What belongs to the group as a whole changed in %(num)s other rows too.",
        changed,
    )
    return f"{said} {too}"
