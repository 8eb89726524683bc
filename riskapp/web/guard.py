"""Who may use a route. A route that does not say so stops the start; a request without the right gets no further."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from flask import Flask, g, request
from flask.typing import ResponseReturnValue

from riskapp.accounts.permissions import Actor, Permission
from riskapp.errors import N_, NotAllowed
from riskapp.web.sessions import ask_to_sign_in

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Guard:
    """A route's rule: open to everybody, to whoever is signed in, or to who holds one of the permissions."""

    public: bool = False
    any_of: tuple[Permission, ...] = ()


def public(view: View) -> View:
    """Open to everybody, signed in or not."""
    return _guarded(view, Guard(public=True))


def signed_in(view: View) -> View:
    """Open to whoever is signed in; the operation behind it checks the right."""
    return _guarded(view, Guard())


def allow(*permissions: Permission) -> Callable[[View], View]:
    """Open to who holds one of these permissions for anything; the operation checks it for this very thing."""
    return lambda view: _guarded(view, Guard(any_of=permissions))


def _guarded(view: View, guard: Guard) -> View:
    view.guard = guard  # type: ignore[attr-defined]
    return view


def guard_of(view: Callable[..., Any]) -> Guard | None:
    """The rule that a view states, or None."""
    return cast("Guard | None", getattr(view, "guard", None))


def the_actor() -> Actor:
    """Who makes this request. Only behind a guard that is not public."""
    actor = the_actor_or_none()
    if actor is None:
        raise NotAllowed(N_("Sign in first."))
    return actor


def the_actor_or_none() -> Actor | None:
    """Who makes this request, or None where nobody is signed in."""
    actor: Actor | None = g.get("actor")
    return actor


def install(app: Flask) -> None:
    """Check every request against the guard of its route."""

    @app.before_request
    def check() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None  # no such page: the router answers
        guard = guard_of(app.view_functions[request.endpoint])
        if guard is None:
            raise NotAllowed(N_("This page does not say who may use it."))
        if guard.public:
            return None
        if g.get("actor") is None:
            return ask_to_sign_in()
        if guard.any_of and not any(g.actor.may(permission) for permission in guard.any_of):
            raise NotAllowed(N_("Your roles do not open this page. Ask an administrator if you need it."))
        return None


def require_guards(app: Flask) -> None:
    """Refuse to start while any route does not say who may use it."""
    silent = sorted(name for name, view in app.view_functions.items() if guard_of(view) is None)
    if silent:
        raise RuntimeError(f"routes that do not say who may use them: {', '.join(silent)}")
