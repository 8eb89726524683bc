"""What stops the scope alone: a host, a network, a supplier, a place, and what defeats a redundancy."""

from collections.abc import Iterator

from riskapp.catalogues.fact_words import Fact
from riskapp.graph.common_causes import CommonCause, common_causes
from riskapp.graph.vocabulary import DependencyKind, Kind
from riskapp.scenarios.scope import Scope
from riskapp.scenarios.stops import stop_of, stopped_facts
from riskapp.scenarios.suggestion import Found

_RULES = {Kind.NETWORK: "single_network", Kind.SUPPLIER: "single_supplier", Kind.LOCATION: "single_place"}
_PLACE_LIKE = (DependencyKind.POWER, DependencyKind.LOCATION)


def single_failures(scope: Scope) -> Iterator[Found]:
    """Each asset whose failure alone stops something of the scope, whatever else works.

    A process that another process waits for is passed over: it stops by what it stands on, which is told itself.
    """
    defeated: dict[str, dict[CommonCause, None]] = {}
    for key in scope.keys:
        for cause in common_causes(scope.snapshot, key):
            defeated.setdefault(cause.asset, {})[cause] = None
    for failing, keys in scope.alone.items():
        if scope.assets[failing].kind is not Kind.PROCESS:
            yield _found(scope, failing, keys, list(defeated.get(failing, ())))


def _found(scope: Scope, failing: str, keys: list[str], defeated: list[CommonCause]) -> Found:
    number = scope.index.number[failing]
    facts: dict[str, Fact] = {
        "asset": scope.name(number),
        "carried": tuple(scope.assets[key].name for key in keys),
    }
    rule = _rule(scope, failing)
    if defeated:
        rule = "common_cause"
        facts["replicas"] = _replicas(scope, defeated)
    stop = stop_of(scope, [number])
    return Found(
        rule=rule,
        asset=failing,
        hit=(failing,),
        facts=facts | stopped_facts(stop),
        need=scope.need([scope.index.number[key] for key in keys], "availability"),
        processes=len(stop.processes),
        minutes=stop.minutes,
    )


def _rule(scope: Scope, failing: str) -> str:
    """What kind of single point it is: what gives power or room counts as a place."""
    if any(row.provider == failing and row.kind in _PLACE_LIKE for row in scope.rows):
        return "single_place"
    return _RULES.get(scope.assets[failing].kind, "single_host")


def _replicas(scope: Scope, defeated: list[CommonCause]) -> tuple[str, ...]:
    """The members of the redundant groups that are none, each once."""
    groups = {(one.dependent, one.group) for one in defeated}
    return tuple(
        dict.fromkeys(scope.assets[row.provider].name for row in scope.rows if (row.dependent, row.group) in groups)
    )


def sole_ways(scope: Scope) -> Iterator[Found]:
    """Each part of the scope that some process cannot go on without."""
    for key, number in zip(scope.keys, map(scope.index.number.__getitem__, scope.keys), strict=True):
        if scope.assets[key].kind is Kind.PROCESS:
            continue
        stop = stop_of(scope, [number])
        if stop.processes:
            yield Found(
                rule="sole_way",
                asset=key,
                hit=(key,),
                facts={"asset": scope.name(number)} | stopped_facts(stop),
                need=scope.need([number], "availability"),
                processes=len(stop.processes),
                minutes=stop.minutes,
            )
