"""What no page can read is refused wherever it comes in: null characters, and parts of a form without a name."""

from flask import Flask, abort, request

from riskapp.errors import N_, Invalid


def install(app: Flask) -> None:
    """Refuse such a request before any page reads it: PostgreSQL stores no null character, and nobody types one."""

    @app.before_request
    def refuse() -> None:
        names = [*request.args.keys(), *request.form.keys()]
        if None in names:
            abort(400)
        texts = [text for _, text in (*request.args.items(multi=True), *request.form.items(multi=True))]
        if any("\0" in text for text in (request.path, *names, *texts)):
            raise Invalid(N_("The text has a character that cannot be stored. Copy it again as plain text."))
