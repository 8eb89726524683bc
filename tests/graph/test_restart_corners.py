"""Corners of a restart, each as a small estate: the plan is held against a replay minute by minute."""

import pytest

from riskapp.graph.restart import restart
from riskapp.graph.restart_run import RESTLESS
from riskapp.graph.snapshot import Snapshot

from .estates import estate, needs
from .restart_oracle import replay, started, waves

Question = tuple[Snapshot, list[str], int | None]

CORNERS: dict[str, Question] = {
    # a starts by itself, is cut off, and is started by hand, all in one minute: it is up once, not twice.
    "a start by itself and one by hand in the same minute": (
        estate(
            needs("b", "a", tolerance=2),
            needs("a", "b"),
            needs("slow", "p"),
            *(needs("d", name, "pair", needed=2) for name in ("a", "slow")),
            recovery={"a": 9, "b": 3, "p": 600},
        ),
        ["a", "p"],
        2,
    ),
    # b is back for an instant in minute 4, so c begins to start; then d falls, takes b down, and c is cut off.
    "a start that is cut off in its own minute": (
        estate(needs("d", "c", tolerance=1), needs("c", "b", tolerance=3), needs("b", "d"), recovery={"c": 1}),
        ["b"],
        4,
    ),
    # b would have been back at minute 5; it is cut off in minute 4 and starts again in minute 5 as d is up.
    "a start that is cut off and begun anew before it would have ended": (
        estate(
            needs("d", "c", tolerance=1),
            needs("c", "d"),
            needs("c", "b", tolerance=3),
            needs("b", "d"),
            recovery={"b": 1, "d": 1},
        ),
        ["b"],
        4,
    ),
    "a circle that had to wait for an outsider": (
        estate(
            needs("e", "d", "both", needed=2), needs("e", "a", "both", needed=2), needs("d", "e"), recovery={"a": 1}
        ),
        ["a"],
        None,
    ),
    "two of whom one is enough come back together": (
        estate(
            needs("one", "power"),
            needs("other", "power"),
            needs("user", "one", "either"),
            needs("user", "other", "either"),
            recovery={"one": 5, "other": 5},
        ),
        ["power"],
        None,
    ),
    # a and b are started by hand and come up together: the rise of one asks for no second start of the other.
    "two by hand who need each other": (
        estate(
            *(needs("c", name, "pair", needed=2, tolerance=3) for name in "ba"),
            needs("a", "c"),
            needs("a", "b"),
            *(needs("b", name, "pair", needed=2, tolerance=3) for name in "ca"),
            assets="a b c",
            recovery={"a": 1, "b": 1},
        ),
        ["a"],
        3,
    ),
    # x is down from 0 to 1 and from 3 to 10: never for the 8 minutes that d can wait.
    "a clock that was stopped and started anew": (
        estate(needs("x", "a"), needs("a", "c", tolerance=3), needs("d", "x", tolerance=8), recovery={"c": 9}),
        ["x", "c"],
        1,
    ),
    # b finds f up as the fault ends, and f falls in that minute: b was up for no more than an instant.
    "an instant is neither a start nor a fall": (
        estate(needs("f", "c", tolerance=2), needs("c", "a"), needs("b", "f"), recovery={"a": 1}),
        ["a", "b"],
        2,
    ),
    # The circle of c, f and g closes as g falls; a and e wait for it, and then for each other.
    "a circle behind a circle that closes during the restart": (
        estate(
            needs("c", "f", tolerance=2),
            needs("g", "c", tolerance=3),
            needs("a", "f"),
            needs("a", "e"),
            needs("f", "g"),
            needs("e", "a"),
            needs("e", "c"),
            recovery={"f": 5},
        ),
        ["f"],
        3,
    ),
    # x and y wait for left or right too: as right is back, they wait for nobody but each other, left or no left.
    "a circle that waited for a slow one as well, until another would do": (
        estate(
            needs("x", "left", "either"),
            needs("x", "right", "either"),
            needs("x", "y"),
            needs("y", "x"),
            needs("left", "slow"),
            needs("right", "quick"),
            needs("slow", "power"),
            needs("quick", "power"),
            recovery={"slow": 60, "quick": 5},
        ),
        ["power"],
        1,
    ),
    # x waited for left, then ran by right; it falls again, and is in a circle with z as w is back: left or no left.
    "a circle of one that waited for a slow one in an earlier fall": (
        estate(
            needs("x", "left", "either"),
            needs("x", "right", "either"),
            needs("left", "slow"),
            needs("right", "quick"),
            needs("x", "z", tolerance=4),
            needs("z", "x", tolerance=50),
            needs("z", "w", tolerance=10),
            *(needs(name, "power") for name in ("slow", "quick", "w")),
            recovery={"slow": 60, "quick": 5, "w": 20},
        ),
        ["power"],
        1,
    ),
}


@pytest.mark.parametrize("corner", CORNERS)
def test_every_start_fall_and_black_start_comes_in_its_minute_and_once(corner: str) -> None:
    snapshot, hit, outage = CORNERS[corner]
    plan = restart(snapshot, hit, outage)
    assert plan.settled and plan.prompt
    told = replay(snapshot, hit, plan, plan.minutes + 20)
    assert told.all_up
    assert started(plan) == sorted(told.ups)
    assert [(fall.minute, fall.id) for fall in plan.falls] == sorted(told.falls)
    assert [(black.minute, list(black.assets)) for black in plan.black_starts] == told.black_starts


def test_a_start_that_was_cut_off_is_in_no_wave() -> None:
    snapshot, hit, outage = CORNERS["a start that is cut off in its own minute"]
    plan = restart(snapshot, hit, outage)
    assert waves(plan) == [(0, {"c": 1}), (1, {"d": 1})]
    assert [[one.id for one in black.by_hand] for black in plan.black_starts] == [["b"]]


def test_black_starts_of_one_minute_are_told_by_id_and_not_in_the_order_of_the_file() -> None:
    two = estate(needs("z", "y"), needs("y", "z"), needs("a", "b"), needs("b", "a"), needs("z", "p"), needs("a", "p"))
    plan = restart(two, ["p"])
    assert [(black.step, black.assets) for black in plan.black_starts] == [(2, ("a", "b")), (4, ("y", "z"))]


def test_who_hands_over_control_does_not_fall_with_it_unless_that_is_asked() -> None:
    hosted = estate(needs("guest", "host", kind="hosting", tolerance=60))
    assert waves(restart(hosted, ["host"], 5)) == [(0, {"host": 0})]
    assert waves(restart(hosted, ["host"], 5, control=True)) == [(0, {"host": 0}), (0, {"guest": 0})]


# -- what is cut off --------------------------------------------------------------------------------------------------


def test_a_start_that_outlasts_the_horizon_leaves_the_plan_open_even_beside_one_that_needs_no_time() -> None:
    two = estate(needs("quick", "power"), needs("slow", "power"), recovery={"slow": 5})
    plan = restart(two, ["power"], 12, 14)
    assert (waves(plan)[1], plan.settled) == ((0, {"quick": 0, "slow": 5}), False)
    assert restart(two, ["power"], 12, 18).settled


def test_a_clock_that_was_stopped_leaves_nothing_open_at_the_horizon() -> None:
    patient = estate(needs("b", "a", tolerance=5))
    assert restart(patient, ["a"], 3, 5).settled


def test_a_clock_that_runs_while_its_need_still_starts_leaves_the_plan_open() -> None:
    patient = estate(needs("b", "a", tolerance=8), recovery={"a": 1})
    assert not restart(patient, ["a"], 4, 5).settled


def test_a_plan_that_is_cut_off_before_the_fault_ends_has_no_start_and_takes_no_time() -> None:
    plan = restart(estate(needs("b", "a")), ["a"], 10, 5)
    assert (plan.waves, plan.minutes, plan.settled) == ((), 0, False)


def test_a_start_that_was_cut_off_is_not_open_for_ever() -> None:
    # b starts for an instant in minute 2 as in the corner above; z was never to fall, but its clock is set for 50.
    rows = [needs("f", "c", tolerance=2), needs("c", "a"), needs("b", "f"), needs("z", "a", tolerance=50)]
    shaken = estate(*rows, assets="q", recovery={"a": 1, "b": 3, "q": 1})
    assert restart(shaken, ["a", "b", "q"], 2, 40).settled
    assert not restart(shaken, ["a", "b", "q"], 2, 4).settled


def test_a_start_by_hand_after_one_that_was_cut_off_is_open_until_it_ends() -> None:
    # d falls as b is back for an instant; a, b and d wait for each other, and d still starts at the horizon.
    circle = estate(
        needs("b", "a"),
        needs("d", "b"),
        *(needs("a", name, "both", needed=2, tolerance=3) for name in "bd"),
        recovery={"a": 3, "d": 3},
    )
    plan = restart(circle, ["d"], 1, 9)
    assert ([black.minute for black in plan.black_starts], plan.minutes, plan.settled) == ([2], 8, False)


# -- outages that go round in a circle --------------------------------------------------------------------------------


def ring() -> Snapshot:
    """Nine who fall five minutes after the one before them, and are back five minutes after it."""
    rows = [needs(f"n{(place + 1) % 9}", f"n{place}", tolerance=5) for place in range(9)]
    return estate(*rows, recovery={f"n{place}": 5 for place in range(9)})


def test_a_circle_is_broken_off_as_the_first_asset_falls_for_the_twentieth_time() -> None:
    falls = [fall.id for fall in restart(ring(), ["n0"], 10).falls]
    assert falls.count(falls[-1]) == RESTLESS
    assert max(falls[:-1].count(name) for name in falls) == RESTLESS - 1


def test_a_circle_is_broken_off_after_so_many_falls_on_average(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riskapp.graph.restart_run.FEW", 1)
    plan = restart(ring(), ["n0"], 10)
    assert (len(plan.falls), plan.settled) == (3 * 9 + 1, False)
