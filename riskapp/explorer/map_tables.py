"""The tables of the whole estate's map for files: places, links between them, what devices hang on, and assets.

Places are told by their key, which is "site:" and the site, "shared" or "nowhere", and by the name that a page shows.
"""

from collections.abc import Callable, Sequence

from riskapp.exchange.result_files import Cell, ResultTable
from riskapp.explorer.map_rows import MapRow, device_quarters
from riskapp.explorer.whole_estate import WholeEstate
from riskapp.graph.vocabulary import Kind

Named = Callable[[str], str]
"""What a place is called, by its key."""

_LINKS = ("needs", "needed_by", "sends_to", "gets_from")


def places_table(whole: WholeEstate, name: Named) -> ResultTable:
    """Every place with its assets, in all and of each kind."""
    kinds = tuple(kind.value for kind in Kind)
    rows: list[tuple[Cell, ...]] = [
        (land.key, name(land.key), land.circle.count, *(land.kinds.get(kind, 0) for kind in Kind))
        for land in whole.lands
    ]
    return ResultTable("places", ("place", "place_name", "assets", *kinds), frozenset(["assets", *kinds]), rows)


def between_table(whole: WholeEstate, name: Named) -> ResultTable:
    """The links between places, the most first."""
    ends = [(whole.lands[line.one].key, whole.lands[line.other].key, line.links) for line in whole.between.lines]
    rows = [(one, name(one), other, name(other), links) for one, other, links in ends]
    columns = ("place", "place_name", "other", "other_name", "links")
    return ResultTable("links between places", columns, frozenset(["links"]), rows)


def hubs_table(whole: WholeEstate, name: Named) -> ResultTable:
    """What devices hang on in each place, the most devices first; empty where it is nothing that we know of."""
    rows = []
    for one in device_quarters(whole):
        hub, place = (whole.assets[one.hub] if one.hub >= 0 else None), whole.lands[one.land].key
        rows.append((hub.id if hub else "", hub.name if hub else "", place, name(place), one.circle.count))
    columns = ("id", "name", "place", "place_name", "devices")
    return ResultTable("what devices hang on", columns, frozenset(["devices"]), rows)


def assets_table(rows: Sequence[MapRow], name: Named) -> ResultTable:
    """Assets, with how many others each is linked in each way."""
    found = [
        (
            *(row.asset.id, row.asset.name, row.asset.kind.value, row.land.key, name(row.land.key)),
            *(row.needs, row.needed_by, row.sends_to, row.gets_from),
        )
        for row in rows
    ]
    return ResultTable("assets", ("id", "name", "kind", "place", "place_name", *_LINKS), frozenset(_LINKS), found)
