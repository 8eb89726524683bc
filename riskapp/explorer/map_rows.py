"""The map as tables: how each asset is linked, and the assets of some kinds and one territory, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from riskapp.errors import N_, Invalid
from riskapp.explorer.rows import PAGE, page_count
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


@dataclass(frozen=True, slots=True)
class MapPage:
    """One page of the assets that fit, in the order of the map."""

    rows: tuple[MapRow, ...]
    total: int
    number: int
    pages: int


def map_page(whole: WholeEstate, kinds: frozenset[Kind], land: Land | None, number: int) -> MapPage:
    """Page `number` of the assets of these kinds (none: all) in this territory (None: all). Raises Invalid."""
    members = land.circle.members if land else range(len(whole.assets))
    found = [one for one in members if not kinds or whole.assets[one].kind in kinds]
    pages = page_count(len(found))
    if not 1 <= number <= pages:
        raise Invalid(N_("There is no page %(number)s: the last one is %(pages)s."), number=number, pages=pages)
    rows = rows_of(whole, found[(number - 1) * PAGE : number * PAGE])
    return MapPage(tuple(rows), len(found), number, pages)


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
