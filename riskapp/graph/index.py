"""The snapshot compiled once for speed: who takes part, as numbers, and what leads from whom to whom, as arrays."""

from dataclasses import dataclass

import numpy as np

from riskapp.errors import N_, Invalid
from riskapp.graph.adjacency import Adjacency, Numbers, by_owner, turned
from riskapp.graph.columns import Columns, columns_of
from riskapp.graph.flow_table import FlowTable, compile_flows
from riskapp.graph.group_refusals import check_groups
from riskapp.graph.groups import NOBODY, Groups, IncompleteGroup, compile_groups, gather, incomplete_groups, is_sound
from riskapp.graph.holding_table import HoldingTable, compile_holdings
from riskapp.graph.kept import Kept
from riskapp.graph.need_columns import KINDS, NeedColumns
from riskapp.graph.snapshot import Dependency, Snapshot


@dataclass(slots=True, eq=False)
class Handovers:
    """The dependencies that hand control of the dependent to the provider: one entry each, in the order of the file.

    `row` is its place among all dependencies; `of` lists the handovers by provider.
    """

    provider: Numbers
    dependent: Numbers
    row: Numbers
    of: Adjacency


@dataclass(slots=True, eq=False, weakref_slot=True)
class Index:
    """What takes part, and nothing else. Assets, groups and flows are numbers in the order of their files.

    `recovery` is minutes; `feeds` lists the groups that an asset is a member of, `needs` those that are its own.
    """

    ids: list[str]
    number: dict[str, int]
    idle: frozenset[str]
    recovery: Numbers
    processes: Numbers
    holdings: HoldingTable
    categories: list[str]
    groups: Groups
    feeds: Adjacency
    needs: Adjacency
    incomplete: tuple[IncompleteGroup, ...]
    handovers: Handovers
    dependencies: tuple[Dependency, ...]
    flows: FlowTable


_HANDING_OVER = np.array([kind.hands_over_control for kind in KINDS])


def compile_index(snapshot: Snapshot) -> Index:
    """Make arrays of the estate's columns; raises Invalid where the estate contradicts itself."""
    columns = columns_of(snapshot)
    _check(snapshot, columns)
    active = np.flatnonzero(columns.assets.takes_part)
    number = np.full(len(snapshot.assets), NOBODY)
    number[active] = np.arange(len(active))
    gathered = gather(columns.needs, number)
    if not is_sound(columns.needs, gathered, len(number)):
        check_groups(snapshot.dependencies, lambda name: columns.assets.takes_part[columns.assets.places[name]])
    ids = [snapshot.assets[place].id for place in active.tolist()]
    groups = compile_groups(columns.needs, gathered, number, snapshot.dependencies)
    return Index(
        ids=ids,
        number={name: place for place, name in enumerate(ids)},
        idle=frozenset(snapshot.assets[place].id for place in np.flatnonzero(number == NOBODY).tolist()),
        recovery=columns.assets.recovery[active],
        processes=np.flatnonzero(columns.assets.process[active]),
        holdings=compile_holdings(columns.holdings, number, len(ids), len(columns.categories)),
        categories=list(columns.categories),
        groups=groups,
        feeds=turned(groups.members, len(ids)),
        needs=by_owner(groups.dependent, np.arange(len(groups.dependent)), len(ids)),
        incomplete=incomplete_groups(gathered, snapshot.dependencies),
        handovers=_handovers(columns.needs, number, len(ids)),
        dependencies=snapshot.dependencies,
        flows=compile_flows(columns.flows, number, len(ids), snapshot.flows),
    )


index_of = Kept(compile_index)
"""The index of this very snapshot, compiled at first use and kept for as long as the snapshot lives.

Raises Invalid where the estate contradicts itself in a way that the engine cannot work with.
"""


def _check(snapshot: Snapshot, columns: Columns) -> None:
    negative = np.flatnonzero(columns.assets.takes_part & (columns.assets.recovery < 0))
    if len(negative):
        raise Invalid(N_("The recovery of %(id)s is less than 0 minutes."), id=snapshot.assets[negative[0]].id)


def _handovers(needs: NeedColumns, number: Numbers, assets: int) -> Handovers:
    provider, dependent = number[needs.provider], number[needs.dependent]
    row = np.flatnonzero(_HANDING_OVER[needs.kind] & (provider != NOBODY) & (dependent != NOBODY))
    return Handovers(provider[row], dependent[row], row, by_owner(provider[row], np.arange(len(row)), assets))
