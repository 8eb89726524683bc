"""How data of the scope could leak on their way: unencrypted on a network, or by a supplier."""

from collections.abc import Callable, Iterable, Iterator

from riskapp.catalogues.fact_words import Fact
from riskapp.graph.adjacency import numbers
from riskapp.graph.confidentiality import expose
from riskapp.graph.control import spread_control
from riskapp.graph.snapshot import Flow
from riskapp.graph.vocabulary import Kind
from riskapp.scenarios.keeping import about
from riskapp.scenarios.scope import Scope
from riskapp.scenarios.suggestion import Found

_Flows = dict[int, dict[int, None]]
"""For each asset the flows that meet there."""


def unencrypted_flows(scope: Scope) -> Iterator[Found]:
    """Each network, or other carrier, over which special data of the scope go unencrypted; or the end, if unknown."""
    flows = scope.index.flows
    carried, unmapped = _Flows(), _Flows()
    for one, flow in scope.moving:
        if flows.encrypted[flow] or not scope.special(flows.rows[flow].categories):
            continue
        carriers = flows.via[flow].tolist()
        for carrier in carriers:
            carried.setdefault(carrier, {})[flow] = None
        if not carriers:
            unmapped.setdefault(one, {})[flow] = None
    for carrier, met in carried.items():
        yield _leak(scope, "unencrypted", carrier, met, scope.special)
    for end, met in unmapped.items():
        yield _leak(scope, "unencrypted_way", end, met, scope.special)


def supplier_flows(scope: Scope) -> Iterator[Found]:
    """Each supplier to, from or through whom data of the scope go."""
    met, carriers = _Flows(), scope.index.flows.via.lists()
    source, target = scope.index.flows.source.tolist(), scope.index.flows.target.tolist()
    for flow in dict.fromkeys(flow for _, flow in scope.moving):
        for other in (source[flow], target[flow], *carriers[flow]):
            if scope.asset(other).kind is Kind.SUPPLIER:
                met.setdefault(other, {})[flow] = None
    for supplier, found in met.items():
        yield _leak(scope, "supplier_flow", supplier, found, tuple)


def ways_in(scope: Scope) -> Iterator[Found]:
    """Each supplier who comes to control something of the scope: hosting, identity or administration leads there."""
    index = scope.index
    before = {*scope.numbers, *scope.needed}
    for supplier in sorted(one for one in before if scope.asset(one).kind is Kind.SUPPLIER):
        taken = set(spread_control(index, numbers([supplier])).assets().tolist())
        reached = sorted(taken & scope.numbers - {supplier})
        if not reached:
            continue
        first = dict.fromkeys(index.handovers.dependent[index.handovers.of[supplier]].tolist())
        facts: dict[str, Fact] = {
            "asset": scope.name(supplier),
            "through": scope.names(one for one in first if one in before),
            "carried": scope.names(reached),
        }
        persons = expose(scope.snapshot, [index.ids[supplier]]).at_least
        yield about(scope, "way_in", supplier, facts | ({"persons": persons} if persons else {}), persons)


def _leak(
    scope: Scope, rule: str, where: int, met: Iterable[int], of: Callable[[Iterable[str]], tuple[str, ...]]
) -> Found:
    """What is seen at one place of the flows that meet there."""
    met = list(met)
    rows = [scope.index.flows.rows[flow] for flow in met]
    ends = dict.fromkeys(end for row in rows for end in (row.source, row.target))
    categories = dict.fromkeys(scope.category_names[one] for row in rows for one in of(row.categories))
    working = set(scope.ids(scope.working))
    ours = [scope.assets[end] for end in ends if end in working]
    systems = [one for one in ours if one.kind is not Kind.DEVICE]
    facts: dict[str, Fact] = {
        "asset": scope.name(where),
        "carried": tuple(one.name for one in systems or ours),
        "categories": tuple(categories),
        "flows": len(rows),
    }
    devices = sum(scope.assets[end].kind is Kind.DEVICE for end in ends)
    persons = _persons(scope, rows)
    facts |= {name: number for name, number in (("devices", devices), ("persons", persons)) if number}
    return about(scope, rule, where, facts, persons)


def _persons(scope: Scope, rows: Iterable[Flow]) -> int:
    """The largest number of persons that a flow states a year, or its source keeps in a category that it sends."""
    most = 0
    held: dict[str, dict[str, int]] = {}
    for row in rows:
        if row.source not in held:
            held[row.source] = scope.kept_by(scope.index.number[row.source])
        kept = max((held[row.source].get(category, 0) for category in row.categories), default=0)
        most = max(most, kept if row.persons is None else row.persons)
    return most
