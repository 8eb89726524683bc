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


class Play:
    """One outage, played minute after minute."""

    def __init__(self, snapshot: Snapshot, faulty: set[str]) -> None:
        self.groups = groups_of(snapshot)
        self.recovery = {asset.id: asset.recovery for asset in snapshot.assets if asset.lifecycle.takes_part}
        self.faulty = faulty
        self.up = set(self.recovery) - faulty
        self.starting: dict[str, int] = {}
        self.restored: dict[str, int] = {}
        self.first: dict[str, tuple[int, Any]] = dict.fromkeys(faulty, (0, None))
        self.history: dict[str, list[str]] = {name: [] for name in self.recovery}

    def hard_short(self, name: str) -> bool:
        return any(one.short(self.up) for one in self.groups if one.dependent == name and one.hard)

    def overdue(self, minute: int, hard: bool) -> list[Group]:
        return [
            one
            for one in self.groups
            if one.hard is hard and one.clock is not None and minute - one.clock >= one.tolerance
        ]

    def restore(self, minute: int) -> None:
        moved = True
        while moved:
            moved = False
            for name, minutes in self.recovery.items():
                if name in self.up or name in self.faulty or self.hard_short(name):
                    continue
                self.starting.setdefault(name, minute)
                if minute >= self.starting[name] + minutes:
                    self.up.add(name)
                    del self.starting[name]
                    self.restored[name] = minute
                    moved = True

    def start_clocks(self, minute: int) -> None:
        for one in self.groups:
            if one.short(self.up) and one.clock is None:
                one.clock = minute

    def fail(self, minute: int) -> None:
        for one in self.groups:
            if not one.short(self.up):
                one.clock = None
        self.start_clocks(minute)
        while broken := [one for one in self.overdue(minute, hard=True) if one.dependent in self.up]:
            for one in broken:
                down = sorted(member for member in one.members if member not in self.up)
                self.first.setdefault(one.dependent, (minute, {"group": one.name, "providers": down}))
            self.up -= {one.dependent for one in broken}
            self.start_clocks(minute)
        for name in list(self.starting):
            if self.hard_short(name):
                del self.starting[name]

    def note(self, minute: int) -> None:
        limping = {one.dependent for one in self.overdue(minute, hard=False)}
        for name, states in self.history.items():
            states.append("down" if name not in self.up else "degraded" if name in limping else "up")


def play(snapshot: Snapshot, hit: list[str], outage: int | None, horizon: int, control: bool = False) -> dict[str, Any]:
    """The answer in the form of the JSON, and the `history` of every asset."""
    run = Play(snapshot, under_control(snapshot, set(hit)) if control else set(hit))
    for minute in range(horizon):
        if minute == outage:
            run.faulty = set()
        if minute > 0:
            run.restore(minute)
        run.fail(minute)
        run.note(minute)
    settled = (
        not run.starting
        and not (outage is not None and outage >= horizon)
        and not any(one.hard and one.dependent in run.up and one.short(run.up) for one in run.groups)
    )
    down = set(run.recovery) - run.up
    return {
        "threat": "availability",
        "hit": sorted(set(hit)),
        "outage": outage,
        "horizon": horizon,
        "settled": settled,
        "assets": [
            {
                "id": name,
                "first_failure": run.first[name][0] if name in run.first else None,
                "minutes_down": states.count("down"),
                "restored": run.restored.get(name) if name in run.up else None,
                "degraded_minutes": states.count("degraded"),
                "cause": run.first[name][1] if name in run.first else None,
            }
            for name, states in sorted(run.history.items())
            if name in run.first or "degraded" in states
        ],
        "deadlocks": deadlocks(run.groups, down, run.up) if settled and outage is not None else [],
        "history": run.history,
    }


def deadlocks(groups: list[Group], down: set[str], up: set[str]) -> list[list[str]]:
    """Sets of two or more that reach each other by arrows, and nothing else."""
    arrows = {
        name: {
            member
            for one in groups
            if one.hard and one.dependent == name and one.short(up)
            for member in one.members
            if member in down
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
