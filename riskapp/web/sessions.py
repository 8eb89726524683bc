"""Which person sends this request: the session cookie, and the way to sign-in that loses no text."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from riskapp.accounts.authority import actor_of
from riskapp.accounts.sign_in import session_owner, session_user
from riskapp.settings import Settings
from riskapp.web.kept_forms import keep

View = TypeVar("View", bound=Callable[..., Any])


def asked_by_itself(view: View) -> View:
    """A script asks this route on its own, again and again: that is no sign of a person, so a session idles on."""
    view.asked_by_itself = True  # type: ignore[attr-defined]
    return view


def settings() -> Settings:
    """The settings of the running application."""
    found: Settings = current_app.extensions["riskapp.settings"]
    return found


def cookie_name() -> str:
    """`__Host-` binds the cookie to this host, which browsers grant over TLS only."""
    return "__Host-riskapp" if settings().secure else "riskapp"


def install(app: Flask) -> None:
    """Find out who is asking before anything else is done."""

    @app.before_request
    def identify() -> None:
        g.actor = None
        g.user_language = None
        token = request.cookies.get(cookie_name())
        if not token or request.endpoint == "static":
            return
        seen = not getattr(app.view_functions.get(request.endpoint or ""), "asked_by_itself", False)
        user = session_user(token, settings().session_idle, settings().session_lifetime, seen=seen)
        if user is not None:
            g.actor = actor_of(user)
            g.user_language = user.language
            g.username = user.username


def set_cookie(response: Response, token: str) -> None:
    """Hand the browser its token: HttpOnly, same site, gone when the browser closes."""
    response.set_cookie(cookie_name(), token, httponly=True, samesite="Lax", secure=settings().secure, path="/")


def clear_cookie(response: Response) -> None:
    """Take the token back, and tell the browser to forget what it cached."""
    response.delete_cookie(cookie_name(), path="/", secure=settings().secure, httponly=True, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache"'


def ask_to_sign_in() -> ResponseReturnValue:
    """The way to sign-in for a request that needs a person; a form that was sent is carried through it."""
    if request.method != "POST":
        target = request.full_path.rstrip("?")
        return redirect(url_for("accounts.sign_in_page", target=None if target == "/" else target))
    page = render_template(
        "accounts/sign_in.html",
        target="",
        kept=keep(request, session_owner(request.cookies.get(cookie_name(), ""))),
        expired=cookie_name() in request.cookies,
    )
    return page, 401
