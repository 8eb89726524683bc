"""The statement as a list by theme, with how far it has come, and a decision on several controls at once."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from riskapp.accounts.authority import require
from riskapp.accounts.permissions import Permission
from riskapp.applicability.deciding import decide_several
from riskapp.applicability.findings import findings_of
from riskapp.applicability.queries import standings
from riskapp.applicability.statement import Standing, progress_of
from riskapp.catalogues.controls import load_controls
from riskapp.errors import Invalid
from riskapp.web.applicability.blueprint import blueprint
from riskapp.web.applicability.choosing import ANY, Narrowing, fitting, narrowing_in
from riskapp.web.applicability.forms import SeveralForm
from riskapp.web.applicability.wording import COLOURS, choices_of, finding_words
from riskapp.web.guard import allow, the_actor


@blueprint.get("/applicability")
@allow(Permission.VIEW_APPLICABILITY)
def statement() -> ResponseReturnValue:
    """The list."""
    return _page(narrowing_in(request.args), SeveralForm(formdata=None), ())


@blueprint.post("/applicability")
@allow(Permission.KEEP_APPLICABILITY)
def decide_on_several() -> ResponseReturnValue:
    """Say the same of all controls that were chosen."""
    require(the_actor().may_everywhere(Permission.KEEP_APPLICABILITY), Permission.KEEP_APPLICABILITY)
    by, form = narrowing_in(request.args), SeveralForm()
    form.offer()
    # A box that stands for a whole theme sends the numbers of all of it.
    chosen = [number for sent in request.form.getlist("controls") for number in sent.split()]
    if not form.validate():
        return _page(by, form, chosen), 422
    try:
        count = decide_several(the_actor(), chosen, form.told())
    except Invalid as error:
        form.refuse(error)
        return _page(by, form, chosen), 422
    flash(ngettext("%(num)s control is decided.", "%(num)s controls are decided.", count), "success")
    address: dict[str, Any] = {**by.args()}
    return redirect(url_for("applicability.statement", **address))


def _page(by: Narrowing, form: SeveralForm, chosen: Sequence[str]) -> str:
    rows, words = standings(), load_controls()
    form.offer()
    shown = fitting(rows, by)
    counts = Counter(one for row in rows for one in findings_of(row))
    return render_template(
        "applicability/list.html",
        by=by,
        form=form,
        chosen=frozenset(chosen),
        themes=[(theme, _of(rows, theme.id), _of(shown, theme.id)) for theme in words.themes],
        shown=len(shown),
        progress=progress_of(rows),
        progress_of=progress_of,
        findings=[(one, counts[one.id]) for one in words.findings if counts[one.id]],
        finding_words=finding_words,
        any_finding=ANY,
        words=words,
        choices=choices_of(words.choices),
        states=choices_of(words.states),
        colours=COLOURS,
        may_keep=the_actor().may(Permission.KEEP_APPLICABILITY),
    )


def _of(rows: Sequence[Standing], theme: str) -> list[Standing]:
    return [one for one in rows if one.control.theme.id == theme]
