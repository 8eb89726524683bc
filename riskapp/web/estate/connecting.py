"""Joining two assets from wherever somebody looks at them: a dependency or a data flow, either way round."""

from collections.abc import Iterable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from riskapp.accounts.permissions import Permission
from riskapp.errors import Invalid
from riskapp.estate import dependencies, flows, queries
from riskapp.estate.directory import Directory, Line, directory
from riskapp.graph.vocabulary import DependencyKind
from riskapp.web.answers import sentence
from riskapp.web.estate.blueprint import blueprint
from riskapp.web.estate.connect_form import GETS, NEEDED_BY, NEEDS, SENDS, ConnectForm, Ends
from riskapp.web.estate.dependencies import with_group
from riskapp.web.estate.link_forms import DependencyForm, FlowForm
from riskapp.web.estate.rights import require_edit
from riskapp.web.estate.undoing import say_stored
from riskapp.web.guard import allow, the_actor
from riskapp.web.kept_forms import local_target
from riskapp.web.numbers import row_number

_ENDS = {"dependent", "provider", "source", "target"}
_PRESET = {"dependency": NEEDS, "flow": SENDS}


@blueprint.route("/estate/connect", methods=["GET", "POST"])
@allow(Permission.EDIT_ESTATE)
def connect() -> ResponseReturnValue:
    """Say that one asset needs another, or sends data to it, and go back to where the person looked."""
    known = directory()
    ends = Ends(_named(known, "from"), _named(known, "to"))
    if len(ends.known) == 2:
        require_edit(*(line.number for line in ends.known))
    form = ConnectForm(sentence=_PRESET.get(request.args.get("as", "")))
    form.offer(ends, _allowed(ends))
    # Not the first kind of the list, which would hand over control too.
    links = {True: _link_form(True, kind=DependencyKind.SERVICE.value), False: _link_form(False)}
    if form.validate_on_submit():
        text = _stored(form, links, ends, known)
        if text:
            say_stored(text)
            return redirect(_back(ends))
    needs, flow = links[True], links[False]
    page = render_template(
        "estate/connect.html",
        form=form,
        needs=needs,
        flow=flow,
        ends=ends,
        others={name: _without(name) for name in ("from", "to")},
        groups=_groups(ends.known),
        back=_back(ends),
    )
    return page, 422 if form.errors or needs.errors or flow.errors else 200


def _stored(form: ConnectForm, links: dict[bool, DependencyForm | FlowForm], ends: Ends, known: Directory) -> str:
    """Store what the forms say; what is said of it, nothing where a form holds the refusal."""
    is_need = form.sentence.data in (NEEDS, NEEDED_BY)
    try:
        left, right = form.chosen(ends, known)
    except Invalid as error:
        form.refuse(error)
        return ""
    names = ("dependent", "provider") if is_need else ("source", "target")
    filled = MultiDict(request.form)
    filled.setlist(names[0], [left.key])
    filled.setlist(names[1], [right.key])
    link = links[is_need] = _link_form(is_need, formdata=filled)
    if not link.validate():
        return ""
    try:
        return _add(link, known)
    except Invalid as error:
        # The ends have no field of that name here.
        if error.field in _ENDS:
            form.form_errors.append(sentence(error))
        else:
            link.refuse(error)
        return ""


def _link_form(is_need: bool, **given: object) -> DependencyForm | FlowForm:
    """The form of a dependency or of a flow, with its choices."""
    if is_need:
        needs = DependencyForm(**given)
        needs.offer()
        return needs
    flow = FlowForm(**given)
    flow.offer((row.key, row.name) for row in queries.all_categories())
    return flow


def _add(link: DependencyForm | FlowForm, known: Directory) -> str:
    if isinstance(link, FlowForm):
        flows.add_flow(the_actor(), link.row(known))
        return gettext("The flow is added.")
    _, changed = dependencies.add_dependency(the_actor(), link.row(known))
    return with_group(gettext("The dependency is added."), changed)


def _named(known: Directory, name: str) -> Line | None:
    """The asset that the address names by its number or its id, None where it names none."""
    number = request.args.get(name, type=row_number)
    if number is not None:
        return known.by_number.get(number)
    return known.by_key.get(request.args.get(f"{name}_key", ""))


def _allowed(ends: Ends) -> Iterable[str]:
    """What the person may say: a dependency belongs to who needs it, a flow to both; nobody knows of an open end."""
    may = {
        name: line is None or the_actor().may_for_any(Permission.EDIT_ESTATE, [line.number])
        for name, line in ((NEEDS, ends.first), (NEEDED_BY, ends.second))
    }
    return [*(name for name, allowed in may.items() if allowed), SENDS, GETS]


def _without(name: str) -> str:
    """The address of this page without one of the two assets."""
    kept = {key: value for key, value in request.args.items() if key not in (name, f"{name}_key")}
    return url_for("estate.connect", **kept)  # type: ignore[arg-type]


def _groups(lines: Iterable[Line]) -> list[str]:
    return sorted({group for line in lines for group in queries.groups_of(line.number)})


def _back(ends: Ends) -> str:
    """Where the person came from; else the page of the first asset that is known, or the estate."""
    wanted = request.args.get("back", "")
    if wanted:
        return local_target(wanted)
    for line in ends.known:
        return url_for("estate.asset", asset_id=line.number)
    return url_for("estate.assets")
