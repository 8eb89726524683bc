"""A null character is refused wherever it comes in: PostgreSQL stores none, and nobody types one."""

from flask import Flask, request

from riskapp.errors import N_, Invalid


def install(app: Flask) -> None:
    """Refuse such a request before any page reads it."""

    @app.before_request
    def refuse() -> None:
        sent = [request.path, *request.args.keys(), *request.args.values(), *request.form.keys()]
        if any("\0" in text for text in (*sent, *(text for _, text in request.form.items(multi=True)))):
            raise Invalid(N_("The text has a character that cannot be stored. Copy it again as plain text."))
