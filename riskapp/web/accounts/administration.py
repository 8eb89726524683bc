"""Administrators look after accounts: add, give and withdraw roles, new password, close and reopen."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from riskapp.accounts import operations
from riskapp.accounts.models import User
from riskapp.accounts.permissions import Permission, Role
from riskapp.database import db
from riskapp.errors import N_, Invalid, NotFound
from riskapp.estate.models import Asset
from riskapp.web.accounts.forms import ResetForm, RoleForm, UserForm
from riskapp.web.accounts.views import blueprint
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number

__all__ = ["blueprint"]


@blueprint.get("/people")
@allow(Permission.MANAGE_USERS)
def people() -> ResponseReturnValue:
    """All accounts."""
    users = db.session.scalars(select(User).order_by(User.name)).all()
    return render_template("accounts/people.html", users=users)


@blueprint.route("/people/new", methods=["GET", "POST"])
@allow(Permission.MANAGE_USERS)
def new_person() -> ResponseReturnValue:
    """Add an account."""
    form = UserForm()
    if form.validate_on_submit():
        try:
            user_id = operations.add_user(
                the_actor(), form.username.data, form.name.data, form.password.data, language=form.language.data
            )
        except Invalid as error:
            form.refuse(error)
        else:
            flash(gettext("The account is there. Give it a role now."), "success")
            return redirect(url_for("accounts.person", user_id=user_id))
    return render_template("accounts/new_person.html", form=form), 422 if form.errors else 200


@blueprint.route("/people/<int:user_id>", methods=["GET", "POST"])
@allow(Permission.MANAGE_USERS)
def person(user_id: int) -> ResponseReturnValue:
    """One account: its roles, and a form to give another."""
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound(N_("There is no such account."))
    form = RoleForm()
    form.offer_roles()
    if form.validate_on_submit():
        try:
            operations.grant_role(the_actor(), user_id, Role(form.role.data), _asset_id(form.asset.data or ""))
        except Invalid as error:
            form.refuse(error)
        else:
            flash(gettext("The role is given."), "success")
            return redirect(url_for("accounts.person", user_id=user_id))
    assets = {grant.asset_id: db.session.get(Asset, grant.asset_id) for grant in user.roles if grant.asset_id}
    page = render_template("accounts/person.html", user=user, form=form, assets=assets)
    return page, 422 if form.errors else 200


@blueprint.post("/people/<int:user_id>/roles/<int:grant_id>/withdraw")
@allow(Permission.MANAGE_USERS)
def withdraw_role(user_id: int, grant_id: int) -> ResponseReturnValue:
    """Take a role away."""
    operations.withdraw_role(the_actor(), grant_id)
    flash(gettext("The role is withdrawn."), "success")
    return redirect(url_for("accounts.person", user_id=user_id))


@blueprint.route("/people/<int:user_id>/password", methods=["GET", "POST"])
@allow(Permission.MANAGE_USERS)
def reset_password(user_id: int) -> ResponseReturnValue:
    """Set a new password for somebody."""
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound(N_("There is no such account."))
    form = ResetForm()
    if form.validate_on_submit():
        try:
            operations.reset_password(the_actor(), user_id, form.password.data)
        except Invalid as error:
            form.refuse(error)
        else:
            flash(gettext("The new password is set."), "success")
            return redirect(url_for("accounts.person", user_id=user_id))
    return render_template("accounts/reset_password.html", form=form, user=user), 422 if form.errors else 200


@blueprint.post("/people/<int:user_id>/active")
@allow(Permission.MANAGE_USERS)
def set_active(user_id: int) -> ResponseReturnValue:
    """Close or reopen an account."""
    version = request.form.get("version", type=row_number) or 0
    operations.set_active(the_actor(), user_id, request.form.get("active") == "yes", version)
    return redirect(url_for("accounts.person", user_id=user_id))


def _asset_id(key: str) -> int | None:
    if not key.strip():
        return None
    found = db.session.scalar(select(Asset.id).where(Asset.key == key.strip()))
    if found is None:
        raise Invalid(N_("No asset has the id %(id)s. Copy it from the asset's page."), field="asset", id=key.strip())
    return found
