"""Holdings of assets that take part, compiled: who stores which category about how many persons, as arrays."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from riskapp.errors import N_, Invalid
from riskapp.graph.adjacency import Adjacency, Numbers, by_owner, numbers
from riskapp.graph.flow_table import UNKNOWN
from riskapp.graph.snapshot import Snapshot


@dataclass(slots=True, eq=False)
class HoldingTable:
    """One entry a holding, sorted by `key`, which is asset * categories + category; `persons` are 0 or more.

    `asset` is who holds it, and `of` lists the holdings by asset.
    """

    key: Numbers
    asset: Numbers
    persons: Numbers
    of: Adjacency

    def held(self, keys: Numbers) -> Numbers:
        """The persons of the holding of each key, UNKNOWN where there is no such holding."""
        if not len(self.key):
            return np.full(len(keys), UNKNOWN)
        place = np.minimum(np.searchsorted(self.key, keys), len(self.key) - 1)
        return np.where(self.key[place] == keys, self.persons[place], UNKNOWN)


def compile_holdings(snapshot: Snapshot, known: set[str], number: Mapping[str, int]) -> HoldingTable:
    """The holdings of the assets in `number`.

    Raises Invalid for a holding that names what is not in the estate, stands there twice, or has persons below 0.
    """
    category = {one.id: place for place, one in enumerate(snapshot.categories)}
    _check(snapshot, known, category)
    held = [row for row in snapshot.holdings if row.asset in number]
    key = numbers(number[row.asset] * len(category) + category[row.category] for row in held)
    order = np.argsort(key)
    asset = key[order] // max(len(category), 1)
    of = by_owner(asset, np.arange(len(held)), len(number))
    return HoldingTable(key[order], asset, numbers(row.persons for row in held)[order], of)


def _check(snapshot: Snapshot, known: set[str], categories: Mapping[str, int]) -> None:
    seen: set[tuple[str, str]] = set()
    for row in snapshot.holdings:
        if row.asset not in known or row.category not in categories:
            raise Invalid(
                N_("A holding names %(asset)s and %(category)s, and one of them is not in the estate."),
                asset=row.asset,
                category=row.category,
            )
        if row.persons < 0:
            raise Invalid(
                N_("%(asset)s holds %(category)s about fewer than 0 persons."), asset=row.asset, category=row.category
            )
        if (row.asset, row.category) in seen:
            raise Invalid(
                N_("%(asset)s holds %(category)s twice. Remove one of the rows."),
                asset=row.asset,
                category=row.category,
            )
        seen.add((row.asset, row.category))
