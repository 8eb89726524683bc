"""What hangs on a supplier: a list to choose from, and the answer for one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from riskapp.accounts.permissions import Permission
from riskapp.estate.snapshots import present
from riskapp.explorer.delivered_rows import DELIVERED, DeliveredRow, delivered_rows
from riskapp.explorer.directory import Directory, directory_of
from riskapp.explorer.exposure_rows import EXPOSED, ExposedRow, exposed_rows
from riskapp.explorer.page_tables import SUPPLIER
from riskapp.explorer.picture import MOST, picture_of
from riskapp.explorer.reach import members_of
from riskapp.explorer.readiness import prepare
from riskapp.explorer.rows import REACHED, Row, rows_of
from riskapp.explorer.stories import Story, stories
from riskapp.explorer.summary import STOPPED, ProcessOutage, process_outages
from riskapp.explorer.supplied import Supplied, supplied, suppliers
from riskapp.explorer.view import View
from riskapp.graph.memory import Memory
from riskapp.graph.outage_rows import State
from riskapp.graph.snapshot import Snapshot
from riskapp.web.formatting import minutes, number, persons
from riskapp.web.graph import wording
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.links import asset_urls, radius_urls, stack_urls
from riskapp.web.graph.listing import Place, Table, table_of
from riskapp.web.graph.view import STACKS, view_of
from riskapp.web.graph.wording import counted, listed
from riskapp.web.guard import allow

_PAGE = "graph.supplier"
_FAILS = {"threat": "availability", "outage": "none"}

_ANSWERS: Memory[Supplied] = Memory(4)


@dataclass(frozen=True, slots=True)
class Seen:
    """The tables of the page, with the reasons, names and addresses of their rows: `assets` of what is delivered."""

    processes: Table[ProcessOutage]
    delivered: Table[DeliveredRow]
    reached: Table[Row]
    exposures: Table[ExposedRow]
    stories: dict[str, Story]
    directory: Directory
    urls: dict[str, str]
    assets: dict[str, str]


@blueprint.get("/graph/supplier")
@allow(Permission.VIEW_ESTATE)
def supplier() -> ResponseReturnValue:
    """What hangs on one supplier; without a name all of them to choose from."""
    snapshot, key = present(), request.args.get("name", "")
    prepare(snapshot)
    known = suppliers(snapshot)
    if not key:
        return render_template("graph/suppliers.html", suppliers=known)
    named = [one.key for one in known if one.name.casefold() == key.strip().casefold()]
    if len(named) == 1 and named[0] != key and key not in {one.key for one in known}:
        return redirect(url_for(_PAGE, name=named[0]))
    answer, directory = answer_about(snapshot, key), directory_of(snapshot)
    rows = rows_of(answer.outage, directory)
    processes = process_outages(answer.outage, rows, directory)
    view = view_of(request.args, SUPPLIER)
    return render_template(
        "graph/supplier.html",
        answer=answer,
        directory=directory,
        seen=_seen(answer, directory, rows, processes, view),
        view=view,
        **_drawn(snapshot, answer, rows, view),
        itself=asset_urls([answer.itself.id])[answer.itself.id] if answer.itself else "",
        title=title_of(answer),
        sentences=_sentences(answer, processes, directory),
        words=wording,
    )


def _drawn(snapshot: Snapshot, answer: Supplied, rows: Sequence[Row], view: View) -> dict[str, Any]:
    """The picture of everything that stops, what comes from the supplier first, with the addresses of its boxes."""
    directory = directory_of(snapshot)
    members = members_of(snapshot, directory, answer.outage, rows)
    drawing = picture_of(members, view.boxes, stacking=view.stacking(directory))
    urls = radius_urls({node.key for node in drawing.nodes if node.count == 1}, _FAILS)
    urls |= stack_urls(drawing, view, _PAGE, name=answer.supplier.key)
    return {"drawing": drawing, "picture_urls": urls, "ways_to_stack": STACKS, "most_boxes": MOST}


def _seen(
    answer: Supplied, directory: Directory, rows: Sequence[Row], processes: Sequence[ProcessOutage], view: View
) -> Seen:
    here = {"name": answer.supplier.key}

    def place(anchor: str, file: str, name: str = "") -> Place:
        return Place(_PAGE, here, anchor, file, name)

    reached = table_of(rows, REACHED, place("reached", "graph.supplier_file"), view)
    stops = table_of(processes, STOPPED, place("processes", "graph.stopped_file", "processes"), view)
    delivered = delivered_rows(answer, directory)
    delivers = table_of(delivered, DELIVERED, place("delivers", "graph.delivered_file", "delivers"), view)
    exposed = exposed_rows(answer.leak, directory)
    exposures = table_of(exposed, EXPOSED, place("holders", "graph.supplier_exposed_file", "exposures"), view)
    shown = {row.key for row in reached.page.rows} | {row.key for row in exposures.page.rows}
    shown |= {one.row.key for one in stops.page.rows}
    assets = asset_urls({row.key for row in delivers.page.rows})
    told = stories(answer.outage, directory, [row.key for row in reached.page.rows])
    return Seen(stops, delivers, reached, exposures, told, directory, radius_urls(shown, _FAILS), assets)


def answer_about(snapshot: Snapshot, key: str) -> Supplied:
    """The answer for a supplier, kept for its next page and its file."""
    return _ANSWERS.recall(snapshot, key, lambda: supplied(snapshot, key))


def title_of(answer: Supplied) -> str:
    """The question in words."""
    return gettext("What hangs on %(name)s?", name=answer.supplier.name)


def _sentences(answer: Supplied, processes: Sequence[ProcessOutage], directory: Directory) -> list[str]:
    """The answer, the main thing first."""
    name = answer.supplier.name
    delivered = listed([counted(kind.value, count) for kind, count in answer.kinds], 7) if answer.assets else ""
    down = [one for one in processes if one.row.state == State.DOWN]
    found = []
    if not down:
        found.append(gettext("No process stops when all that comes from %(name)s fails.", name=name))
    else:
        first = down[0].row
        when = gettext("after %(time)s", time=minutes(first.at)) if first.at else gettext("at once")
        found.append(
            ngettext(
                "%(n)s process stops when all that comes from %(name)s fails: %(first)s, %(when)s.",
                "%(n)s processes stop when all that comes from %(name)s fails: %(first)s first, %(when)s.",
                len(down),
                n=number(len(down)),
                name=name,
                first=first.name,
                when=when,
            )
        )
    if delivered:
        found.append(gettext("It delivers %(assets)s.", assets=delivered))
    leak = answer.leak
    if leak.exposures:
        found.append(
            gettext(
                "Whoever gets control of all that comes from it could see data about at least %(n)s persons; %(most)s.",
                n=number(leak.at_least),
                most=persons(leak.at_most, leak.unknown),
            )
        )
    return found
