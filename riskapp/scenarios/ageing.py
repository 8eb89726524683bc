"""What is on its way out and used all the same: the nearest that the estate knows to equipment nobody patches."""

from collections.abc import Iterator

import numpy as np

from riskapp.catalogues.fact_words import Fact
from riskapp.graph.integrity import trace
from riskapp.graph.vocabulary import Kind, Lifecycle
from riskapp.scenarios.lying import lied_to
from riskapp.scenarios.scope import Scope
from riskapp.scenarios.stops import stop_of, stopped_facts
from riskapp.scenarios.suggestion import Found

_EQUIPMENT = (Kind.SYSTEM, Kind.INFRASTRUCTURE, Kind.NETWORK)


def retiring_parts(scope: Scope) -> Iterator[Found]:
    """Each system, machine or network of the scope, or under it, that is retiring."""
    for one in sorted(scope.needed | scope.numbers):
        asset = scope.asset(one)
        if asset.lifecycle is not Lifecycle.RETIRING or asset.kind not in _EQUIPMENT:
            continue
        stop = stop_of(scope, [one])
        facts: dict[str, Fact] = {"asset": asset.name, "carried": scope.names(sorted(scope.numbers - {one} or {one}))}
        yield Found(
            rule="retiring",
            asset=asset.id,
            hit=(asset.id,),
            facts=facts | stopped_facts(stop),
            need=scope.need(scope.numbers, "availability"),
            processes=len(stop.processes),
            minutes=stop.minutes,
        )


def retiring_devices(scope: Scope) -> Iterator[Found]:
    """For each part of the scope that exchanges data with retiring devices, those devices together."""
    flows, index = scope.index.flows, scope.index
    for one in scope.working:
        if scope.asset(one).kind is Kind.DEVICE:
            continue
        ends = np.concatenate([flows.source[flows.receives[one]], flows.target[flows.sends[one]]])
        devices = [other for other in dict.fromkeys(ends.tolist()) if _retiring_device(scope, other)]
        if devices:
            yield _devices(scope, index.ids[one], sorted(devices))


def _retiring_device(scope: Scope, one: int) -> bool:
    asset = scope.asset(one)
    return asset.kind is Kind.DEVICE and asset.lifecycle is Lifecycle.RETIRING


def _devices(scope: Scope, system: str, devices: list[int]) -> Found:
    names, hit = scope.names(devices), scope.ids(devices)
    facts: dict[str, Fact] = {"asset": scope.assets[system].name, "devices": len(devices), "examples": names}
    processes = scope.names(lied_to(scope, trace(scope.snapshot, hit))[1])
    if processes:
        facts |= {"processes": len(processes), "process_names": processes}
    return Found(
        rule="retiring_devices",
        asset=system,
        hit=hit,
        facts=facts,
        need=scope.need([scope.index.number[system]], "integrity"),
        processes=len(processes),
    )
