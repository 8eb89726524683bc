"""What hangs on a supplier: a list to choose from, and the answer for one of them."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from riskapp.accounts.permissions import Permission
from riskapp.estate.snapshots import present
from riskapp.explorer.directory import Directory, directory_of
from riskapp.explorer.readiness import prepare
from riskapp.explorer.rows import rows_of
from riskapp.explorer.summary import ProcessOutage, process_outages
from riskapp.explorer.supplied import Supplied, supplied, suppliers
from riskapp.graph.memory import Memory
from riskapp.graph.outage_rows import State
from riskapp.graph.snapshot import Snapshot
from riskapp.web.formatting import minutes, number, persons
from riskapp.web.graph import wording
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.links import asset_urls, radius_urls
from riskapp.web.graph.wording import counted, listed
from riskapp.web.guard import allow

MOST = 50
"""So many systems, processes and categories are listed; the rest are counted."""

_ANSWERS: Memory[Supplied] = Memory(4)


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
        return redirect(url_for("graph.supplier", name=named[0]))
    answer, directory = answer_about(snapshot, key), directory_of(snapshot)
    processes = process_outages(answer.outage, rows_of(answer.outage, directory), directory)
    shown = {one.id for one in answer.assets[:MOST]} | {one.row.key for one in processes[:MOST]}
    return render_template(
        "graph/supplier.html",
        answer=answer,
        directory=directory,
        processes=processes,
        most=MOST,
        urls=asset_urls(shown | ({answer.itself.id} if answer.itself else set())),
        radius=radius_urls({one.row.key for one in processes[:MOST]}, {"threat": "availability", "outage": "none"}),
        sentences=_sentences(answer, processes, directory),
        words=wording,
    )


def answer_about(snapshot: Snapshot, key: str) -> Supplied:
    """The answer for a supplier, kept for its next page and its file."""
    return _ANSWERS.recall(snapshot, key, lambda: supplied(snapshot, key))


def _sentences(answer: Supplied, processes: tuple[ProcessOutage, ...], directory: Directory) -> list[str]:
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
