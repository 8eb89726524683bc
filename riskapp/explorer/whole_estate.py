"""The whole estate as a map: every asset that takes part has a place, and an equal estate gives equal places."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from riskapp.explorer.circles import Point, around, disc, packed
from riskapp.explorer.links import Bundles, Links, bundles_of, links_of
from riskapp.explorer.territories import District, Territory, territories_of
from riskapp.graph.memory import Memory
from riskapp.graph.snapshot import Asset, Snapshot
from riskapp.graph.vocabulary import Kind

UNITS = 10
"""The map's units between two neighbouring devices."""
DEVICE, OTHER = 1.0, 5.0
"""How far devices stand apart, and all else, whose names are to be read from further away."""
DISTRICT_GAP, TERRITORY_GAP = 1.2, 1.08


class Fold(StrEnum):
    """Who shares a line: devices of a district, whatever lies in a district, or whatever lies in a land."""

    DEVICES = "devices"
    GROUPS = "groups"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class Circle:
    """A territory or district on the map, in UNITS; its assets are the numbers from `first` on, `count` of them."""

    x: int
    y: int
    radius: int
    first: int
    count: int

    @property
    def members(self) -> range:
        """The numbers of its assets."""
        return range(self.first, self.first + self.count)


@dataclass(frozen=True, slots=True)
class Land:
    """A territory with its circle; its districts are those from `first` on."""

    key: str
    circle: Circle
    first: int
    kinds: Mapping[Kind, int]


@dataclass(frozen=True, slots=True)
class Quarter:
    """A district with its circle: devices that hang on asset `hub` (-1: on nothing), or all of another kind."""

    kind: Kind
    hub: int
    land: int
    circle: Circle


@dataclass(frozen=True, slots=True, eq=False)
class WholeEstate:
    """The map. Assets are numbers in the order of `assets`: district by district, by name; `places` are in UNITS.

    An end of a line in `bundles` is an asset's number, or the number of assets plus that of the district, or both
    numbers plus that of the land; one in `between` is the number of a land. `idle` assets take no part and are not
    on the map.
    """

    assets: tuple[Asset, ...]
    places: tuple[tuple[int, int], ...]
    lands: tuple[Land, ...]
    quarters: tuple[Quarter, ...]
    links: Links
    bundles: Bundles
    fold: Fold
    between: Bundles
    idle: int


_known: Memory[WholeEstate] = Memory(2)


def whole_estate(snapshot: Snapshot) -> WholeEstate:
    """The map of this estate, made once for each state of it."""
    return _known.recall(snapshot, "map", lambda: _drawn(snapshot))


def _drawn(snapshot: Snapshot) -> WholeEstate:
    active = [asset for asset in snapshot.assets if asset.lifecycle.takes_part]
    links = links_of(snapshot, {asset.id: number for number, asset in enumerate(active)})
    territories = territories_of(active, links.everything().tolist())
    order = [number for one in territories for district in one.districts for number in district.members]
    new = [0] * len(order)
    for place, number in enumerate(order):
        new[number] = place
    assets, links = tuple(active[number] for number in order), links.renumbered(new)
    lands, quarters, places = _placed(territories, new, assets)
    fold, bundles = _folded(links, quarters, lands)
    homes = [number for number, land in enumerate(lands) for _ in land.circle.members]
    return WholeEstate(
        assets=assets,
        places=places,
        lands=lands,
        quarters=quarters,
        links=links,
        bundles=bundles,
        fold=fold,
        between=bundles_of(links, homes),
        idle=len(snapshot.assets) - len(active),
    )


def _folded(links: Links, quarters: Sequence[Quarter], lands: Sequence[Land]) -> tuple[Fold, Bundles]:
    """The lines of the finest fold that has not too many, else the strongest of the coarsest."""
    assets = sum(land.circle.count for land in lands)
    groups = [assets + number for number, one in enumerate(quarters) for _ in one.circle.members]
    kinds = [one.kind for one in quarters for _ in one.circle.members]
    places = [assets + len(quarters) + number for number, land in enumerate(lands) for _ in land.circle.members]
    ends = {
        Fold.DEVICES: [groups[one] if kind is Kind.DEVICE else one for one, kind in enumerate(kinds)],
        Fold.GROUPS: groups,
    }
    for fold, shared in ends.items():
        bundles = bundles_of(links, shared)
        if not bundles.left_out:
            return fold, bundles
    return Fold.PLACES, bundles_of(links, places)


def _placed(
    territories: Sequence[Territory], new: Sequence[int], assets: Sequence[Asset]
) -> tuple[tuple[Land, ...], tuple[Quarter, ...], tuple[tuple[int, int], ...]]:
    """Territories beside each other, in them their districts, in these their assets."""
    laid = [_laid(territory) for territory in territories]
    middles = packed([radius * TERRITORY_GAP for _, _, radius in laid])
    lands, quarters, places = list[Land](), list[Quarter](), list[tuple[int, int]]()
    for territory, (districts, points, radius), (x, y) in zip(territories, laid, middles, strict=True):
        begin = len(places)
        for district, ((mid_x, mid_y), reach), spots in zip(territory.districts, districts, points, strict=True):
            circle = _circle(x + mid_x, y + mid_y, reach, len(places), len(spots))
            quarters.append(Quarter(district.kind, new[district.hub] if district.hub >= 0 else -1, len(lands), circle))
            places += [(round((x + mid_x + at) * UNITS), round((y + mid_y + up) * UNITS)) for at, up in spots]
        kinds = Counter(asset.kind for asset in assets[begin : len(places)])
        circle = _circle(x, y, radius, begin, len(places) - begin)
        lands.append(Land(territory.key, circle, len(quarters) - len(districts), kinds))
    return tuple(lands), tuple(quarters), tuple(places)


def _laid(territory: Territory) -> tuple[list[tuple[Point, float]], list[list[Point]], float]:
    """A territory around 0: its districts as (middle, radius), the points in each around its middle, and the radius."""
    discs = [disc(len(one.members), _apart(one)) for one in territory.districts]
    radii = [radius * DISTRICT_GAP for _, radius in discs]
    middles = packed(radii)
    x, y, reach = around(middles, radii)
    districts = [((at - x, up - y), radius) for (at, up), (_, radius) in zip(middles, discs, strict=True)]
    return districts, [points for points, _ in discs], reach


def _apart(district: District) -> float:
    return DEVICE if district.kind is Kind.DEVICE else OTHER


def _circle(x: float, y: float, radius: float, first: int, count: int) -> Circle:
    return Circle(round(x * UNITS), round(y * UNITS), round(radius * UNITS), first, count)
