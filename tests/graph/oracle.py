"""Oracle for availability: the rules as they are written, minute by minute, with no thought for speed."""

from typing import Any

from riskapp.graph.snapshot import Snapshot


class Group:
    """One group of a dependent with the members that take part."""

    def __init__(self, name: str | None, dependent: str, needed: int, tolerance: int, hard: bool) -> None:
        self.name, self.dependent, self.needed, self.tolerance, self.hard = name, dependent, needed, tolerance, hard
        self.members: list[str] = []
        self.clock: int | None = None

    def short(self, up: set[str]) -> bool:
        return sum(member in up for member in self.members) < min(self.needed, len(self.members))


def groups_of(snapshot: Snapshot) -> list[Group]:
    """The groups in the order of the files."""
    living = {asset.id for asset in snapshot.assets if asset.lifecycle.takes_part}
    groups: list[Group] = []
    for row in snapshot.dependencies:
        if row.dependent not in living or row.provider not in living:
            continue
        same = [one for one in groups if row.group and (one.dependent, one.name) == (row.dependent, row.group)]
        if not same:
            same = [Group(row.group, row.dependent, row.needed, row.tolerance, row.strength == "hard")]
            groups += same
        same[0].members.append(row.provider)
    return groups


def under_control(snapshot: Snapshot, hit: set[str]) -> set[str]:
    """Everything that control over `hit` reaches."""
    living = {asset.id for asset in snapshot.assets if asset.lifecycle.takes_part}
    taken = set(hit)
    for _ in snapshot.assets:
        for row in snapshot.dependencies:
            hands_over = row.kind in ("hosting", "identity", "administration")
            if hands_over and row.provider in taken and row.dependent in living:
                taken.add(row.dependent)
    return taken


def play(snapshot: Snapshot, hit: list[str], outage: int | None, horizon: int, control: bool = False) -> dict[str, Any]:
    """The answer in the form of the JSON."""
    groups = groups_of(snapshot)
    recovery = {asset.id: asset.recovery for asset in snapshot.assets if asset.lifecycle.takes_part}
    faulty = under_control(snapshot, set(hit)) if control else set(hit)
    first_hit = set(faulty)
    up, starting = set(recovery), dict[str, int]()
    history: dict[str, list[str]] = {name: [] for name in recovery}
    first: dict[str, tuple[int, Any]] = {}
    restored: dict[str, int] = {}

    def hard_short(name: str) -> bool:
        return any(one.short(up) for one in groups if one.dependent == name and one.hard)

    for minute in range(horizon):
        if minute == 0:
            up -= faulty
            first = {name: (0, None) for name in faulty}
        if minute == outage:
            faulty = set()
        moved = True
        while moved and minute > 0:
            moved = False
            for name in recovery:
                if name in up or name in faulty or hard_short(name):
                    continue
                starting.setdefault(name, minute)
                if minute >= starting[name] + recovery[name]:
                    up.add(name)
                    del starting[name]
                    restored[name] = minute
                    moved = True
        for one in groups:
            if not one.short(up):
                one.clock = None
        while True:
            for one in groups:
                if one.short(up) and one.clock is None:
                    one.clock = minute
            broken = [
                one for one in groups
                if one.hard and one.dependent in up and one.clock is not None and minute - one.clock >= one.tolerance
            ]
            for one in broken:
                down = sorted(member for member in one.members if member not in up)
                first.setdefault(one.dependent, (minute, {"group": one.name, "providers": down}))
            if not broken:
                break
            up -= {one.dependent for one in broken}
        for name in list(starting):
            if hard_short(name):
                del starting[name]
        limping = {
            one.dependent for one in groups
            if not one.hard and one.clock is not None and minute - one.clock >= one.tolerance
        }
        for name, states in history.items():
            states.append("down" if name not in up else "degraded" if name in limping else "up")

    settled = (
        not starting
        and not (outage is not None and outage >= horizon)
        and not any(one.hard and one.dependent in up and one.short(up) for one in groups)
    )
    return {
        "threat": "availability",
        "hit": sorted(set(hit)),
        "outage": outage,
        "horizon": horizon,
        "settled": settled,
        "assets": [
            {
                "id": name,
                "first_failure": first[name][0] if name in first else None,
                "minutes_down": states.count("down"),
                "restored": restored.get(name) if name in up else None,
                "degraded_minutes": states.count("degraded"),
                "cause": None if name in first_hit or name not in first else first[name][1],
            }
            for name, states in sorted(history.items())
            if name in first or "degraded" in states
        ],
        "deadlocks": deadlocks(groups, set(recovery) - up, up) if settled and outage is not None else [],
        "history": history,
    }


def deadlocks(groups: list[Group], down: set[str], up: set[str]) -> list[list[str]]:
    """Sets of two or more that reach each other by arrows, and nothing else."""
    arrows = {
        name: {
            member for one in groups if one.hard and one.dependent == name and one.short(up)
            for member in one.members if member in down
        }
        for name in down
    }
    reach = {name: set(arrows[name]) for name in down}
    for _ in down:
        for name in down:
            reach[name] |= {far for near in reach[name] for far in reach[near]}
    circles = {frozenset(other for other in reach[name] if name in reach[other]) for name in down}
    return sorted(
        sorted(circle) for circle in circles if len(circle) > 1 and all(reach[name] <= circle for name in circle)
    )
