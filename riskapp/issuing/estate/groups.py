"""Devices that are alike, told as one: the same but for their numbers and where they stand."""

import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from riskapp.explorer.table import FOLD
from riskapp.graph.kept import Kept
from riskapp.graph.snapshot import Asset, Snapshot
from riskapp.graph.vocabulary import Kind

_NUMBERED = re.compile(r"[\W_]*\d[\d\W_]*$")


@dataclass(frozen=True, slots=True)
class Group:
    """`asset` stands for `count` devices of one `name`; `sites` says how many of them stand where."""

    name: str
    asset: Asset
    count: int
    sites: tuple[tuple[str, int], ...]


class Groups:
    """The groups of an estate, the largest first; `of` is the place of each device's own among them."""

    def __init__(self, snapshot: Snapshot) -> None:
        found: dict[Hashable, list[Asset]] = {}
        for asset in snapshot.assets:
            if asset.kind is Kind.DEVICE:
                found.setdefault(_alike(asset), []).append(asset)
        ordered = sorted(found.values(), key=lambda assets: (-len(assets), stem(assets[0].name), assets[0].id))
        self.all = tuple(_group(assets) for assets in ordered)
        self.of = {asset.id: place for place, assets in enumerate(ordered) for asset in assets}

    def end(self, asset: Asset) -> dict[str, Any]:
        """How an asset stands in a row: by itself, or as one of many that are alike."""
        group = self.all[self.of[asset.id]] if asset.id in self.of else None
        if group is None or group.count < FOLD:
            return {"id": asset.id, "name": asset.name, "kind": asset.kind.value}
        return {"group": group.name, "count": group.count, "kind": asset.kind.value}


groups_of = Kept(Groups)
"""The groups of this very snapshot."""


def stem(name: str) -> str:
    """A device's name without its number."""
    return _NUMBERED.sub("", name) or name


def _alike(asset: Asset) -> Hashable:
    needs = asset.confidentiality, asset.integrity, asset.availability
    return stem(asset.name), asset.owner, asset.supplier, asset.lifecycle, needs, asset.max_downtime, asset.recovery


def _group(assets: list[Asset]) -> Group:
    sites = Counter(asset.site for asset in assets)
    return Group(stem(assets[0].name), assets[0], len(assets), tuple(sorted(sites.items())))
