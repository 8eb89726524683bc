"""The map as tables: how each asset is linked, and the assets of some kinds and one territory, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from riskapp.explorer.table import EVERYTHING, PAGE, PLACES, Choice, Page, Shape, chosen, page_count
from riskapp.explorer.whole_estate import Land, Quarter, WholeEstate
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind

MOST_LANDS, MOST_QUARTERS, MOST_LINES = 60, 40, 20
"""So many territories, districts and lines between territories are rows; the rest are counted."""


@dataclass(frozen=True, slots=True)
class MapRow:
    """An asset, its territory, and with how many others it is linked in each way."""

    asset: Asset
    land: Land
    needs: int
    needed_by: int
    sends_to: int
    gets_from: int


MAPPED: Shape[MapRow] = Shape(
    orders={
        "place": None,
        "name": lambda row: row.asset.name.casefold(),
        "kind": lambda row: (PLACES[row.asset.kind], row.asset.name.casefold()),
        "needs": lambda row: -row.needs,
        "needed_by": lambda row: -row.needed_by,
        "sends_to": lambda row: -row.sends_to,
        "gets_from": lambda row: -row.gets_from,
    },
    texts=lambda row: (row.asset.name, row.asset.id),
    downward=frozenset(["needs", "needed_by", "sends_to", "gets_from"]),
)
"""The assets in the order of the map: place by place."""


def map_page(
    whole: WholeEstate, kinds: frozenset[Kind], land: Land | None, number: int, choice: Choice = EVERYTHING
) -> Page[MapRow]:
    """Page `number` of the assets of these kinds (none: all) in this territory (None: all). Raises Invalid."""
    found = fitting(whole, kinds, land)
    pages, first = page_count(len(found), number), (number - 1) * PAGE
    if choice == EVERYTHING:  # only those on the page are counted, because a page is opened often
        rows = rows_of(whole, found[first : first + PAGE])
    else:
        rows = chosen(rows_of(whole, found), MAPPED, choice)[first : first + PAGE]
    return Page(tuple(rows), len(found), len(found), len(whole.assets), (), (), number, pages)


def fitting(whole: WholeEstate, kinds: frozenset[Kind], land: Land | None) -> list[int]:
    """The numbers of the assets of these kinds (none: all) in this territory (None: all)."""
    members = land.circle.members if land else range(len(whole.assets))
    return [one for one in members if not kinds or whole.assets[one].kind in kinds]


def rows_of(whole: WholeEstate, numbers: Sequence[int]) -> list[MapRow]:
    """A row for each of these assets."""
    counts = [
        np.bincount(pairs[:, side], minlength=len(whole.assets))
        for pairs in (whole.links.needs, whole.links.flows)
        for side in (0, 1)
    ]
    ends = np.array([land.circle.first + land.circle.count for land in whole.lands])
    homes = np.searchsorted(ends, numbers, side="right").tolist()
    return [
        MapRow(whole.assets[number], whole.lands[home], *(int(count[number]) for count in counts))
        for number, home in zip(numbers, homes, strict=True)
    ]


def device_quarters(whole: WholeEstate) -> list[Quarter]:
    """The districts of devices, the biggest first."""
    devices = [one for one in whole.quarters if one.kind is Kind.DEVICE]
    return sorted(devices, key=lambda one: (-one.circle.count, one.circle.first))
