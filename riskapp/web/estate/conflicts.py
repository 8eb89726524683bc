"""The page for a second writer: what is stored now beside what this person wrote, and a choice between the two."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from riskapp.errors import Conflict
from riskapp.web.answers import sentence
from riskapp.web.estate.labels import field_label, shown_value

_NOT_RESENT = {"csrf_token", "version"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the two texts differ in, as people read it."""

    label: str
    theirs: str
    mine: str


def conflict_page(error: Conflict, name: str, version: int, back: str) -> ResponseReturnValue:
    """Show both texts, field by field; storing mine sends the same form again, over `version`, to the same address."""
    if not error.mine:
        raise error
    differences = [
        Difference(field_label(field), shown_value(field, error.theirs.get(field)), shown_value(field, mine))
        for field, mine in error.mine.items()
        if error.theirs.get(field) != mine
    ]
    resent = [(field, value) for field, value in request.form.items(multi=True) if field not in _NOT_RESENT]
    page = render_template(
        "estate/conflict.html",
        name=name,
        text=sentence(error),
        differences=differences,
        resent=resent,
        version=version,
        back=back,
        action=request.full_path.rstrip("?"),
    )
    return page, 409
