"""Oracles for integrity, confidentiality and the ranking: by trying everything again until nothing changes."""

from typing import Any

from riskapp.graph.snapshot import Flow, Snapshot

from .oracle import groups_of, under_control

FAR = 10**6


def living(snapshot: Snapshot) -> set[str]:
    return {asset.id for asset in snapshot.assets if asset.lifecycle.takes_part}


def flows_of(snapshot: Snapshot) -> list[Flow]:
    return [flow for flow in snapshot.flows if {flow.source, flow.target} <= living(snapshot)]


def control_steps(snapshot: Snapshot, hit: list[str]) -> dict[str, int]:
    """Steps by repeated relaxation."""
    steps = dict.fromkeys(living(snapshot), FAR) | dict.fromkeys(hit, 0)
    for _ in snapshot.assets:
        for row in controlling(snapshot):
            steps[row.dependent] = min(steps[row.dependent], steps[row.provider] + 1)
    return steps


def controlling(snapshot: Snapshot) -> list[Any]:
    return [
        row
        for row in snapshot.dependencies
        if row.kind in ("hosting", "identity", "administration") and {row.dependent, row.provider} <= living(snapshot)
    ]


def integrity(snapshot: Snapshot, hit: list[str], control: bool) -> dict[str, Any]:
    """The answer in the form of the JSON."""
    taken = control_steps(snapshot, hit if control else [])
    wrong = dict.fromkeys(taken, FAR) | dict.fromkeys([] if control else hit, 0)

    def steps_through(flow: Flow) -> int:
        if flow.validated:
            return FAR
        ways = [taken[flow.source], wrong[flow.source]]
        if not flow.encrypted:
            ways += [taken[carrier] for carrier in flow.via if carrier in taken]
        return min(ways) + 1

    for _ in range(len(taken) + 1):
        for flow in flows_of(snapshot):
            wrong[flow.target] = min(wrong[flow.target], steps_through(flow))
    assets = []
    for name in sorted(taken):
        if taken[name] < FAR:
            rows = [row for row in controlling(snapshot) if row.dependent == name]
            ways = [row for row in rows if taken[row.provider] + 1 == taken[name]]
            by = {"dependency": [name, ways[0].provider]} if taken[name] else None
            assets.append({"id": name, "state": "control", "steps": taken[name], "by": by})
        elif wrong[name] < FAR:
            into = [flow for flow in flows_of(snapshot) if flow.target == name and steps_through(flow) == wrong[name]]
            by = {"flow": into[0].id} if wrong[name] else None
            assets.append({"id": name, "state": "data", "steps": wrong[name], "by": by})
    reached = {asset["id"] for asset in assets}
    stopped = sorted(flow.id for flow in flows_of(snapshot) if flow.validated and flow.source in reached)
    return {"threat": "integrity", "hit": sorted(set(hit)), "assets": assets, "stopped": stopped}


def confidentiality(snapshot: Snapshot, hit: list[str]) -> dict[str, Any]:
    """The answer in the form of the JSON: every rule looked up for every pair of holder and category."""
    steps = {name: far for name, far in control_steps(snapshot, hit).items() if far < FAR}
    flows = flows_of(snapshot)
    held = {(row.asset, row.category): row.persons for row in snapshot.holdings}
    asked: set[tuple[str, str]] = set()
    dark: set[tuple[str, str]] = set()
    for flow in flows:
        for category in flow.categories if flow.access == "query" and flow.target in steps else ():
            met = {flow.source}
            for _ in flows:
                met |= {
                    far.source
                    for far in flows
                    if far.access == "query" and category in far.categories and far.target in met
                }
            holders = {(name, category) for name in met if (name, category) in held}
            asked |= holders
            dark |= set() if holders else {(flow.source, category)}
    exposures = []
    for holder in sorted(living(snapshot)):
        for category in sorted(one.id for one in snapshot.categories):
            key = holder, category
            mine = [flow for flow in flows if flow.source == holder and category in flow.categories]
            seen = [flow for flow in mine if flow.source in steps or flow.target in steps]
            wire = [flow for flow in mine if not flow.encrypted and set(flow.via) & set(steps)]
            bases = [
                name
                for name, found in [
                    ("at rest", holder in steps and key in held),
                    ("by query", key in asked | dark),
                    ("in transit", seen),
                    ("on the wire", wire),
                ]
                if found
            ]
            if not bases:
                continue
            least, most = 0, None
            if "at rest" in bases or key in asked:
                least = most = held[key]
            elif key not in dark:
                passing = [
                    held.get(key) if flow.persons is None else flow.persons
                    for flow in mine
                    if flow in seen or flow in wire
                ]
                most = None if None in passing else min(sum(passing), held.get(key, sum(passing)))
            persons = {"at_least": least, "at_most": most}
            exposures.append({"holder": holder, "category": category, "bases": bases, **persons})
    return {
        "threat": "confidentiality",
        "hit": sorted(set(hit)),
        "controlled": [{"id": name, "steps": steps[name]} for name in sorted(steps)],
        "exposures": exposures,
        **totals(exposures),
    }


def totals(exposures: list[dict[str, Any]]) -> dict[str, Any]:
    categories = []
    for name in sorted({one["category"] for one in exposures}):
        group = [one for one in exposures if one["category"] == name]
        known = [one["at_most"] for one in group if one["at_most"] is not None]
        categories.append(
            {
                "category": name,
                "at_least": max(one["at_least"] for one in group),
                "at_most": sum(known),
                "unknown": len(group) - len(known),
            }
        )
    return {
        "categories": categories,
        "at_least": max([one["at_least"] for one in categories], default=0),
        "at_most": sum(one["at_most"] for one in categories),
        "unknown": sum(one["unknown"] for one in categories),
    }


def fallen(snapshot: Snapshot, hit: str) -> set[str]:
    """What an outage of `hit` brings down in the end."""
    down = {hit}
    for _ in snapshot.assets:
        up = living(snapshot) - down
        down |= {group.dependent for group in groups_of(snapshot) if group.hard and group.short(up)}
    return down


def rank(snapshot: Snapshot, threat: str) -> dict[str, Any]:
    """Every asset asked alone."""
    processes = {asset.id for asset in snapshot.assets if asset.kind == "process"}
    rows = []
    for name in living(snapshot):
        persons: dict[str, Any] = {"at_least": None, "at_most": None, "unknown": None}
        if threat == "availability":
            reached = fallen(snapshot, name)
        elif threat == "integrity":
            reached = {asset["id"] for asset in integrity(snapshot, [name], True)["assets"]}
        else:
            reached = under_control(snapshot, {name})
            answer = confidentiality(snapshot, [name])
            persons = {key: answer[key] for key in persons}
        reached -= {name}
        rows.append({"id": name, "reached": len(reached), "processes": len(reached & processes), **persons})
    rows.sort(key=lambda row: (-row["processes"], -row["reached"], row["id"]))
    return {"threat": threat, "assets": rows}
