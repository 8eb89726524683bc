"""Confidentiality: which data about how many persons control over an asset exposes, and on what grounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from operator import attrgetter

import numpy as np

from riskapp.graph.adjacency import numbers
from riskapp.graph.control import NEVER, Control, Controlled, controlled, spread_control
from riskapp.graph.exposure_table import ExposureTable, Grasp, tabulate
from riskapp.graph.flow_columns import UNKNOWN
from riskapp.graph.index import Index, index_of
from riskapp.graph.question import hit_ids
from riskapp.graph.snapshot import Snapshot


class Basis(StrEnum):
    """Why data are exposed."""

    AT_REST = "at rest"
    BY_QUERY = "by query"
    IN_TRANSIT = "in transit"
    ON_THE_WIRE = "on the wire"


@dataclass(frozen=True, slots=True)
class Exposure:
    """A category of data exposed at one holder; `at_most` None is an unknown number of persons.

    `bases` are in alphabetical order; `flows` are the ids of the flows in transit or on the wire, in file order.
    """

    holder: str
    category: str
    bases: tuple[Basis, ...]
    at_least: int
    at_most: int | None
    flows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CategoryTotal:
    """The persons exposed in one category: `unknown` holders come on top of `at_most`."""

    category: str
    at_least: int
    at_most: int
    unknown: int


@dataclass(frozen=True)
class Confidentiality:
    """The answer: `table` has it as arrays, rows are made when asked for.

    The totals never bear `at_most` alone: `unknown` holders of unknown size come on top of it.
    """

    hit: tuple[str, ...]
    index: Index
    grip: Control
    table: ExposureTable

    @cached_property
    def controlled(self) -> tuple[Controlled, ...]:
        """What is under foreign control, sorted by id."""
        return controlled(self.index, self.grip)

    @cached_property
    def by_id(self) -> dict[str, Controlled]:
        """The same rows by their ids."""
        return {row.id: row for row in self.controlled}

    @cached_property
    def exposures(self) -> tuple[Exposure, ...]:
        """What is exposed, sorted by holder, then category."""
        table, names, ids = self.table, self.index.categories, self.index.ids
        flows, bases = self._flows_of_rows(), self._bases()
        columns = (table.key.tolist(), table.at_least.tolist(), table.at_most.tolist(), bases)
        rows = [
            Exposure(
                holder=ids[key // len(names)],
                category=names[key % len(names)],
                bases=basis,
                at_least=least,
                at_most=None if most == UNKNOWN else most,
                flows=flows.get(row, ()),
            )
            for row, (key, least, most, basis) in enumerate(zip(*columns, strict=True))
        ]
        return tuple(sorted(rows, key=attrgetter("holder", "category")))

    def _bases(self) -> list[tuple[Basis, ...]]:
        """The grounds of each row; rows on the same grounds share them."""
        table = self.table
        marks = np.stack([table.at_rest, table.by_query, table.in_transit, table.on_the_wire])
        kinds = (marks * np.array([[1], [2], [4], [8]])).sum(axis=0)
        shared = [tuple(sorted(basis for bit, basis in enumerate(Basis) if kind >> bit & 1)) for kind in range(16)]
        return [shared[kind] for kind in kinds.tolist()]

    def _flows_of_rows(self) -> dict[int, tuple[str, ...]]:
        """For each row of the table the flows that are seen passing, in file order."""
        rows, flows = self.index.flows.rows, dict[int, list[str]]()
        place = np.searchsorted(self.table.key, self.table.passing_key)
        for row, flow in zip(place.tolist(), self.table.passing_flow.tolist(), strict=True):
            flows.setdefault(row, []).append(rows[flow].id)
        return {row: tuple(names) for row, names in flows.items()}

    @cached_property
    def categories(self) -> tuple[CategoryTotal, ...]:
        """The totals of each category, sorted."""
        names, table = self.index.categories, self.table
        category = table.key % len(names) if names else table.key
        found = []
        for place in np.unique(category).tolist():
            mine = category == place
            most = table.at_most[mine]
            known = most[most != UNKNOWN]
            least = int(table.at_least[mine].max())
            found.append(CategoryTotal(names[place], least, int(known.sum()), len(most) - len(known)))
        return tuple(sorted(found, key=lambda one: one.category))

    @property
    def at_least(self) -> int:
        """The persons exposed at least: the same people may stand in several categories."""
        return max((total.at_least for total in self.categories), default=0)

    @property
    def at_most(self) -> int:
        """The persons exposed at most, of what is known."""
        return sum(total.at_most for total in self.categories)

    @property
    def unknown(self) -> int:
        """How many exposures are of unknown size."""
        return sum(total.unknown for total in self.categories)


def expose(snapshot: Snapshot, hit: Sequence[str]) -> Confidentiality:
    """Everything that foreign control over `hit` exposes.

    Raises Invalid for an empty, unknown, planned or retired hit.
    """
    index = index_of(snapshot)
    hit = hit_ids(index, hit)
    grip = spread_control(index, numbers(index.number[name] for name in hit))
    taken, assets = grip.steps != NEVER, grip.assets()
    grasp = Grasp(np.zeros(len(assets), dtype=np.int64), assets, lambda _, asset: taken[asset])
    return Confidentiality(hit, index, grip, tabulate(index, grasp))
