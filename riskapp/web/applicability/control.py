"""One control: what is said of it, what stands behind it in the register, and what does not go together."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.applicability.deciding import decide_control
from riskapp.applicability.queries import history, standings
from riskapp.applicability.statement import Standing
from riskapp.applicability.values import known_control
from riskapp.catalogues.controls import load_controls
from riskapp.errors import Conflict, Invalid
from riskapp.web.answers import sentence
from riskapp.web.applicability.blueprint import blueprint
from riskapp.web.applicability.forms import ControlForm
from riskapp.web.applicability.wording import COLOURS, control_words, finding_words
from riskapp.web.guard import allow, the_actor
from riskapp.web.register.measures import COLOURS as STATUS_COLOURS

_NOT_RESENT = {"csrf_token", "version"}
_WORDS = {"applicable": "choices", "reasons": "reasons", "state": "states"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two texts differ in, as people read it."""

    label: str
    theirs: str
    mine: str


@blueprint.get("/applicability/<control_number>")
@allow(Permission.VIEW_APPLICABILITY)
def control(control_number: str) -> ResponseReturnValue:
    """The page of a control."""
    known_control(control_number)
    return _page(control_number, None)


@blueprint.post("/applicability/<control_number>")
@allow(Permission.KEEP_APPLICABILITY)
def decide(control_number: str) -> ResponseReturnValue:
    """Store what is said of a control."""
    known_control(control_number)
    form = ControlForm()
    form.offer()
    if not form.validate():
        return _page(control_number, form), 422
    try:
        decide_control(the_actor(), control_number, form.told(), form.version.data or 0)
    except Conflict as conflict:
        return _conflict(conflict, form, control_number), 409
    except Invalid as error:
        form.refuse(error)
        return _page(control_number, form), 422
    flash(gettext("Saved."), "success")
    return redirect(url_for("applicability.control", control_number=control_number))


def _page(number: str, form: ControlForm | None) -> str:
    rows = standings()
    place = next(place for place, one in enumerate(rows) if one.control.number == number)
    row = rows[place]
    if form is None:
        form = ControlForm(version=row.row_version)
        form.offer()
        form.show(row.decision)
    return render_template(
        "applicability/control.html",
        row=row,
        form=form,
        note=load_controls().note,
        findings=finding_words(row),
        before=rows[place - 1] if place else None,
        after=rows[place + 1] if place + 1 < len(rows) else None,
        undecided=_next_undecided(rows, place),
        history=history(number),
        colours=COLOURS,
        status_colours=STATUS_COLOURS,
        may_keep=the_actor().may(Permission.KEEP_APPLICABILITY),
    )


def _next_undecided(rows: tuple[Standing, ...], place: int) -> Standing | None:
    """The next control on which nobody decided, from the beginning again after the last."""
    return next((one for one in (*rows[place + 1 :], *rows[:place]) if not one.decided), None)


def _conflict(conflict: Conflict, form: ControlForm, number: str) -> str:
    """Both texts, field by field; storing mine sends the same form again, over theirs."""
    if not conflict.mine:
        raise conflict
    differences = [
        Difference(str(form[name].label.text), _shown(name, conflict.theirs[name]), _shown(name, mine))
        for name, mine in conflict.mine.items()
    ]
    back = url_for("applicability.control", control_number=number)
    return render_template(
        "estate/conflict.html",
        name=number,
        text=sentence(conflict),
        differences=differences,
        resent=[pair for pair in request.form.items(multi=True) if pair[0] not in _NOT_RESENT],
        version=conflict.theirs["row_version"],
        back=back,
        action=back,
    )


def _shown(name: str, value: object) -> str:
    if name in _WORDS and isinstance(value, str | tuple):
        return control_words(_WORDS[name], value) or "–"
    return str(value) or "–"
