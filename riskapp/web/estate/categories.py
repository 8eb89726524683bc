"""Categories of personal data: the list and the form."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.errors import Conflict, Invalid
from riskapp.estate import categories as operations
from riskapp.estate import queries
from riskapp.web.estate.blueprint import blueprint
from riskapp.web.estate.conflicts import conflict_page
from riskapp.web.estate.forms import CategoryForm
from riskapp.web.estate.rights import require_edit
from riskapp.web.estate.undoing import say_stored
from riskapp.web.guard import allow, the_actor


@blueprint.get("/estate/categories")
@allow(Permission.VIEW_ESTATE)
def categories() -> ResponseReturnValue:
    """The list."""
    may_edit = the_actor().may_everywhere(Permission.EDIT_ESTATE)
    return render_template("estate/categories.html", uses=queries.categories_with_use(), may_edit=may_edit)


@blueprint.route("/estate/categories/new", methods=["GET", "POST"])
@allow(Permission.EDIT_ESTATE)
def new_category() -> ResponseReturnValue:
    """Add a category."""
    require_edit()
    form = CategoryForm()
    form.offer()
    if form.validate_on_submit():
        try:
            operations.add_category(the_actor(), form.row())
        except Invalid as error:
            form.refuse(error)
        else:
            flash(gettext("The category is added."), "success")
            return redirect(url_for("estate.categories"))
    return render_template("estate/category_form.html", form=form, category=None), 422 if form.errors else 200


@blueprint.route("/estate/categories/<int:category_id>", methods=["GET", "POST"])
@allow(Permission.EDIT_ESTATE)
def edit_category(category_id: int) -> ResponseReturnValue:
    """Change a category."""
    require_edit()
    stored, back = queries.category(category_id), url_for("estate.categories")
    form = CategoryForm(version=stored.version, name=stored.name, id=stored.key, sensitivity=stored.sensitivity)
    form.offer()
    if form.validate_on_submit():
        try:
            operations.change_category(the_actor(), category_id, form.version.data, form.row())
        except Invalid as error:
            form.refuse(error)
        except Conflict as error:
            return conflict_page(error, stored.name, queries.category(category_id).version, back)
        else:
            say_stored(gettext("Your changes are stored."))
            return redirect(back)
    return render_template("estate/category_form.html", form=form, category=stored), 422 if form.errors else 200
