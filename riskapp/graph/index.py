"""The snapshot compiled once for speed: who takes part, as numbers, and what leads from whom to whom."""

import weakref
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from riskapp.errors import N_, Invalid
from riskapp.graph.groups import Groups, IncompleteGroup, compile_groups
from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import DependencyKind, Kind


@dataclass(slots=True, eq=False)
class Index:
    """What takes part, and nothing else. Assets, groups and flows are numbers in the order of their files.

    `controls[p]` lists (dependent, row of the dependency) for each dependency that hands control to p;
    `sends`, `receives` and `carries` list flows by source, target and carrier; `feeds` lists groups by member.
    """

    ids: list[str]
    number: dict[str, int]
    idle: frozenset[str]
    recovery: list[int]
    processes: list[int]
    holdings: list[Mapping[str, int]]
    groups: Groups
    feeds: list[Sequence[int]]
    incomplete: tuple[IncompleteGroup, ...]
    controls: list[Sequence[tuple[int, int]]]
    dependencies: tuple[Dependency, ...]
    flows: list[Flow]
    source: list[int]
    target: list[int]
    via: list[tuple[int, ...]]
    sends: list[Sequence[int]]
    receives: list[Sequence[int]]
    carries: list[Sequence[int]]


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
    known = _unique((asset.id for asset in snapshot.assets), N_("The asset id %(id)s is used twice."))
    active = [asset for asset in snapshot.assets if asset.lifecycle.takes_part]
    number = {asset.id: position for position, asset in enumerate(active)}
    _check_assets(active)
    _check_dependencies(snapshot.dependencies, known)
    groups, incomplete = compile_groups(snapshot.dependencies, number)
    flows = _flows(snapshot, known, number)
    via = [tuple(number[name] for name in flow.via if name in number) for flow in flows]
    source, target = [number[flow.source] for flow in flows], [number[flow.target] for flow in flows]
    return Index(
        ids=[asset.id for asset in active],
        number=number,
        idle=frozenset(known - number.keys()),
        recovery=[asset.recovery for asset in active],
        processes=[position for position, asset in enumerate(active) if asset.kind is Kind.PROCESS],
        holdings=_holdings(snapshot.holdings, known, snapshot.categories, number),
        groups=groups,
        feeds=_by_asset(groups.members, len(active)),
        incomplete=incomplete,
        controls=_controls(snapshot.dependencies, number),
        dependencies=snapshot.dependencies,
        flows=flows,
        source=source,
        target=target,
        via=via,
        sends=_by_asset(((asset,) for asset in source), len(active)),
        receives=_by_asset(((asset,) for asset in target), len(active)),
        carries=_by_asset(via, len(active)),
    )


def _unique(names: Iterable[str], refusal: str) -> set[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Invalid(refusal, id=name)
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


def _controls(dependencies: Sequence[Dependency], number: dict[str, int]) -> list[Sequence[tuple[int, int]]]:
    controls: dict[str, list[tuple[int, int]]] = {}
    for position, row in enumerate(dependencies):
        if row.kind in _CONTROLLING and row.dependent in number and row.provider in number:
            controls.setdefault(row.provider, []).append((number[row.dependent], position))
    return [controls.get(name, ()) for name in number]


def _flows(snapshot: Snapshot, known: set[str], number: dict[str, int]) -> list[Flow]:
    """The flows whose two ends take part."""
    _unique((flow.id for flow in snapshot.flows), N_("The data flow id %(id)s is used twice."))
    categories = {category.id for category in snapshot.categories}
    for flow in snapshot.flows:
        for name in (flow.source, flow.target, *flow.via):
            if name not in known:
                raise Invalid(
                    N_("The data flow %(flow)s names the asset %(id)s, which is not in the estate."),
                    flow=flow.id,
                    id=name,
                )
        for name in flow.categories:
            if name not in categories:
                raise Invalid(
                    N_("The data flow %(flow)s names the category %(id)s, which is not in the estate."),
                    flow=flow.id,
                    id=name,
                )
        if flow.persons is not None and flow.persons < 0:
            raise Invalid(N_("The data flow %(flow)s concerns fewer than 0 persons."), flow=flow.id)
    return [flow for flow in snapshot.flows if flow.source in number and flow.target in number]


def _holdings(
    holdings: Sequence[Holding], known: set[str], categories: Sequence[Category], number: dict[str, int]
) -> list[Mapping[str, int]]:
    names = {category.id for category in categories}
    held: dict[str, dict[str, int]] = {}
    for row in holdings:
        if row.asset not in known or row.category not in names:
            raise Invalid(
                N_("A holding names %(asset)s and %(category)s, and one of them is not in the estate."),
                asset=row.asset,
                category=row.category,
            )
        if row.persons < 0:
            raise Invalid(
                N_("%(asset)s holds %(category)s about fewer than 0 persons."), asset=row.asset, category=row.category
            )
        if row.category in held.setdefault(row.asset, {}):
            raise Invalid(
                N_("%(asset)s holds %(category)s twice. Remove one of the rows."),
                asset=row.asset,
                category=row.category,
            )
        held[row.asset][row.category] = row.persons
    nothing: dict[str, int] = {}
    return [held.get(name, nothing) for name in number]


def _by_asset(assets_of: Iterable[Sequence[int]], assets: int) -> list[Sequence[int]]:
    # Most assets have nothing here: one empty tuple for them all spares the memory and the garbage collector.
    listed: dict[int, list[int]] = {}
    for position, members in enumerate(assets_of):
        for asset in members:
            listed.setdefault(asset, []).append(position)
    return [listed.get(asset, ()) for asset in range(assets)]
