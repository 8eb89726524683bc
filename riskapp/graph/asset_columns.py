"""The assets of an estate as columns, one entry a row in the order of the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from riskapp.errors import N_, Invalid
from riskapp.graph.adjacency import Marks, Numbers, numbers
from riskapp.graph.coding import coded
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind, Lifecycle

_KINDS, _LIFECYCLES = tuple(Kind), tuple(Lifecycle)
_PARTAKING = np.array([one.takes_part for one in _LIFECYCLES])


@dataclass(frozen=True, slots=True, eq=False)
class AssetColumns:
    """`places` are the rows by id, `takes_part` marks those that count, `recovery` is minutes."""

    places: dict[str, int]
    takes_part: Marks
    recovery: Numbers
    process: Marks


def read_assets(assets: Sequence[Asset]) -> AssetColumns:
    """The columns of `assets`; raises Invalid where an id is used twice."""
    places = {asset.id: place for place, asset in enumerate(assets)}
    if len(places) < len(assets):
        twice = next(asset.id for place, asset in enumerate(assets) if places[asset.id] != place)
        raise Invalid(N_("The asset id %(id)s is used twice."), id=twice)
    return AssetColumns(
        places=places,
        takes_part=_PARTAKING[coded(map(attrgetter("lifecycle"), assets), _LIFECYCLES)],
        recovery=numbers(map(attrgetter("recovery"), assets)),
        process=coded(map(attrgetter("kind"), assets), _KINDS) == _KINDS.index(Kind.PROCESS),
    )
