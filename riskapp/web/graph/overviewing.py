"""The whole estate as one picture that can be zoomed, and the same as tables."""

import gzip

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from riskapp.accounts.permissions import Permission
from riskapp.database import db
from riskapp.estate.directory import directory
from riskapp.estate.snapshots import present
from riskapp.explorer.directory import directory_of
from riskapp.explorer.finding import MOST, find
from riskapp.explorer.map_data import map_data
from riskapp.explorer.map_rows import (
    MOST_LANDS,
    MOST_LINES,
    MOST_QUARTERS,
    MapRow,
    device_quarters,
    map_page,
    rows_of,
)
from riskapp.explorer.map_view import map_view_of
from riskapp.explorer.territories import SITE
from riskapp.explorer.whole_estate import WholeEstate, whole_estate
from riskapp.graph.fingerprint import fingerprint_of
from riskapp.graph.memory import Memory
from riskapp.graph.snapshot import Asset, Snapshot
from riskapp.graph.vocabulary import Kind
from riskapp.web.graph import map_words
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.links import numbers_of
from riskapp.web.guard import allow

_packed: Memory[bytes] = Memory(2)


@blueprint.get("/graph/overview")
@allow(Permission.VIEW_ESTATE)
def overview() -> ResponseReturnValue:
    """The map, whom it shows of whom is looked for, and all of it as tables."""
    snapshot, known = present(), directory()  # the map needs nothing of what the engine compiles, so it waits for none
    whole = whole_estate(snapshot)
    asked = map_view_of(request.args.to_dict(flat=False), whole)
    found = meant(snapshot, asked.asset)
    page, quarters = map_page(whole, asked.kinds, asked.land, asked.page), device_quarters(whole)
    near = directory_of(snapshot).likeness.to(asked.asset) if asked.asset and not found else ()
    chosen = chosen_on(whole, found)
    shown = [row.asset.id for row in page.rows] + [asset.id for asset in (*found[:MOST], *near)]
    return render_template(
        "graph/overview.html",
        whole=whole,
        asked=asked,
        found=found,
        near=near,
        most=MOST,
        chosen=chosen,
        page=page,
        kinds=[(kind, sum(land.kinds.get(kind, 0) for land in whole.lands)) for kind in Kind],
        lands=whole.lands[:MOST_LANDS],
        quarters=quarters[:MOST_QUARTERS],
        quarters_left=len(quarters[MOST_QUARTERS:]),
        between=whole.between.lines[:MOST_LINES],
        between_left=len(whole.between.lines[MOST_LINES:]) + whole.between.left_out,
        numbers=numbers_of(shown),
        known=known,
        site=SITE,
        words=map_words,
        state=_state(snapshot),
    )


@blueprint.get("/graph/overview.json")
@allow(Permission.VIEW_ESTATE)
def overview_data() -> ResponseReturnValue:
    """The map for the picture: every asset that takes part, its place, and all links.

    Like any page it is not to be stored (no-store): a hospital's whole inventory does not belong in the cache of a
    browser that others use. So it is made small instead, packed once for each state of the estate.
    """
    snapshot = present()
    # Row numbers belong to one database; two databases may hold equal estates.
    packed = _packed.recall(snapshot, str(db.engine.url), lambda: _pack(snapshot))
    if request.accept_encodings["gzip"]:
        answer = Response(packed, mimetype="application/json", headers={"Content-Encoding": "gzip"})
    else:
        answer = Response(gzip.decompress(packed), mimetype="application/json")
    answer.headers["Vary"] = "Accept-Encoding"
    return answer


def _pack(snapshot: Snapshot) -> bytes:
    whole, rows = whole_estate(snapshot), directory().by_key
    numbers = [rows[asset.id].number for asset in whole.assets]
    # Level 6 packs 0.8 MB in 12 ms; level 9 takes seven times as long for 3 % less.
    return gzip.compress(map_data(whole, numbers, _state(snapshot)), 6, mtime=0)


def _state(snapshot: Snapshot) -> str:
    return fingerprint_of(snapshot)[:16]


def meant(snapshot: Snapshot, wanted: str) -> tuple[Asset, ...]:
    """The assets that are meant; the type-ahead writes a name with the id in brackets."""
    name, bracket, key = wanted.removesuffix(")").rpartition(" (")
    if bracket and wanted.endswith(")"):
        exact = [asset for asset in snapshot.assets if asset.id == key and asset.name == name]
        if exact:
            return tuple(exact)
    return find(snapshot.assets, wanted)


def chosen_on(whole: WholeEstate, found: tuple[Asset, ...]) -> MapRow | None:
    """The one that was found, if it takes part."""
    if len(found) != 1 or not found[0].lifecycle.takes_part:
        return None
    return rows_of(whole, [whole.assets.index(found[0])])[0]
