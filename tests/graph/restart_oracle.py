"""A plan in short forms, and its oracle: the outage minute by minute, with the hands that the plan names."""

from dataclasses import dataclass, field, replace

from riskapp.graph.restart import RestartPlan
from riskapp.graph.snapshot import Snapshot

from .oracle import Play, deadlocks


@dataclass
class Replay:
    """What a plan should have told; minutes count from the end of the fault."""

    ups: list[tuple[int, str]] = field(default_factory=list)
    falls: list[tuple[int, str]] = field(default_factory=list)
    black_starts: list[tuple[int, list[str]]] = field(default_factory=list)
    all_up: bool = False


def waves(plan: RestartPlan) -> list[tuple[int, dict[str, int]]]:
    return [(wave.minute, {one.id: one.up for one in wave.assets}) for wave in plan.waves]


def started(plan: RestartPlan) -> list[tuple[int, str]]:
    """Every start, by hand or not: the minute from which it is up, and who."""
    return sorted(
        (one.up, one.id) for step in (*[wave.assets for wave in plan.waves],
                                      *[black.by_hand for black in plan.black_starts]) for one in step
    )  # fmt: skip


def without_tolerance(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, dependencies=tuple(replace(row, tolerance=0) for row in snapshot.dependencies))


def replay(snapshot: Snapshot, hit: list[str], plan: RestartPlan, minutes: int) -> Replay:
    """Play so many minutes of the restart: sets that wait for each other are looked for at the end of each."""
    end = 1 if plan.outage is None else plan.outage
    run = Play(without_tolerance(snapshot) if plan.outage is None else snapshot, set(hit))
    told = Replay()
    for minute in range(end + minutes):
        before = set(run.up)
        if minute == end:
            run.faulty = set()
        if minute:
            run.restore(minute)
        run.fail(minute)
        if minute >= end:
            told.ups += [(minute - end, name) for name in run.up - before]
            told.falls += [(minute - end, name) for name in before - run.up]
            break_deadlocks(run, plan, told, minute, end)
    told.all_up = run.up == set(run.recovery)
    return told


def break_deadlocks(run: Play, plan: RestartPlan, told: Replay, minute: int, end: int) -> None:
    while found := deadlocks(run.groups, set(run.recovery) - run.up, run.up):
        before = set(run.up)
        told.black_starts += [(minute - end, names) for names in found]
        by_hand = {
            one.id for black in plan.black_starts if list(black.assets) in found and black.minute == minute - end
            for one in black.by_hand
        }  # fmt: skip
        if not by_hand:
            return
        # Whoever is started by hand asks for none of its needs any more.
        run.groups = [one for one in run.groups if not (one.hard and one.dependent in by_hand)]
        run.restore(minute)
        told.ups += [(minute - end, name) for name in run.up - before]
