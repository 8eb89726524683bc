"""The estate as a country: a territory for each site, and in it a district for the devices that hang on the same thing.

What has no site and is no device is shared by all: it makes a territory of its own, with a district for each kind.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind

SHARED, NOWHERE, SITE = "shared", "nowhere", "site:"
"""How a territory is named in an address: the shared assets, devices without a site, or "site:" and the site."""

_KINDS = tuple(Kind)
_CALLED = (Kind.SYSTEM, Kind.INFRASTRUCTURE, Kind.NETWORK, Kind.PROCESS, Kind.SUPPLIER, Kind.LOCATION)
"""After which of its neighbours a device's district is called: the first kind that it is linked with."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class District:
    """Assets of one territory that are drawn together: devices that hang on asset number `hub` (-1: on nothing).

    For other kinds `hub` is -1. `members` are numbers of assets, by name.
    """

    kind: Kind
    hub: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Territory:
    """The districts of a place, those of the fewest and biggest assets first."""

    key: str
    districts: tuple[District, ...]

    @property
    def count(self) -> int:
        """How many assets it has."""
        return sum(len(district.members) for district in self.districts)


def _territory(asset: Asset, sites: frozenset[str]) -> str:
    """The key of the territory that an asset lies in; a location that is the site of others lies in its own."""
    site = asset.site or (asset.id if asset.id in sites and asset.kind is Kind.LOCATION else "")
    if site:
        return SITE + site
    return NOWHERE if asset.kind is Kind.DEVICE else SHARED


def territories_of(assets: Sequence[Asset], links: Iterable[tuple[int, int]]) -> tuple[Territory, ...]:
    """All of them: the shared first, then by size. `links` are pairs of numbers of assets, in any direction."""
    hubs, sites = _hubs(assets, links), frozenset(asset.site for asset in assets)
    grouped: defaultdict[str, defaultdict[tuple[Kind, int], list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, asset in enumerate(assets):
        grouped[_territory(asset, sites)][asset.kind, hubs.get(number, -1)].append(number)
    found = [
        Territory(key, tuple(sorted((_district(*pair, assets) for pair in districts.items()), key=_order)))
        for key, districts in grouped.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.key != SHARED, -one.count, one.key)))


def _hubs(assets: Sequence[Asset], links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The asset that each device hangs on; a device that is linked with no other kind has none."""
    ranks = [_CALLED.index(asset.kind) if asset.kind in _CALLED else len(_CALLED) for asset in assets]
    best: dict[int, tuple[int, int]] = {}
    for one, other in links:
        for device, hub in ((one, other), (other, one)):
            if ranks[device] == len(_CALLED) and ranks[hub] < len(_CALLED):
                best[device] = min(best.get(device, (len(_CALLED), 0)), (ranks[hub], hub))
    return {device: hub for device, (_, hub) in best.items()}


def _district(called: tuple[Kind, int], members: list[int], assets: Sequence[Asset]) -> District:
    def place(number: int) -> tuple[str, str]:
        name = assets[number].name.casefold()
        return _DIGITS.sub(lambda digits: digits[0].zfill(9), name), assets[number].id

    return District(*called, tuple(sorted(members, key=place)))


def _order(district: District) -> tuple[bool, int, int, int]:
    return district.kind is Kind.DEVICE, -len(district.members), _KINDS.index(district.kind), district.hub
