"""The snapshot compiled once for speed: who takes part, as numbers, and what leads from whom to whom, as arrays."""

import weakref
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riskapp.errors import N_, Invalid
from riskapp.graph.adjacency import Adjacency, Numbers, by_owner, numbers, turned
from riskapp.graph.flow_table import FlowTable, compile_flows
from riskapp.graph.groups import Groups, IncompleteGroup, compile_groups
from riskapp.graph.holding_table import HoldingTable, compile_holdings
from riskapp.graph.snapshot import Asset, Dependency, Snapshot
from riskapp.graph.vocabulary import DependencyKind, Kind


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


_CONTROLLING = tuple(kind for kind in DependencyKind if kind.hands_over_control)

_compiled: dict[int, tuple[weakref.ref[Snapshot], Index]] = {}


def index_of(snapshot: Snapshot) -> Index:
    """The index of this very snapshot, compiled at first use and kept for as long as the snapshot lives.

    Raises Invalid where the estate contradicts itself in a way that the engine cannot work with.
    """
    # Keyed by identity: comparing two snapshots of a whole trust row by row costs more than compiling one.
    key = id(snapshot)
    entry = _compiled.get(key)
    if entry is not None and entry[0]() is snapshot:
        return entry[1]
    index = _compile(snapshot)
    _compiled[key] = (weakref.ref(snapshot, lambda _: _compiled.pop(key, None)), index)
    return index


def _compile(snapshot: Snapshot) -> Index:
    known = _unique(asset.id for asset in snapshot.assets)
    active = [asset for asset in snapshot.assets if asset.lifecycle.takes_part]
    number = {asset.id: position for position, asset in enumerate(active)}
    _check_assets(active)
    _check_dependencies(snapshot.dependencies, known)
    groups, incomplete = compile_groups(snapshot.dependencies, number)
    return Index(
        ids=[asset.id for asset in active],
        number=number,
        idle=frozenset(known - number.keys()),
        recovery=numbers(asset.recovery for asset in active),
        processes=numbers(position for position, asset in enumerate(active) if asset.kind is Kind.PROCESS),
        holdings=compile_holdings(snapshot, known, number),
        categories=[category.id for category in snapshot.categories],
        groups=groups,
        feeds=turned(groups.members, len(active)),
        needs=by_owner(groups.dependent, numbers(range(len(groups.dependent))), len(active)),
        incomplete=incomplete,
        handovers=_handovers(snapshot.dependencies, number),
        dependencies=snapshot.dependencies,
        flows=compile_flows(snapshot, known, number),
    )


def _unique(names: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Invalid(N_("The asset id %(id)s is used twice."), id=name)
        seen.add(name)
    return seen


def _check_assets(assets: Sequence[Asset]) -> None:
    for asset in assets:
        if asset.recovery < 0:
            raise Invalid(N_("The recovery of %(id)s is less than 0 minutes."), id=asset.id)


def _check_dependencies(dependencies: Sequence[Dependency], known: set[str]) -> None:
    for row in dependencies:
        if row.dependent not in known or row.provider not in known:
            missing = row.provider if row.dependent in known else row.dependent
            raise Invalid(N_("A dependency names the asset %(id)s, which is not in the estate."), id=missing)
        if row.dependent == row.provider:
            raise Invalid(N_("%(id)s depends on itself. Remove that dependency."), id=row.dependent)


def _handovers(dependencies: Sequence[Dependency], number: dict[str, int]) -> Handovers:
    handing = [
        (number[row.provider], number[row.dependent], position)
        for position, row in enumerate(dependencies)
        if row.kind in _CONTROLLING and row.dependent in number and row.provider in number
    ]
    provider, dependent, row = (
        (numbers(column) for column in zip(*handing, strict=True)) if handing else [numbers(())] * 3
    )
    return Handovers(provider, dependent, row, by_owner(provider, numbers(range(len(handing))), len(number)))
