"""What much of the scope's ground has in common: one supplier, one site, and replicas that are not so different."""

from collections.abc import Callable, Iterable, Iterator

from riskapp.catalogues.fact_words import Fact
from riskapp.graph.adjacency import numbers
from riskapp.graph.control import spread_control
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind
from riskapp.scenarios.scope import Scope
from riskapp.scenarios.stops import stop_of, stopped_facts
from riskapp.scenarios.suggestion import Found

FEW = 3
"""Fewer than so many assets from one supplier are no pattern, unless they are all hosts."""

_DELIVERED = (Kind.SYSTEM, Kind.INFRASTRUCTURE, Kind.NETWORK)
"""What a supplier delivers or runs; of devices there are so many that a share of them says nothing."""


def common_suppliers(scope: Scope) -> Iterator[Found]:
    """Each supplier who runs most of what the scope stands on, or all its hosts; else one behind a redundancy."""
    ground = [one for one in sorted(scope.needed | scope.numbers) if scope.asset(one).kind in _DELIVERED]
    for supplier, served in _served(scope, ground).items():
        hosts = scope.hosts & served
        all_hosts = len(hosts) > 1 and hosts == scope.hosts
        replicas = _replicas(scope, lambda asset: asset.supplier, supplier)
        if all_hosts or (len(served) >= FEW and len(served) * 2 > len(ground)):
            facts: dict[str, Fact] = {"served": len(served), "relevant": len(ground)}
            if all_hosts:
                facts["hosts"] = scope.names(sorted(hosts))
            if replicas:
                facts["replicas"] = scope.names(replicas)
            yield _found(scope, "one_supplier", supplier, served, facts)
        elif replicas:
            yield _found(scope, "common_supplier", supplier, replicas, {"replicas": scope.names(replicas)})


def common_sites(scope: Scope) -> Iterator[Found]:
    """The site of all machines under the scope, and the sites where what should stand in for each other stands."""
    machines = scope.hosts or frozenset(one for one in scope.needed if scope.asset(one).kind is Kind.INFRASTRUCTURE)
    sites = {scope.asset(one).site for one in machines}
    everywhere = sites.pop() if len(sites) == 1 and len(machines) > 1 else ""
    for site in dict.fromkeys([everywhere, *(scope.asset(one).site for one in sorted(scope.needed))]):
        there = set(machines if site == everywhere else ()) | set(_replicas(scope, lambda asset: asset.site, site))
        if site and there:
            yield _found(scope, "one_site", site, there, {"hosts": scope.names(sorted(there))})


def _served(scope: Scope, ground: list[int]) -> dict[str, set[int]]:
    """What each supplier delivers, as the assets say, or comes to control, as the dependencies say."""
    served: dict[str, set[int]] = {}
    for one in ground:
        if scope.asset(one).supplier:
            served.setdefault(scope.asset(one).supplier, set()).add(one)
    inside = set(ground)
    for one in sorted(scope.needed):
        if scope.asset(one).kind is Kind.SUPPLIER:
            run = set(spread_control(scope.index, numbers([one])).assets().tolist())
            run.update(scope.index.number[row.dependent] for row in scope.rows if row.provider == scope.index.ids[one])
            served.setdefault(scope.index.ids[one], set()).update(run & inside)
    return {supplier: found for supplier, found in served.items() if found}


def _replicas(scope: Scope, of: Callable[[Asset], str], shared: str) -> list[int]:
    """The members of redundant groups under the scope all of whose members share it."""
    groups = (group for group in scope.replicas if all(of(scope.asset(one)) == shared for one in group))
    return list(dict.fromkeys(one for group in groups for one in group)) if shared else []


def _found(scope: Scope, rule: str, shared: str, hit: Iterable[int], facts: dict[str, Fact]) -> Found:
    """All of `hit` fails at once, and with them what they share where it is an asset that takes part."""
    itself = scope.index.number.get(shared)
    failing = sorted({*hit, *([] if itself is None else [itself])})
    stop = stop_of(scope, failing)
    name = scope.assets[shared].name if shared in scope.assets else shared
    carried: dict[str, Fact] = {"asset": name, "carried": scope.names(sorted(scope.numbers))}
    return Found(
        rule=rule,
        asset=shared,
        hit=scope.ids(failing),
        facts=carried | facts | stopped_facts(stop),
        need=scope.need(scope.numbers, "availability"),
        processes=len(stop.processes),
        minutes=stop.minutes,
    )
