"""Downtimes that a single failure exceeds: as the simulation has them, in estates of any shape and size."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.graph.availability import Availability, simulate
from riskapp.graph.downtimes import FURTHEST, Downtimes, downtimes
from riskapp.graph.outage_rows import State
from riskapp.graph.question import SEVEN_DAYS
from riskapp.graph.reasons import OutageLink, chain
from riskapp.graph.snapshot import Dependency, Snapshot

from . import estates as made
from .estates import estate, read_ward
from .strategies import estates
from .test_needs import with_needs

MANY = 100_000


def bounded(snapshot: Snapshot, minutes: dict[str, int]) -> Snapshot:
    return with_needs(snapshot, max_downtime=minutes)


def names(found: Downtimes) -> list[str]:
    return [one.asset for one in found.too_long]


def test_a_downtime_that_a_single_failure_exceeds_is_told_with_its_chain() -> None:
    snapshot = bounded(read_ward(), {"ward": 60, "ehr": 100})
    (ward,) = downtimes(snapshot).too_long
    longest = {
        asset.id: next((row.minutes_down for row in simulate(snapshot, [asset.id], asset.recovery).assets
                        if row.id == "ward"), 0)
        for asset in snapshot.assets if asset.recovery
    }  # fmt: skip
    assert (ward.asset, ward.max_downtime, ward.minutes_down) == ("ward", 60, max(longest.values()))
    assert longest[ward.failing] == ward.minutes_down
    assert (ward.chain[0].asset, ward.chain[-1].asset) == ("ward", ward.failing)
    assert ward.others == sum(minutes > 60 for minutes in longest.values()) - 1


def test_who_bears_it_is_not_told() -> None:
    assert downtimes(bounded(read_ward(), {"ward": 10_000})).too_long == ()
    assert downtimes(read_ward()) == Downtimes((), 0, 0)


def test_an_asset_that_fails_alone_is_down_for_twice_its_recovery() -> None:
    lone = estate(recovery={"a": 30}, assets="a")
    (a,) = downtimes(bounded(lone, {"a": 59})).too_long
    assert (a.minutes_down, a.failing, [link.asset for link in a.chain]) == (60, "a", ["a"])
    assert downtimes(bounded(lone, {"a": 60})).too_long == ()


def test_a_downtime_of_more_than_seven_days_can_be_exceeded_too() -> None:
    slow = estate(made.needs("b", "a", tolerance=9_000), recovery={"a": 20_000})
    (late,) = downtimes(bounded(slow, {"a": 50_000, "b": 30_000})).too_long
    assert (late.asset, late.failing, late.minutes_down) == ("b", "a", 31_000)


def test_who_never_comes_back_is_down_for_too_long_whatever_it_bears() -> None:
    rows = [made.needs("a", "p"), made.needs("a", "b", tolerance=9), made.needs("b", "a")]
    stuck = estate(*rows, recovery={"p": 10, "lone": 5}, assets="lone")
    assert names(downtimes(bounded(stuck, {"a": 1_000_000, "lone": 10}))) == ["a"]


def test_who_comes_back_and_falls_in_one_minute_was_never_up() -> None:
    # p is back at 10, and so is x for no more than an instant: q has been without s for as long as it can.
    rows = [
        made.needs("s", "p"),
        made.needs("q", "s", tolerance=10),
        made.needs("x", "p"),
        made.needs("x", "q"),
        made.needs("z", "s", tolerance=5),
        *(made.needs("y", name, "either", tolerance=7) for name in "xz"),
    ]
    snapshot = bounded(estate(*rows, recovery={"p": 5, "s": 10}), {"y": 1})
    (y,) = downtimes(snapshot).too_long
    assert [(link.asset, link.minute) for link in y.chain] == [("y", 17), ("z", 5), ("s", 0), ("p", 0)]
    assert y.chain == chain(simulate(snapshot, ["p"], 5), "y")


def followed(snapshot: Snapshot, asset: str, recovery: int, furthest: int) -> Availability:
    """One failure by the simulation of whole estates."""
    near = SEVEN_DAYS + furthest + recovery
    result = simulate(snapshot, [asset], recovery, near)
    return result if result.settled else simulate(snapshot, [asset], recovery, FURTHEST * near)


@settings(max_examples=100, deadline=None)
@given(estates(flows=False), st.data())
def test_each_is_as_long_and_for_the_same_reason_as_in_the_simulation(snapshot: Snapshot, data: st.DataObject) -> None:
    active = [asset for asset in snapshot.assets if asset.lifecycle.takes_part]
    bounds = {asset.id: data.draw(st.sampled_from([0, 3, 8, 20, 10_100])) for asset in active}
    outages = {
        asset.id: followed(snapshot, asset.id, asset.recovery, max(bounds.values()))
        for asset in sorted(active, key=lambda one: one.id)
        if asset.recovery
    }
    expected: dict[str, list[tuple[int, str, tuple[object, ...]]]] = {}
    for failing, result in outages.items():
        for row in result.assets:
            for_good = result.settled and row.first_failure is not None and row.restored is None
            if row.minutes_down > bounds[row.id] or for_good:
                expected.setdefault(row.id, []).append((-row.minutes_down, failing, chain(result, row.id)))
    found = downtimes(bounded(snapshot, bounds))
    assert found.complete
    told = {one.asset: (-one.minutes_down, one.failing, one.chain, one.others) for one in found.too_long}
    assert told == {key: (*min(rows, key=lambda row: row[:2]), len(rows) - 1) for key, rows in expected.items()}


@settings(max_examples=50, deadline=None)
@given(estates(flows=False), st.sets(st.sampled_from("abcdefg")))
def test_what_others_bear_changes_nothing_for_an_asset(snapshot: Snapshot, some: set[str]) -> None:
    everybody = {asset.id: 4 for asset in snapshot.assets}
    alone = downtimes(bounded(snapshot, {key: 4 for key in everybody if key in some})).too_long
    among_all = downtimes(bounded(snapshot, everybody)).too_long
    assert [(one.asset, one.others) for one in alone] == [
        (one.asset, one.others) for one in among_all if one.asset in some
    ]


def large(rows: list[Dependency]) -> Snapshot:
    """Everything takes a minute to start, and every hundredth asset may be down for five."""
    snapshot = estate(*rows)
    return replace(
        snapshot,
        assets=tuple(
            replace(asset, recovery=1, max_downtime=None if place % 100 else 5)
            for place, asset in enumerate(snapshot.assets)
        ),
    )


def in_a_row(many: int, ring: bool = False) -> Snapshot:
    return large([made.needs(f"{place:06}", f"{(place + 1) % many:06}") for place in range(many - 1 + ring)])


def test_a_row_that_is_not_too_long_is_followed_whole() -> None:
    found = downtimes(in_a_row(500))
    assert (found.complete, found.failures) == (True, 500)
    first = found.too_long[0]
    assert (first.asset, first.failing, first.minutes_down) == ("000000", "000499", 501)
    # One that is three steps away, or less, keeps it down for five minutes at most.
    assert (first.others, first.names) == (500 - 4 - 1, 500)


def test_less_work_is_no_other_answer_but_less_of_it() -> None:
    snapshot = in_a_row(300)
    whole = {one.asset: one for one in downtimes(snapshot).too_long}
    some = downtimes(snapshot, work=20_000)
    assert not some.complete
    assert 0 < some.followed < some.failures
    for one in some.too_long:
        assert one.minutes_down <= whole[one.asset].minutes_down
        assert one.others < whole[one.asset].others


@pytest.mark.slow
def test_of_a_hundred_thousand_in_a_row_what_was_not_followed_is_counted() -> None:
    found = downtimes(in_a_row(MANY))
    assert not found.complete
    assert 0 < found.followed < found.failures == MANY
    assert len(found.too_long) > MANY // 200


@pytest.mark.slow
def test_a_ring_of_a_hundred_thousand_never_comes_back_and_what_was_not_followed_is_counted() -> None:
    found = downtimes(in_a_row(MANY, ring=True))
    assert not found.complete
    assert (len(found.too_long), found.failures) == (MANY // 100, MANY)
    assert found.too_long[0].chain[-1] == OutageLink(found.too_long[0].failing, State.DOWN, 0, None)


@pytest.mark.slow
@pytest.mark.parametrize("inward", [False, True])
def test_a_star_of_a_hundred_thousand_is_followed_whole(inward: bool) -> None:
    leaves = [f"{place:06}" for place in range(MANY)]
    found = downtimes(large([made.needs("hub", leaf) if inward else made.needs(leaf, "hub") for leaf in leaves]))
    assert (found.complete, found.too_long) == (True, ())
    assert found.failures == MANY + 1 if inward else MANY // 100 + 2
