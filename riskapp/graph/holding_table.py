"""Holdings of assets that take part, compiled: who stores which category about how many persons, as arrays."""

from dataclasses import dataclass

import numpy as np

from riskapp.graph.adjacency import Adjacency, Numbers, by_owner
from riskapp.graph.flow_columns import UNKNOWN
from riskapp.graph.groups import NOBODY
from riskapp.graph.holding_columns import HoldingColumns


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


def compile_holdings(columns: HoldingColumns, number: Numbers, assets: int, categories: int) -> HoldingTable:
    """The holdings of assets that take part; `number` has for each place of an asset its number, or NOBODY."""
    held = np.flatnonzero(number[columns.asset] != NOBODY)
    key = number[columns.asset[held]] * categories + columns.category[held]
    order = np.argsort(key)
    asset = key[order] // max(categories, 1)
    return HoldingTable(key[order], asset, columns.persons[held][order], by_owner(asset, np.arange(len(held)), assets))
