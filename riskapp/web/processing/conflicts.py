"""The page for a second writer: what is stored now beside what this person wrote, and a choice between the two."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from riskapp.errors import Conflict
from riskapp.processing.record import Known
from riskapp.web.answers import sentence
from riskapp.web.estate.forms import VersionedForm
from riskapp.web.processing.wording import shown

_NOT_RESENT = {"csrf_token", "version"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the two texts differ in, as people read it."""

    label: str
    theirs: str
    mine: str


def conflict_page(error: Conflict, form: VersionedForm, name: str, known: Known, back: str) -> ResponseReturnValue:
    """Show both texts, field by field; storing mine sends the same form again, over theirs, to the same address."""
    if not error.mine:
        raise error
    differences = [
        Difference(_label(form, field), shown(field, error.theirs[field], known), shown(field, mine, known))
        for field, mine in error.mine.items()
    ]
    page = render_template(
        "estate/conflict.html",
        name=name,
        text=sentence(error),
        differences=differences,
        resent=[pair for pair in request.form.items(multi=True) if pair[0] not in _NOT_RESENT],
        version=error.theirs["row_version"],
        back=back,
        action=request.full_path.rstrip("?"),
    )
    return page, 409


def _label(form: VersionedForm, field: str) -> str:
    return str(form[field].label.text) if field in form else field
