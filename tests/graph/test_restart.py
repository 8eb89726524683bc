"""Restart order: waves, black starts and the fewest assets to start by hand."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings

from riskapp.errors import Invalid
from riskapp.graph.availability import simulate
from riskapp.graph.restart import RestartPlan, restart
from riskapp.graph.snapshot import Snapshot

from .estates import estate, needs, read_ward
from .oracle import groups_of
from .strategies import questions


def waves(plan: RestartPlan) -> list[tuple[int, dict[str, int]]]:
    return [(wave.minute, {one.id: one.up for one in wave.assets}) for wave in plan.waves]


def test_the_ward_starts_in_three_waves() -> None:
    plan = restart(read_ward(), ["power"], 100)
    assert waves(plan) == [(0, {"power": 0, "dc1": 10}), (10, {"ad": 30, "integ": 15}), (30, {"ehr": 75})]
    assert (plan.black_starts, plan.minutes) == ((), 75)


def test_until_further_notice_everything_that_falls_in_the_end_is_started() -> None:
    plan = restart(read_ward(), ["power"])
    assert {one.id for wave in plan.waves for one in wave.assets} == {
        *("power", "dc1", "dc2", "ad", "integ", "lab", "ehr", "ward")
    }


def test_a_group_starts_its_dependent_with_as_many_as_it_needs() -> None:
    two = estate(
        *(needs("x", name, "hosts", needed=2) for name in "abc"),
        *(needs(name, "power") for name in "abc"),
        recovery={"a": 1, "b": 5, "c": 9},
    )
    assert waves(restart(two, ["power"])) == [(0, {"power": 0, "a": 1, "b": 5, "c": 9}), (5, {"x": 5})]


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


@pytest.mark.slow
def test_a_cycle_of_twenty_thousand_is_broken_at_one_place() -> None:
    rows = [needs(f"{place:05}", f"{(place + 1) % 20_000:05}") for place in range(20_000)]
    plan = restart(estate(*rows), ["00000"])
    assert [len(black.by_hand) for black in plan.black_starts] == [1]


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(Invalid, match="1 minute or more"):
        restart(read_ward(), ["power"], 0)
    with pytest.raises(Invalid, match="No asset has the id x"):
        restart(read_ward(), ["x"])


def at_once(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, dependencies=tuple(replace(row, tolerance=0) for row in snapshot.dependencies))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(questions(flows=False))
def test_without_a_black_start_the_plan_is_what_the_simulation_shows(question: tuple[Snapshot, list[str]]) -> None:
    snapshot, hit = at_once(question[0]), question[1]
    simulated = simulate(snapshot, hit, 1, 500)
    plan = restart(snapshot, hit, 1)
    assert {black.assets for black in plan.black_starts} >= set(simulated.deadlocks)
    if not simulated.deadlocks:
        assert plan.black_starts == ()
        assert {one.id: one.up for wave in plan.waves for one in wave.assets} == {
            asset.id: asset.restored - 1 for asset in simulated.assets if asset.restored is not None
        }


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(questions(flows=False))
def test_no_smaller_set_breaks_a_black_start(question: tuple[Snapshot, list[str]]) -> None:
    snapshot, hit = at_once(question[0]), question[1]
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
