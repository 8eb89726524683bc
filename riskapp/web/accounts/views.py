"""Signing in and out, and one's own account."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from riskapp.accounts import operations
from riskapp.accounts.demo import DEMO_PASSWORD
from riskapp.accounts.models import Organisation, User
from riskapp.accounts.sign_in import sign_in as open_session
from riskapp.accounts.sign_in import sign_out as close_session
from riskapp.database import db
from riskapp.errors import Invalid
from riskapp.notices.addresses import address_of
from riskapp.notices.feed import feed_of
from riskapp.web.accounts.forms import PasswordForm
from riskapp.web.answers import sentence
from riskapp.web.guard import public, signed_in, the_actor, the_actor_or_none
from riskapp.web.kept_forms import local_target, restore
from riskapp.web.sessions import clear_cookie, cookie_name, set_cookie, settings

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/sign-in")
@public
def sign_in_page() -> ResponseReturnValue:
    """The sign-in page."""
    expired = cookie_name() in request.cookies and the_actor_or_none() is None
    return render_template(
        "accounts/sign_in.html", target=request.args.get("target", ""), kept="", expired=expired, **demo()
    )


@blueprint.post("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Open a session, then go on to where the person was going, or hand back the form that was on its way."""
    form = request.form
    try:
        opened = open_session(form.get("username", ""), form.get("password", ""), request.remote_addr or "")
    except Invalid as error:
        page = render_template(
            "accounts/sign_in.html",
            target=form.get("target", ""),
            kept=form.get("kept", ""),
            username=form.get("username", ""),
            error=sentence(error),
            **demo(),
        )
        return page, 422
    session.clear()  # the token of the stranger's forms is not the person's (ASVS 7.2.4)
    kept = restore(form.get("kept", ""))
    if kept and kept.owner not in (None, opened.actor.id):
        kept = None
    answer = make_response(
        render_template("errors/kept.html", kept=kept) if kept else redirect(local_target(form.get("target") or "/"))
    )
    set_cookie(answer, opened.token)
    return answer


@blueprint.post("/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    """End this session."""
    close_session(the_actor(), request.cookies.get(cookie_name(), ""))
    answer = make_response(redirect(url_for("accounts.sign_in_page")))
    clear_cookie(answer)
    return answer


@blueprint.route("/me", methods=["GET", "POST"])
@signed_in
def me() -> ResponseReturnValue:
    """One's own account: roles, and a new password."""
    form = PasswordForm()
    actor = the_actor()
    if form.validate_on_submit():
        try:
            operations.change_own_password(
                actor,
                form.old.data,
                form.password.data,
                address=request.remote_addr or "",
                keep_token=request.cookies.get(cookie_name(), ""),
            )
        except Invalid as error:
            form.refuse(error)
        else:
            flash(gettext("Your password is changed. Other browsers were signed out."), "success")
            return redirect(url_for("accounts.me"))
    user = db.session.get_one(User, actor.id)
    return _me_page(form, user), 422 if form.errors else 200


def _me_page(form: PasswordForm, user: User) -> str:
    mails, address = bool(settings().mail.host), address_of(the_actor())
    feed = feed_of(the_actor())
    return render_template("accounts/me.html", form=form, user=user, feed=feed, mails=mails, address=address)


def demo() -> dict[str, object]:
    """The demo accounts, in a demo instance only."""
    organisation = db.session.get(Organisation, 1)
    if organisation is None or not organisation.demo:
        return {}
    users = db.session.scalars(select(User).where(User.active).order_by(User.id)).all()
    return {"demo_accounts": users, "demo_password": DEMO_PASSWORD}
