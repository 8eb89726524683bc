"""How much a request may send: a form's size, and a file's only where the page takes one and a person is signed in."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from riskapp.settings import Settings

View = TypeVar("View", bound=Callable[..., Any])


def takes_file(view: View) -> View:
    """The route reads an uploaded file, of up to `Settings.max_upload` bytes; its path must answer GET as well."""
    view.takes_file = True  # type: ignore[attr-defined]
    return view


def install(app: Flask, settings: Settings) -> None:
    """Set the limit of each request before anything reads its body; more is answered with 413."""
    app.config.update(
        MAX_CONTENT_LENGTH=settings.max_form, MAX_FORM_MEMORY_SIZE=settings.max_form, MAX_FORM_PARTS=20_000
    )

    @app.before_request
    def widen_for_files() -> ResponseReturnValue | None:
        if not getattr(app.view_functions.get(request.endpoint or ""), "takes_file", False):
            return None
        if g.get("actor") is None:
            return redirect(url_for("accounts.sign_in_page", target=request.path))
        request.max_content_length = settings.max_upload
        return None
