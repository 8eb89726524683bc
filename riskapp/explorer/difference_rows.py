"""What differs as rows of a table: assets whose fate changes, and data whose exposure does."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from riskapp.explorer import table
from riskapp.explorer.differences import Difference, Turn
from riskapp.explorer.directory import directory_of
from riskapp.explorer.rows import Row
from riskapp.explorer.table import PLACES, Shape
from riskapp.graph.comparison import Estates
from riskapp.graph.confidentiality import Exposure
from riskapp.graph.vocabulary import Kind


class Differing(NamedTuple):
    """An asset whose fate changes, or its data of a category whose exposure does; None where it is not reached.

    Devices that fare alike on both sides are shown as one row, which says how many it stands for.
    """

    turn: Turn
    key: str
    name: str
    kind: Kind
    category: str
    before: Row | Exposure | None
    after: Row | Exposure | None
    stands_for: int = 1


def differing_rows(found: Difference, estates: Estates) -> list[Differing]:
    """Assets, then exposed data, each in the order of the difference."""
    before, after = directory_of(estates.before), directory_of(estates.after)

    def kind(key: str) -> Kind:
        return (before if key in before.assets else after).assets[key].kind

    assets = [Differing(one.turn, one.key, one.name, one.kind, "", one.before, one.after) for one in found.assets]
    exposed = [
        Differing(one.turn, one.key, one.name, kind(one.key), one.category, one.before, one.after)
        for one in found.exposed
    ]
    return [*assets, *exposed]


def _folded(rows: Sequence[Differing]) -> list[Differing]:
    return table.folded(rows, _fate, lambda row, count: row._replace(stands_for=count))


def _fate(row: Differing) -> Hashable | None:
    if row.kind is not Kind.DEVICE or row.category:
        return None
    sides = ((side.state, side.at, side.alike) for side in (row.before, row.after) if isinstance(side, Row))
    return row.turn, row.before is None, *sides


def _weight(side: Row | Exposure | None) -> tuple[int, int]:
    """The greater the worse, as a sort key: minutes, steps or persons; what is not reached comes last."""
    if side is None:
        return 1, 0
    if isinstance(side, Exposure):
        return -side.at_least - 1, -(side.at_most or 0)
    if side.outage is None:
        return -side.at - 1, 0
    return -side.outage.minutes_down - 1, -side.outage.degraded_minutes


DIFFERING: Shape[Differing] = Shape(
    orders={
        "fate": None,
        "name": lambda row: row.name.casefold(),
        "kind": lambda row: (PLACES[row.kind], row.name.casefold()),
        "category": lambda row: (row.category.casefold(), row.name.casefold()),
        "before": lambda row: (*_weight(row.before), row.name.casefold()),
        "after": lambda row: (*_weight(row.after), row.name.casefold()),
    },
    texts=lambda row: (row.name, row.key, row.category),
    kind=lambda row: row.kind,
    downward=frozenset(["before", "after"]),
    fold=_folded,
)
"""Processes first and devices last; of exposed data those of the most persons first."""
