"""Black starts: when they are told, and the fewest assets to start by hand."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings

from riskapp.graph.availability import simulate
from riskapp.graph.restart import restart
from riskapp.graph.snapshot import Snapshot

from .estates import estate, needs
from .oracle import groups_of
from .restart_oracle import waves, without_tolerance
from .strategies import questions


def test_a_black_start_is_broken_by_one_and_goes_on_from_there() -> None:
    circle = estate(
        needs("a", "b"), needs("b", "a"), needs("a", "p"), needs("c", "b"), recovery={"a": 7, "b": 2, "c": 1, "p": 3}
    )
    plan = restart(circle, ["p"])
    (black,) = plan.black_starts
    assert (black.minute, black.assets, [one.id for one in black.by_hand], black.exact) == (3, ("a", "b"), ["a"], True)
    assert black.by_hand[0].up == 10
    assert waves(plan) == [(0, {"p": 3}), (10, {"b": 12}), (12, {"c": 13})]
    assert plan.minutes == 13


def test_a_second_black_start_shows_once_the_first_is_broken() -> None:
    two = estate(needs("a", "b"), needs("b", "a"), needs("c", "d"), needs("d", "c"), needs("c", "a"))
    plan = restart(two, ["a"])
    assert [black.assets for black in plan.black_starts] == [("a", "b"), ("c", "d")]


def test_two_must_be_started_where_one_does_not_raise_the_others() -> None:
    # Each of the three needs both others.
    knot = estate(*(needs(one, other) for one in "abc" for other in "abc" if one != other))
    (black,) = restart(knot, ["a"]).black_starts
    assert ([one.id for one in black.by_hand], black.exact) == (["a", "b"], True)


def test_a_large_knot_gets_a_set_that_says_it_may_not_be_the_smallest() -> None:
    names = [f"n{number:02}" for number in range(40)]
    knot = estate(*(needs(one, other) for one in names for other in names if one != other))
    (black,) = restart(knot, ["n00"]).black_starts
    assert (len(black.by_hand), black.exact) == (39, False)


def test_a_black_start_does_not_wait_for_a_slow_asset_that_has_nothing_to_do_with_it() -> None:
    rows = [needs("a", "b"), needs("b", "a"), needs("a", "p"), needs("slow", "p")]
    plan = restart(estate(*rows, recovery={"p": 3, "slow": 600}), ["p"])
    assert [(black.minute, black.assets) for black in plan.black_starts] == [(3, ("a", "b"))]


def test_where_looking_takes_too_much_work_a_black_start_comes_late_and_the_plan_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("riskapp.graph.deadlock_watch.LOOKS", 0)
    rows = [needs("a", "b"), needs("b", "a"), needs("a", "p"), needs("slow", "p")]
    plan = restart(estate(*rows, recovery={"p": 3, "slow": 600}), ["p"])
    assert ([black.minute for black in plan.black_starts], plan.prompt) == ([603], False)


def test_a_black_start_waits_for_the_outside_needs_of_its_assets() -> None:
    rows = [needs("a", "b"), needs("b", "a"), needs("a", "p"), needs("b", "slow"), needs("slow", "p")]
    plan = restart(estate(*rows, recovery={"p": 3, "slow": 600}), ["p"])
    assert [(black.minute, black.assets) for black in plan.black_starts] == [(603, ("a", "b"))]


def test_rings_of_any_size_and_four_that_need_each_other_are_exact() -> None:
    size = 1_500
    rings = [needs(f"{q}{(place + 1) % size:04}", f"{q}{place:04}") for q in "abcd" for place in range(size)]
    (one,) = restart(estate(*rings[:size]), ["a0000"]).black_starts
    assert (len(one.by_hand), one.exact) == (1, True)
    knot = [needs(f"{q}0000", f"{other}0000") for q in "abcd" for other in "abcd" if q != other]
    (four,) = restart(estate(*rings, *knot), ["a0000"]).black_starts
    assert ([one.id[0] for one in four.by_hand], four.exact) == (["a", "b", "c", "d"], True)


@pytest.mark.slow
def test_a_black_start_too_hard_for_certainty_takes_bounded_work_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"n{number:03}" for number in range(120)]
    rows = [needs(one, names[(at + step) % 120], "g", needed=2) for at, one in enumerate(names) for step in (1, 5, 11)]
    (sure,) = restart(estate(*rows), names).black_starts
    monkeypatch.setattr("riskapp.graph.restart_run.WORK", 300)
    (small,) = restart(estate(*rows), names).black_starts
    assert not small.exact
    assert len(small.by_hand) >= len(sure.by_hand)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(questions(flows=False))
def test_no_smaller_set_breaks_a_black_start(question: tuple[Snapshot, list[str]]) -> None:
    snapshot, hit = without_tolerance(question[0]), question[1]
    # Who takes a minute at least cannot be mistaken for one that was up before the black start was broken.
    slow = tuple(replace(asset, recovery=asset.recovery + 1) for asset in snapshot.assets)
    snapshot = replace(snapshot, assets=slow)
    plan = restart(snapshot, hit)
    down = {asset.id for asset in simulate(snapshot, hit, None, 500).assets if asset.first_failure is not None}
    started = {one.id for wave in plan.waves for one in wave.assets} | {
        one.id for black in plan.black_starts for one in black.by_hand
    }
    assert started == down
    if not plan.black_starts:
        return
    black = plan.black_starts[0]
    before = {asset.id for asset in snapshot.assets if asset.lifecycle.takes_part} - down
    before |= {
        one.id for wave in plan.waves if wave.minute <= black.minute for one in wave.assets if one.up <= black.minute
    }
    groups = [one for one in groups_of(snapshot) if one.hard and one.dependent in black.assets]

    def raised(chosen: tuple[str, ...]) -> bool:
        up = before | set(chosen)
        for _ in black.assets:
            up |= {name for name in black.assets if not any(one.short(up) for one in groups if one.dependent == name)}
        return set(black.assets) <= up

    assert raised(tuple(one.id for one in black.by_hand))
    for size in range(len(black.by_hand)):
        assert not any(raised(chosen) for chosen in combinations(black.assets, size))
