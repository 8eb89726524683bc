"""Comparisons as plain values for JSON, in a form that scripts can rely on: pairs are [before, after]."""

from collections.abc import Callable
from typing import Any

from riskapp.graph.answers import Answer
from riskapp.graph.availability import Availability
from riskapp.graph.comparison import Estates, Moved, Pair, compare_exposures, compare_outages, compare_spread
from riskapp.graph.confidentiality import Confidentiality, Exposure
from riskapp.graph.integrity import Integrity, Reached
from riskapp.graph.outage_rows import AssetOutage

Result = Availability | Integrity | Confidentiality


def difference_answer(estates: Estates, before: Result, after: Result) -> Answer:
    """What a change saves and costs; the two results answer the same question on the two estates.

    Keys: saved, new, better, worse, gone (rows of assets, or of holders with categories), totals ({name: [before,
    after]}), and for availability deadlocks_gone and deadlocks_new.
    """
    if isinstance(before, Availability) and isinstance(after, Availability):
        return _outages(estates, before, after)
    if isinstance(before, Integrity) and isinstance(after, Integrity):
        compared = compare_spread(estates, before, after)
        rows = _rows(compared.assets, _states)
        return {**rows, "totals": {"processes": _pair(compared.processes)}}
    if isinstance(before, Confidentiality) and isinstance(after, Confidentiality):
        return _exposures(estates, before, after)
    raise TypeError("the two results answer different questions")


def _outages(estates: Estates, before: Availability, after: Availability) -> Answer:
    compared = compare_outages(estates, before, after)
    return {
        **_rows(compared.assets, _minutes),
        "totals": {
            "processes": _pair(compared.processes),
            "process_minutes_down": _pair(compared.process_minutes),
        },
        "deadlocks_gone": [list(deadlock) for deadlock in compared.deadlocks_gone],
        "deadlocks_new": [list(deadlock) for deadlock in compared.deadlocks_new],
    }


def _exposures(estates: Estates, before: Confidentiality, after: Confidentiality) -> Answer:
    compared = compare_exposures(estates, before, after)
    controlled = compared.controlled
    return {
        **_rows(compared.exposures, _persons),
        "totals": {
            "controlled": [len(before.controlled), len(after.controlled)],
            "at_least": _pair(compared.at_least),
            "at_most": _pair(compared.at_most),
            "unknown": _pair(compared.unknown),
        },
        "controlled_saved": list(controlled.saved),
        "controlled_new": list(controlled.new),
    }


def _rows(moved: Moved[Any, Any], told: Callable[[Pair[Any]], Answer]) -> Answer:
    return {
        "saved": [_place(place) for place in moved.saved],
        "new": [_place(place) for place in moved.new],
        "better": [{**_place(place), **told(pair)} for place, pair in moved.better.items()],
        "worse": [{**_place(place), **told(pair)} for place, pair in moved.worse.items()],
        "gone": [_place(place) for place in moved.gone],
    }


def _place(place: str | tuple[str, str]) -> Answer:
    return {"id": place} if isinstance(place, str) else {"holder": place[0], "category": place[1]}


def _pair(pair: Pair[int]) -> list[int]:
    return [pair.before, pair.after]


def _minutes(pair: Pair[AssetOutage]) -> Answer:
    names = ("first_failure", "minutes_down", "degraded_minutes")
    return {name: [getattr(pair.before, name), getattr(pair.after, name)] for name in names}


def _states(pair: Pair[Reached]) -> Answer:
    return {"state": [pair.before.state.value, pair.after.state.value]}


def _persons(pair: Pair[Exposure]) -> Answer:
    names = ("at_least", "at_most")
    return {name: [getattr(pair.before, name), getattr(pair.after, name)] for name in names}
