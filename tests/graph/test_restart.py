"""Restart order: what starts when, what falls meanwhile, and what a plan says of its own limits."""

import pytest

from riskapp.errors import Invalid
from riskapp.graph.availability import simulate
from riskapp.graph.restart import restart

from .estates import estate, needs, read_ward
from .restart_oracle import started, waves


def test_the_ward_starts_wave_by_wave() -> None:
    plan = restart(read_ward(), ["power"], 100)
    assert waves(plan) == [
        (0, {"power": 0}),
        (0, {"dc1": 10}),
        (10, {"ad": 30, "integ": 15}),
        (30, {"ehr": 75}),
        (75, {"ward": 75}),
    ]
    assert [(fall.id, fall.minute) for fall in plan.falls] == [("ward", 5)]
    assert (plan.black_starts, plan.minutes, plan.settled) == ((), 75, True)


def test_what_falls_as_the_fault_ends_is_started_too() -> None:
    # The ward's fifteen minutes of paper run out in the minute in which the power comes back.
    plan = restart(read_ward(), ["power"], 105)
    assert [(fall.id, fall.minute) for fall in plan.falls] == [("ward", 0)]
    ups = {name: up + 105 for up, name in started(plan)}
    assert ups == {asset.id: asset.restored for asset in simulate(read_ward(), ["power"], 105).assets
                   if asset.first_failure is not None}  # fmt: skip


def test_what_falls_while_others_start_is_told_with_its_minute() -> None:
    slow = estate(needs("b", "a", tolerance=15), recovery={"a": 30, "b": 5})
    plan = restart(slow, ["a"], 10)
    assert [(fall.id, fall.minute) for fall in plan.falls] == [("b", 5)]
    assert waves(plan) == [(0, {"a": 30}), (30, {"b": 35})]


def test_without_an_outage_everything_that_ever_falls_is_started_whatever_its_tolerance() -> None:
    patient = estate(needs("b", "a", tolerance=10_080), needs("c", "b", tolerance=500_000))
    assert [name for _, name in started(restart(patient, ["a"]))] == ["a", "b", "c"]
    assert [name for _, name in started(restart(patient, ["a"], None, 10_081))] == ["a", "b"]


def test_an_outage_that_goes_round_in_a_circle_is_broken_off_and_said() -> None:
    # Each falls five minutes after the one before it and is back five minutes after it: for ever, round and round.
    ring = [needs(f"n{(place + 1) % 9}", f"n{place}", tolerance=5) for place in range(9)]
    plan = restart(estate(*ring, recovery={f"n{place}": 5 for place in range(9)}), ["n0"], 10)
    assert not plan.settled
    assert plan.black_starts == ()


def test_a_horizon_cuts_off_what_would_happen_later_and_says_so() -> None:
    slow = estate(needs("b", "a", tolerance=15), recovery={"a": 30, "b": 5})
    plan = restart(slow, ["a"], 10, 40)
    assert (waves(plan), plan.settled) == ([(0, {"a": 30})], False)
    assert restart(slow, ["a"], 10, 46).settled


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
    assert waves(restart(two, ["power"])) == [
        (0, {"power": 0}),
        (0, {"a": 1, "b": 5, "c": 9}),
        (5, {"x": 5}),
    ]


def test_a_chain_of_assets_that_need_no_time_is_as_many_waves() -> None:
    plan = restart(estate(needs("b", "a"), needs("c", "b")), ["a"])
    assert waves(plan) == [(0, {"a": 0}), (0, {"b": 0}), (0, {"c": 0})]
    assert [wave.step for wave in plan.waves] == [1, 2, 3]


@pytest.mark.slow
@pytest.mark.parametrize("ring", [False, True])
@pytest.mark.parametrize("outage", [None, 40_000])
def test_a_hundred_thousand_in_a_row_or_ring_are_planned_in_seconds(ring: bool, outage: int | None) -> None:
    many = 100_000
    rows = [needs(f"{(place + 1) % many:06}", f"{place:06}", tolerance=place % 2) for place in range(many - 1 + ring)]
    plan = restart(estate(*rows, recovery={f"{place:06}": 1 for place in range(0, many, 2)}), ["000000"], outage)
    assert [len(black.by_hand) for black in plan.black_starts] == [1] * (ring and outage is None)
    # In the ring the outage and the restart run after each other for ever.
    assert plan.settled is not (ring and outage is not None)
    assert plan.prompt


@pytest.mark.slow
@pytest.mark.parametrize("order", [1, -1])
def test_a_ring_whose_needs_come_back_one_by_one_is_found_when_the_last_is_back(order: int) -> None:
    size = 5_000
    rows = [row for at in range(size) for row in (
        needs(f"{(at + 1) % size}", f"{at}"), needs(f"{at}", f"h{at}"), needs(f"h{at}", "p"))]  # fmt: skip
    plan = restart(estate(*rows, recovery={f"h{at}": (order * at) % size + 1 for at in range(size)}), ["p"])
    assert [(black.minute, len(black.by_hand)) for black in plan.black_starts] == [(size, 1)]
    assert plan.prompt


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(Invalid, match="1 minute or more"):
        restart(read_ward(), ["power"], 0)
    with pytest.raises(Invalid, match="No asset has the id x"):
        restart(read_ward(), ["x"])
