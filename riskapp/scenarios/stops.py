"""What an outage stops: which processes, when the first of them, and how long an outage to ask about."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from riskapp.catalogues.fact_words import Fact
from riskapp.graph.availability import simulate
from riskapp.graph.history import NEVER
from riskapp.scenarios.scope import Scope

LENGTHS = (60, 240, 480, 1440, 4320, 10_080)
"""Outages that people talk about, in minutes: an hour up to a week."""


@dataclass(frozen=True, slots=True)
class Stop:
    """The names of `processes` in the order in which they fall, and how many are `degraded` only.

    `begins` is the minute of the first; `minutes` is the shortest usual length by which all of them have fallen. Both
    are None where none falls.
    """

    processes: tuple[str, ...]
    degraded: int
    begins: int | None
    minutes: int | None


def stop_of(scope: Scope, hit: Collection[int]) -> Stop:
    """What stops within a week when all of `hit` goes down until further notice; the hit ones are not told."""
    index = scope.index
    history = simulate(scope.snapshot, scope.ids(hit)).history
    others = index.processes[~np.isin(index.processes, list(hit))]
    fell = history.first_failure[others]
    weakened = (fell == NEVER) & (history.minutes_degraded[others] > 0)
    down = np.flatnonzero(fell != NEVER)
    order = down[np.argsort(fell[down], kind="stable")]
    minutes = fell[order].tolist()
    return Stop(
        processes=scope.names(others[order].tolist()),
        degraded=int(weakened.sum()),
        begins=minutes[0] if minutes else None,
        minutes=next(length for length in LENGTHS if length > minutes[-1]) if minutes else None,
    )


def stopped_facts(stop: Stop) -> dict[str, Fact]:
    """The facts of an outage, as far as there are any."""
    facts: dict[str, Fact] = {}
    if stop.begins is not None:
        facts |= {"processes": len(stop.processes), "process_names": stop.processes, "begins": stop.begins}
    if stop.degraded:
        facts["degraded"] = stop.degraded
    return facts
