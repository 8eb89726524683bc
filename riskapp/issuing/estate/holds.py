"""What the estate holds: counts, every asset that is no device, devices that are alike as one, and what is not said."""

from collections import Counter
from typing import Any

from riskapp.explorer.directory import Directory, directory_of
from riskapp.graph.completeness import Completeness, Finding, Rule, completeness
from riskapp.graph.memory import Memory
from riskapp.graph.snapshot import Asset, Snapshot
from riskapp.graph.vocabulary import Kind, Lifecycle
from riskapp.issuing.estate.groups import groups_of

MOST = 300
"""Rows of one table on paper; a file of the report has all of them."""
EXAMPLES = 12
"""Findings of one rule that are named on paper."""

Row = dict[str, Any]

_found: Memory[Completeness] = Memory(2)


def counts(snapshot: Snapshot) -> Row:
    """How many assets of each kind and state, at each site and by each supplier; how many links and holdings."""
    directory = directory_of(snapshot)
    lives = Counter((one.kind, one.lifecycle) for one in snapshot.assets)
    return {
        "assets": len(snapshot.assets),
        "flows": len(snapshot.flows),
        "dependencies": len(snapshot.dependencies),
        "holdings": len(snapshot.holdings),
        "kinds": [
            {"kind": kind.value, **{life.value: lives[kind, life] for life in Lifecycle}}
            for kind in Kind
            if any(lives[kind, life] for life in Lifecycle)
        ],
        "sites": _named(Counter(one.site for one in snapshot.assets), directory),
        "suppliers": _named(Counter(one.supplier for one in snapshot.assets), directory),
    }


def _named(counted: Counter[str], directory: Directory) -> list[Row]:
    """By name what the most assets say first; an empty id is what says nothing."""
    order = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"id": key, "name": name_of(key, directory), "assets": count} for key, count in order]


def name_of(key: str, directory: Directory) -> str:
    """The name of an asset, or what was written by hand where no asset has this id."""
    return directory.assets[key].name if key in directory.assets else key


def assets_told(snapshot: Snapshot) -> list[Row]:
    """Every asset that is no device with all that is said of it, by kind and in the order of the files."""
    directory, order = directory_of(snapshot), list(Kind)
    found = [one for one in snapshot.assets if one.kind is not Kind.DEVICE]
    return [_asset(one, directory) for one in sorted(found, key=lambda one: order.index(one.kind))]


def devices_told(snapshot: Snapshot) -> list[Row]:
    """Devices that are alike as one row each, the largest groups first."""
    directory = directory_of(snapshot)
    return [
        {
            **_asset(group.asset, directory),
            "name": group.name,
            "count": group.count,
            "sites": [[name_of(site, directory), count] for site, count in group.sites],
        }
        for group in groups_of(snapshot).all
    ]


def _asset(one: Asset, directory: Directory) -> Row:
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "description": one.description,
        "owner": one.owner,
        "supplier": name_of(one.supplier, directory),
        "site": name_of(one.site, directory),
        "lifecycle": one.lifecycle.value,
        "confidentiality": one.confidentiality,
        "integrity": one.integrity,
        "availability": one.availability,
        "max_downtime": one.max_downtime,
        "recovery": one.recovery,
        "external_ref": one.external_ref,
    }


def findings(snapshot: Snapshot) -> Completeness:
    """What the estate does not say; kept for as long as the snapshot is asked about."""
    return _found.recall(snapshot, "all", lambda: completeness(snapshot))


def completeness_told(snapshot: Snapshot) -> Row:
    """The share of each kind that nothing is missing of, and by rule how often it is broken with some examples."""
    found, directory = findings(snapshot), directory_of(snapshot)
    by_rule: dict[Rule, list[Finding]] = {rule: [] for rule in Rule}
    for one in found.findings:
        by_rule[one.rule].append(one)
    return {
        "shares": [{"kind": one.kind.value, "complete": one.complete, "assets": one.assets} for one in found.shares],
        "rules": [
            {
                "rule": rule.value,
                "count": len(broken),
                "examples": [name_of(one.subject, directory) for one in broken[:EXAMPLES]],
            }
            for rule, broken in by_rule.items()
            if broken
        ],
    }
