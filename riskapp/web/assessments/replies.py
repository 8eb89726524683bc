"""Whether a script asked, which reads JSON, or a person, who reads a page."""

from flask import request


def wants_json() -> bool:
    """Whether the answer goes to a script."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"
