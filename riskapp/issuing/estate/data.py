"""Personal data in the estate: categories, who holds which, and the flows, those of devices that are alike as one."""

from collections.abc import Hashable
from typing import Any

from riskapp.explorer.directory import Directory, directory_of
from riskapp.graph.snapshot import Flow, Snapshot
from riskapp.graph.vocabulary import Sensitivity
from riskapp.issuing.estate.groups import Groups, groups_of
from riskapp.issuing.estate.holds import name_of

Row = dict[str, Any]
MOST_PURPOSES, MOST_NAMED = 3, 6


def categories_told(snapshot: Snapshot) -> list[Row]:
    """Each category with its sensitivity."""
    return [{"id": one.id, "name": one.name, "sensitivity": one.sensitivity.value} for one in snapshot.categories]


def holdings_told(snapshot: Snapshot) -> list[Row]:
    """Who holds which category about how many, most persons first."""
    directory = directory_of(snapshot)
    rows = sorted(snapshot.holdings, key=lambda one: (-one.persons, one.asset, one.category))
    return [
        {
            "id": one.asset,
            "name": name_of(one.asset, directory),
            "category": directory.categories[one.category].name,
            "sensitivity": directory.categories[one.category].sensitivity.value,
            "persons": one.persons,
        }
        for one in rows
    ]


def flows_told(snapshot: Snapshot) -> list[Row]:
    """Flows that say the same between the same ends as one row: special categories that are not encrypted first."""
    directory, groups = directory_of(snapshot), groups_of(snapshot)
    alike: dict[Hashable, list[Flow]] = {}
    for flow in snapshot.flows:
        alike.setdefault(_mark(flow, directory, groups), []).append(flow)
    rows = [_row(flows, directory, groups) for flows in alike.values()]
    return sorted(rows, key=lambda row: (not row["special"], row["encrypted"], -row["count"], row["first"]))


def _mark(flow: Flow, directory: Directory, groups: Groups) -> Hashable:
    ends = [groups.end(directory.assets[key]) for key in (flow.source, flow.target)]
    via = () if any("group" in end for end in ends) else flow.via
    return *map(str, ends), flow.categories, flow.access, flow.encrypted, flow.validated, via


def _row(flows: list[Flow], directory: Directory, groups: Groups) -> Row:
    """`persons` is the sum of those that say how many; `unknown` counts those that do not."""
    first = flows[0]
    categories = [directory.categories[key] for key in first.categories]
    purposes = list(dict.fromkeys(one.purpose for one in flows if one.purpose))
    via = list(dict.fromkeys(key for one in flows for key in one.via))
    return {
        "first": first.id,
        "count": len(flows),
        "source": groups.end(directory.assets[first.source]),
        "target": groups.end(directory.assets[first.target]),
        "categories": [one.name for one in categories],
        "special": any(one.sensitivity is Sensitivity.SPECIAL for one in categories),
        "access": first.access.value,
        "encrypted": first.encrypted,
        "validated": first.validated,
        "via": [name_of(key, directory) for key in via[:MOST_NAMED]],
        "via_more": max(0, len(via) - MOST_NAMED),
        "purposes": purposes[:MOST_PURPOSES],
        "purposes_more": max(0, len(purposes) - MOST_PURPOSES),
        "persons": sum(one.persons for one in flows if one.persons is not None),
        "unknown": sum(one.persons is None for one in flows),
    }
