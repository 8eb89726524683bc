"""How one asset reaches another: start, end, and the shortest ways between them."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from wtforms import StringField

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_, Invalid
from riskapp.estate.choosing import find_asset
from riskapp.estate.directory import directory as stored_directory
from riskapp.estate.snapshots import present
from riskapp.explorer.directory import Directory, directory_of
from riskapp.explorer.page_tables import WAYS
from riskapp.explorer.picture_of_ways import picture_of_ways
from riskapp.explorer.readiness import prepare
from riskapp.explorer.result_tables import ways_table
from riskapp.explorer.step_rows import STEPS, step_rows
from riskapp.explorer.table import chosen
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.ways import Ways, ways
from riskapp.web.formatting import number
from riskapp.web.forms import Form
from riskapp.web.graph import wording
from riskapp.web.graph.answer_files import Asked, download
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.links import asset_urls
from riskapp.web.graph.listing import Place, table_of
from riskapp.web.graph.view import choice_in, view_of
from riskapp.web.guard import allow

_ASSET = {"autocomplete": "off", "spellcheck": "false", "data-asset-choice": ""}


class WaysForm(Form):
    """Two assets, asked for by GET."""

    class Meta(Form.Meta):
        """It changes nothing: no token in the address line."""

        csrf = False

    start = StringField(_("From"), description=_("Type a name or an id."), render_kw=_ASSET)
    end = StringField(_("To"), description=_("Type a name or an id."), render_kw=_ASSET)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The answer, and what to add."""

    text: str
    more: str = ""


@blueprint.get("/graph/ways")
@allow(Permission.VIEW_ESTATE)
def reach() -> ResponseReturnValue:
    """The shortest ways by which one asset reaches another."""
    form, snapshot = WaysForm(request.args), present()
    values = {"form": form, "answer": None, "words": wording}
    if not (form.start.data or form.end.data):
        return render_template("graph/ways.html", **values)
    prepare(snapshot)
    answer = _asked(form, snapshot)
    if answer is None:
        return render_template("graph/ways.html", **values), 422
    directory, start, end = directory_of(snapshot), answer.start, answer.end
    here = {"start": form.start.data, "end": form.end.data}
    table = table_of(
        step_rows(answer, directory),
        STEPS,
        Place("graph.reach", here, "steps", "graph.ways_file"),
        view_of(request.args, WAYS),
    )
    shown = {step.source for way in answer.ways for step in way} | {start, end}
    return render_template(
        "graph/ways.html",
        **values | {"answer": answer, "title": _title(answer, directory)},
        table=table,
        directory=directory,
        urls=asset_urls(shown),
        drawing=picture_of_ways(answer, directory) if answer.ways else None,
        sentence=_sentence(answer, bool(not answer.ways and ways(snapshot, end, start).ways), directory),
    )


@blueprint.get("/graph/ways.<written>")
@allow(Permission.VIEW_ESTATE)
def ways_file(written: str) -> ResponseReturnValue:
    """The steps of all ways."""
    form, snapshot, choice = WaysForm(request.args), present(), choice_in(request.args, STEPS)
    prepare(snapshot)
    answer = _asked(form, snapshot)
    if answer is None:
        raise Invalid(N_("This address asks a question that has no answer. Go back and ask again."))
    rows = step_rows(answer, directory_of(snapshot))
    asked = Asked(snapshot, _title(answer, directory_of(snapshot)), (answer.start, answer.end), choice, len(rows))
    return download(ways_table(chosen(rows, STEPS, choice)), written, asked)


def _asked(form: WaysForm, snapshot: Snapshot) -> Ways | None:
    """The answer, or None where a field of the form says why there is none."""
    found = []
    for name in ("start", "end"):
        try:
            found.append(find_asset(stored_directory(), form[name].data or "", name).key)
        except Invalid as error:
            form.refuse(error)
    if len(found) < 2:
        return None
    try:
        return ways(snapshot, found[0], found[1])
    except Invalid as error:
        form.refuse(error)
        return None


def _title(answer: Ways, directory: Directory) -> str:
    """The question in words."""
    return gettext(
        "How does %(start)s reach %(end)s?", start=directory.name(answer.start), end=directory.name(answer.end)
    )


def _sentence(answer: Ways, other_way: bool, directory: Directory) -> Sentence:
    names = {"start": directory.name(answer.start), "end": directory.name(answer.end)}
    if not answer.ways:
        return Sentence(
            gettext("Nothing leads from %(start)s to %(end)s.", **names),
            gettext("It is the other way round: %(end)s reaches %(start)s.", **names) if other_way else "",
        )
    shortest = len(answer.ways[0])
    text = ngettext(
        "%(start)s reaches %(end)s in %(n)s step.",
        "%(start)s reaches %(end)s in %(n)s steps.",
        shortest,
        n=number(shortest),
        **names,
    )
    if answer.more:
        return Sentence(text, gettext("There are more ways than the %(n)s shortest shown here.", n=len(answer.ways)))
    return Sentence(text)
