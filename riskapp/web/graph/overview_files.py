"""The tables of the whole estate as files: places, links between them, what devices hang on, and the assets shown."""

from collections.abc import Callable
from functools import partial

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.estate.directory import directory
from riskapp.estate.snapshots import present
from riskapp.exchange.result_files import ResultTable
from riskapp.explorer.map_rows import MAPPED, fitting, rows_of
from riskapp.explorer.map_tables import Named, assets_table, between_table, hubs_table, places_table
from riskapp.explorer.map_view import map_view_of
from riskapp.explorer.table import Choice, chosen
from riskapp.explorer.whole_estate import WholeEstate, whole_estate
from riskapp.web.graph.answer_files import Asked, download
from riskapp.web.graph.blueprint import blueprint
from riskapp.web.graph.map_words import land_name
from riskapp.web.guard import allow


@blueprint.get("/graph/overview/places.<written>")
@allow(Permission.VIEW_ESTATE)
def places_file(written: str) -> ResponseReturnValue:
    """Every place with its assets by kind."""
    return _file(written, places_table)


@blueprint.get("/graph/overview/links.<written>")
@allow(Permission.VIEW_ESTATE)
def between_file(written: str) -> ResponseReturnValue:
    """The links between places."""
    return _file(written, between_table, left_out=lambda whole: whole.between.left_out)


@blueprint.get("/graph/overview/hubs.<written>")
@allow(Permission.VIEW_ESTATE)
def hubs_file(written: str) -> ResponseReturnValue:
    """What devices hang on."""
    return _file(written, hubs_table)


@blueprint.get("/graph/overview/assets.<written>")
@allow(Permission.VIEW_ESTATE)
def map_file(written: str) -> ResponseReturnValue:
    """The assets of the chosen kinds and place."""
    snapshot = present()
    whole = whole_estate(snapshot)
    shown = map_view_of(request.args.to_dict(flat=False), whole)
    choice = Choice(shown.order)
    rows = chosen(rows_of(whole, fitting(whole, shown.kinds, shown.land)), MAPPED, choice)
    more = (("kinds", tuple(sorted(shown.kinds))), ("place", shown.land.key if shown.land else None))
    asked = Asked(snapshot, gettext("The whole estate"), (), choice, len(whole.assets), more)
    return download(assets_table(rows, _named()), written, asked)


def _file(
    written: str,
    table_of: Callable[[WholeEstate, Named], ResultTable],
    left_out: Callable[[WholeEstate], int] = lambda _: 0,
) -> ResponseReturnValue:
    snapshot = present()
    whole = whole_estate(snapshot)
    table = table_of(whole, _named())
    everything = len(table.rows) + left_out(whole)
    return download(table, written, Asked(snapshot, gettext("The whole estate"), (), everything=everything))


def _named() -> Named:
    """The names of places in the reader's language."""
    return partial(land_name, known=directory())
