"""How one asset reaches another: start, end, and the shortest ways between them."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from wtforms import StringField

from riskapp.accounts.permissions import Permission
from riskapp.errors import Invalid
from riskapp.estate.choosing import find_asset
from riskapp.estate.directory import directory as stored_directory
from riskapp.estate.snapshots import present
from riskapp.explorer.directory import Directory, directory_of
from riskapp.explorer.picture_of_ways import picture_of_ways
from riskapp.explorer.readiness import prepare
from riskapp.graph.ways import Ways, ways
from riskapp.web.formatting import number
from riskapp.web.forms import Form
from riskapp.web.graph import wording
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.links import asset_urls
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
    try:
        start, end = (find_asset(stored_directory(), form[name].data or "", name).key for name in ("start", "end"))
        answer = ways(snapshot, start, end)
    except Invalid as error:
        form.refuse(error)
        return render_template("graph/ways.html", **values), 422
    directory = directory_of(snapshot)
    shown = {step.source for way in answer.ways for step in way} | {start, end}
    return render_template(
        "graph/ways.html",
        **values | {"answer": answer},
        directory=directory,
        urls=asset_urls(shown),
        drawing=picture_of_ways(answer, directory) if answer.ways else None,
        sentence=_sentence(answer, bool(not answer.ways and ways(snapshot, end, start).ways), directory),
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
