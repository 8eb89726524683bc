"""Adding many dependencies or data flows from pasted rows: a preview of every row first, then all at once."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_, Invalid
from riskapp.estate import queries
from riskapp.estate.directory import Line, directory
from riskapp.estate.links import add_links
from riskapp.estate.pasted_links import LinkReader, PastedLink, Standing
from riskapp.estate.pasted_text import read_lines
from riskapp.estate.snapshots import present
from riskapp.explorer.directory import directory_of
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import DependencyKind
from riskapp.web.answers import sentence
from riskapp.web.estate.blueprint import blueprint
from riskapp.web.estate.paste_form import (
    EveryFlowForm,
    EveryNeedForm,
    PasteForm,
    cell_words,
    columns_of,
    flow_pattern,
    header_names,
    need_pattern,
)
from riskapp.web.estate.undoing import say_stored
from riskapp.web.guard import allow, the_actor
from riskapp.web.kept_forms import local_target

MOST_MISTYPED = 5
MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class Preview:
    """What became of each row, how many of each standing, and a mark by which a later request knows the same rows."""

    rows: Sequence[PastedLink]
    counts: Counter[str]
    mark: str

    @property
    def new(self) -> list[PastedLink]:
        """The rows that would be added."""
        return [row for row in self.rows if row.standing is Standing.NEW]


@blueprint.route("/estate/paste", methods=["GET", "POST"])
@allow(Permission.EDIT_ESTATE)
def paste() -> ResponseReturnValue:
    """Paste rows, see what each would add, and add those that are new and without fault."""
    form, needs, flow = PasteForm(), EveryNeedForm(kind=DependencyKind.SERVICE.value), EveryFlowForm()
    needs.offer()
    categories = queries.all_categories()
    flow.offer((row.key, row.name) for row in categories)
    preview, notice = None, ""
    if form.validate_on_submit():
        try:
            preview = _preview(form, needs, flow)
            if request.form.get("do") == "store" and preview.new:
                if form.seen.data == preview.mark:
                    return _store(preview)
                notice = gettext("The rows or the estate changed after you looked. Look at this new preview first.")
        except Invalid as error:
            _refuse(error, form, needs, flow)
    page = render_template(
        "estate/paste.html",
        form=form,
        needs=needs,
        flow=flow,
        preview=preview,
        notice=notice,
        back=_back(),
        pasted_columns=columns_of,
        categories={row.key: row.name for row in categories},
    )
    return page, 422 if form.errors or needs.errors or flow.errors else 200


def _preview(form: PasteForm, needs: EveryNeedForm, flow: EveryFlowForm) -> Preview:
    """What the rows would add. Raises Invalid with a field of one of the forms."""
    joined, known, actor = form.joined.data, directory(), the_actor()
    columns = columns_of(joined)
    lines = read_lines(form.rows.data or "", (columns[0], columns[1]), header_names(joined))
    if joined == "dependency":
        if not needs.validate():
            raise Invalid(N_("Put this right to go on"), field="tolerance")
        pattern = need_pattern(needs)
    else:
        pattern = flow_pattern(flow, {name for line in lines for name, cell in line.cells.items() if cell})

    def may(left: Line, right: Line) -> bool:
        ends = [left.number] if joined == "dependency" else [left.number, right.number]
        return actor.may_for_any(Permission.EDIT_ESTATE, ends)

    estate = present()
    reader = LinkReader(pattern, known, cell_words(queries.all_categories()), may, _looking_alike(estate))
    rows = reader.read(lines, estate)
    new = [row.link for row in rows if row.standing is Standing.NEW]
    return Preview(rows, Counter(row.standing.value for row in rows), sha256(repr(new).encode()).hexdigest())


def _looking_alike(estate: Snapshot) -> Callable[[str], Sequence[str]]:
    """Names like a mistyped one, for the first few of them: each takes a good part of a second in a large estate."""
    found: dict[str, list[str]] = {}

    def near(typed: str) -> Sequence[str]:
        if typed not in found and len(found) < MOST_MISTYPED:
            found[typed] = [
                f"{asset.name} ({asset.id})" for asset in directory_of(estate).likeness.to(typed)[:MOST_NEAR]
            ]
        return found.get(typed, ())

    return near


def _store(preview: Preview) -> ResponseReturnValue:
    count = add_links(the_actor(), [row.link for row in preview.new if row.link is not None])
    say_stored(ngettext("%(num)s row is added.", "%(num)s rows are added.", count))
    return redirect(_back())


def _refuse(error: Invalid, *forms: PasteForm | EveryNeedForm | EveryFlowForm) -> None:
    """Show the error at its field, in whichever form that is; nothing where the field shows one already."""
    for form in forms:
        if error.field in form:
            if not form[error.field].errors:
                form.refuse(error)
            return
    forms[0].form_errors.append(sentence(error))


def _back() -> str:
    wanted = request.args.get("back", "")
    return local_target(wanted) if wanted else url_for("estate.assets")
