"""Two blast radii of a scenario, compared figure by figure: how many, and how long each process is down."""

from collections.abc import Iterator, Mapping
from typing import Any

from riskapp.assessments.compared_row import Field
from riskapp.staleness.evidence_changes import evidence_changes

Evidence = Mapping[str, Any]

_ASKED = ("threat", "hit", "outage", "control", "supposed")
_OVER = "slice"
"""The part of the estate that it was computed from, by its fingerprint: no figure."""
_COUNTED = ("assets", "degraded", "controlled", "wrong_data", "stopped", "at_least", "at_most", "unknown", "horizon")
_NAMED = ("processes", "holders")


def evidence_fields(then: Evidence | None, now: Evidence | None) -> Iterator[Field]:
    """What differs of the question and of its answer; figures that only one of two methods knows are left out.

    Where one side has none, or asks what happens otherwise, the other's figures and names are told as a whole.
    """
    for name in _ASKED:
        before, after = (_asked(one, name) for one in (then, now))
        if before != after:
            yield Field("evidence" if name == "threat" else f"evidence {name}", before, after)
    if then is None or now is None or then["threat"] != now["threat"]:
        yield from _whole(then, now)
        return
    sides = ({name: said for name, said in one.items() if name != _OVER} for one in (then, now))
    for row in evidence_changes(*sides):
        figure = f"row {row['field']}" if row["field"] else f"evidence {row['figure']}"
        yield Field(figure, row["then"], row["now"], row["name"])


def _asked(evidence: Evidence | None, name: str) -> Any:
    found = (evidence or {}).get(name)
    return [one["name"] for one in found or ()] or None if name == "hit" else found


def _whole(then: Evidence | None, now: Evidence | None) -> Iterator[Field]:
    sides = then or {}, now or {}
    for name in _COUNTED:
        before, after = (one.get(name) for one in sides)
        if before != after:
            yield Field(f"evidence {name}", before, after)
    for name in _NAMED:
        before, after = ([row["name"] for row in one.get(name) or ()] for one in sides)
        if before != after:
            yield Field(f"evidence {name}", before, after)
