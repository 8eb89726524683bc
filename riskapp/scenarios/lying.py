"""Wrong data that spread in silence from the scope, because nothing on the way checks them."""

from collections.abc import Iterator

import numpy as np

from riskapp.catalogues.fact_words import Fact
from riskapp.graph.integrity import Integrity, trace
from riskapp.graph.vocabulary import Kind
from riskapp.scenarios.scope import Scope
from riskapp.scenarios.suggestion import Found

MANY = 3
"""So many assets reached are many; two processes are too."""

_TWO = 2


def wrong_data(scope: Scope) -> Iterator[Found]:
    """Each part of the scope from which wrong data reach many, unchecked; a device only where it is scoped itself."""
    for one in scope.working:
        asset = scope.asset(one)
        if asset.kind is Kind.PROCESS or (asset.kind is Kind.DEVICE and one not in scope.numbers):
            continue
        answer = trace(scope.snapshot, [asset.id])
        reached, processes = lied_to(scope, answer)
        if reached < MANY and len(processes) < _TWO:
            continue
        facts: dict[str, Fact] = {"asset": asset.name, "reached": reached}
        if processes:
            facts |= {"processes": len(processes), "process_names": scope.names(processes)}
        if answer.stopped:
            facts["stopped"] = len(answer.stopped)
        yield Found(
            rule="wrong_data",
            asset=asset.id,
            hit=(asset.id,),
            facts=facts,
            need=scope.need([one], "integrity"),
            processes=len(processes),
        )


def lied_to(scope: Scope, answer: Integrity) -> tuple[int, list[int]]:
    """How many others get wrong data, and which of them are processes, those told it soonest first."""
    reached = answer.reached.copy()
    reached[[scope.index.number[one] for one in answer.hit]] = False
    processes = scope.index.processes[reached[scope.index.processes]]
    order = np.argsort(answer.data.steps[processes], kind="stable")
    return int(reached.sum()), processes[order].tolist()
