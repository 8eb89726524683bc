"""Minimal cut sets against published fault trees, small estates by hand, and every subset of drawn ones."""

import json
from collections import Counter
from math import exp
from pathlib import Path

import pytest

from riskapp.errors import Invalid
from riskapp.exchange.reading import read
from riskapp.graph.cut_sets import cut_sets
from riskapp.graph.single_hits import single_points

from .all_subsets import drawn, living, minimal_cut_sets
from .estates import estate, needs, read_ward
from .fault_trees import all_of, any_of, at_least, probability

TREES = Path(__file__).parent.parent / "cases" / "fault-trees"
SEEDS = range(150)


# -- published trees -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tree", ["chinese", "baobab2", "das9202"])
def test_the_benchmark_trees_have_as_many_cut_sets_of_each_order_as_published(tree: str) -> None:
    expected = json.loads((TREES / tree / "expected.json").read_text("utf-8"))
    among = (TREES / tree / "among.txt").read_text("utf-8").split()
    result = cut_sets(read(TREES / tree).snapshot, expected["target"], among)
    assert result.complete
    assert len(result.cut_sets) == expected["cut_sets"]
    assert {str(order): count for order, count in Counter(map(len, result.cut_sets)).items()} == expected["by_order"]


def test_the_operating_theatre_loses_power_by_two_cut_sets() -> None:
    tree = estate(*all_of("top", "Mains", "supply"), *any_of("supply", "Gen", "Relay"))
    found = cut_sets(tree, "top", ["Gen", "Mains", "Relay"]).cut_sets
    assert found == (("Gen", "Mains"), ("Mains", "Relay"))
    assert probability(found, {"Mains": 0.03, "Gen": 0.02, "Relay": 0.05}) == pytest.approx(0.00207, abs=1e-9)


def test_two_trains_have_four_cut_sets() -> None:
    tree = estate(*all_of("top", "one", "two"), *any_of("one", "V1", "P1"), *any_of("two", "V2", "P2"))
    found = cut_sets(tree, "top", ["P1", "P2", "V1", "V2"]).cut_sets
    assert found == (("P1", "P2"), ("P1", "V2"), ("P2", "V1"), ("V1", "V2"))
    assert probability(found, {"V1": 0.5, "V2": 0.5, "P1": 0.7, "P2": 0.7}) == pytest.approx(0.7225)


def test_two_of_three_fail_in_three_pairs() -> None:
    found = cut_sets(estate(*at_least("top", 2, "A", "B", "C")), "top").cut_sets
    assert found == (("A", "B"), ("A", "C"), ("B", "C"))
    assert probability(found, {"A": 0.1, "B": 0.2, "C": 0.3}) == pytest.approx(0.098)


def test_the_braking_unit_has_two_single_points_and_eight_pairs() -> None:
    tree = estate(
        *any_of("top", "V", "SI", "both", "first", "second"),
        *all_of("both", "L1", "L2"),
        *all_of("first", "L1", "S1"),
        *all_of("second", "L2", "S2"),
        *any_of("L1", "E1", "W1"),
        *any_of("L2", "E2", "W2"),
    )
    rates = {"V": 1.6e-7, "SI": 1.3e-7, "S": 20 * 1.3e-7, "E": 3e-5, "W": 1.35e-5}
    basic = ["V", "SI", *(f"{name}{unit}" for name in "SEW" for unit in "12")]
    result = cut_sets(tree, "top", basic)
    assert result.complete
    assert [len(one) for one in result.cut_sets] == [1, 1] + [2] * 8
    chances = {name: 1 - exp(-rates[name.rstrip("12")] * 8760) for name in basic}
    assert probability(result.cut_sets, chances) == pytest.approx(0.1124087, abs=5e-8)
    assert sum(probability([one], chances) for one in result.cut_sets) == pytest.approx(0.135372, abs=5e-7)


def test_the_bridge_network_is_cut_by_two_pairs_and_two_triples() -> None:
    paths = {"p14": "14", "p25": "25", "p135": "135", "p234": "234"}
    tree = estate(*all_of("sink", *paths), *(row for path, edges in paths.items() for row in any_of(path, *edges)))
    found = cut_sets(tree, "sink", "12345").cut_sets
    assert found == (("1", "2"), ("4", "5"), ("1", "3", "5"), ("2", "3", "4"))
    assert probability(found, dict.fromkeys("12345", 0.1)) == pytest.approx(1 - 0.97848)


# -- what takes an asset down ----------------------------------------------------------------------------------------


def test_the_ward_falls_by_its_single_points_or_by_losing_a_host_and_what_the_other_carries() -> None:
    result = cut_sets(read_ward(), "ward")
    assert result.cut_sets == (("ad",), ("dc1",), ("ehr",), ("power",))
    assert (result.asset, result.max_order, result.complete, result.listed_to) == ("ward", None, True, None)


def test_sets_stand_by_order_and_then_by_their_ids_and_each_is_sorted() -> None:
    rows = [needs("t", "z"), *all_of("t", "y", "b"), *at_least("m", 3, "q", "d", "a"), needs("t", "m"), needs("t", "B")]
    result = cut_sets(estate(*rows), "t", ["z", "y", "b", "B", "q", "d", "a"])
    assert result.cut_sets == (("B",), ("z",), ("b", "y"), ("a", "d", "q"))


def test_a_set_that_holds_a_smaller_one_is_none() -> None:
    rows = [*all_of("t", "a", "b"), needs("a", "c"), needs("b", "c"), needs("b", "d")]
    assert cut_sets(estate(*rows), "t").cut_sets == (("c",), ("a", "b"), ("a", "d"))


def test_an_outage_counts_however_long_the_tolerance_and_a_soft_need_never() -> None:
    rows = [needs("t", "late", tolerance=10**6), needs("t", "soft", soft=True)]
    assert cut_sets(estate(*rows), "t").cut_sets == (("late",),)


def test_those_that_only_need_each_other_stay_up_until_one_fails_from_outside() -> None:
    rows = [needs("t", "a"), needs("a", "b"), needs("b", "a"), needs("b", "power")]
    assert cut_sets(estate(*rows), "t", ["power"]).cut_sets == (("power",),)
    assert cut_sets(estate(*rows[:3]), "t", ["t"]).cut_sets == ()


def test_redundant_hosts_that_restart_each_other_fall_together() -> None:
    rows = [*all_of("t", "hostA", "hostB"), *all_of("hostA", "dirA", "dirB"), *all_of("hostB", "dirA", "dirB")]
    rows += [needs("dirA", "hostA"), needs("dirB", "hostB")]
    found = cut_sets(estate(*rows), "t").cut_sets
    assert found == (("dirA", "dirB"), ("dirA", "hostB"), ("dirB", "hostA"), ("hostA", "hostB"))


def test_the_target_is_not_among_those_that_may_fail() -> None:
    snapshot = estate(needs("t", "a"), needs("a", "t"))
    assert cut_sets(snapshot, "t").cut_sets == cut_sets(snapshot, "t", ["t", "a"]).cut_sets == (("a",),)
    assert cut_sets(snapshot, "t", ["t"]).cut_sets == ()


def test_a_target_that_fails_on_the_way_is_no_reason_for_its_own_failure() -> None:
    rows = [*all_of("t", "a", "b"), needs("a", "t"), *all_of("b", "t", "c"), needs("b", "d")]
    assert cut_sets(estate(*rows), "t").cut_sets == (("a", "b"), ("a", "d"))


def test_with_among_only_those_fail_even_where_a_nearer_one_would_do() -> None:
    rows = [*all_of("t", "a", "b"), needs("a", "c"), needs("b", "d")]
    assert cut_sets(estate(*rows), "t", ["c", "b"]).cut_sets == (("b", "c"),)
    result = cut_sets(estate(*rows), "t", ["c"])
    assert (result.cut_sets, result.complete) == ((), True)
    assert cut_sets(estate(*rows), "t", []).complete


def test_a_group_counts_only_members_that_take_part() -> None:
    rows = [needs("t", name, "g", needed=2) for name in ("a", "b", "old")]
    assert cut_sets(estate(*rows, lifecycle={"old": "retired"}), "t").cut_sets == (("a",), ("b",))


def test_two_members_that_stand_and_fall_together_count_twice() -> None:
    rows = [needs("a", "b"), needs("b", "a"), *at_least("t", 3, "a", "b", "c", "d")]
    assert cut_sets(estate(*rows), "t").cut_sets == (("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"))
    assert cut_sets(estate(*rows[:2], *at_least("t", 2, "a", "b", "c")), "t").cut_sets == (("a",), ("b",))


def test_a_lone_asset_is_taken_down_by_nothing() -> None:
    result = cut_sets(estate(assets="t"), "t")
    assert (result.cut_sets, result.complete) == ((), True)


# -- orders ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("order", "count", "complete"), [(1, 1, False), (2, 2, False), (3, 3, True), (9, 3, True)])
def test_up_to_an_order_all_are_listed_and_whether_there_are_larger_ones_is_told(
    order: int, count: int, complete: bool
) -> None:
    snapshot = estate(needs("t", "a"), *all_of("t", "b", "c"), needs("t", "m"), *all_of("m", "d", "e", "f"))
    result = cut_sets(snapshot, "t", "abcdef", max_order=order)
    assert result.cut_sets == (("a",), ("b", "c"), ("d", "e", "f"))[:count]
    assert (result.max_order, result.complete) == (order, complete)
    assert result.listed_to == (None if complete else order)


def test_single_points_that_are_all_there_is_are_complete_at_order_one() -> None:
    assert cut_sets(estate(needs("t", "a")), "t", max_order=1).complete


# -- refusals --------------------------------------------------------------------------------------------------------


def test_what_cannot_be_asked_is_refused_by_name() -> None:
    snapshot = estate(needs("t", "a"), needs("t", "old"), lifecycle={"old": "retired"})
    with pytest.raises(Invalid, match="No asset has the id x"):
        cut_sets(snapshot, "x")
    with pytest.raises(Invalid, match="old is planned or retired"):
        cut_sets(snapshot, "old")
    with pytest.raises(Invalid, match=r"^Not in the estate: x, y\. Correct the list of the assets that may fail\.$"):
        cut_sets(snapshot, "t", ["y", "a", "x"])
    with pytest.raises(
        Invalid, match=r"^Planned or retired: old\. Leave them out of the list of the assets that may fail\.$"
    ):
        cut_sets(snapshot, "t", ["old", "a"])
    with pytest.raises(Invalid) as refusal:
        cut_sets(snapshot, "t", max_order=0)
    assert str(refusal.value) == "The order of a cut set is 1 or more, not 0."
    assert refusal.value.field == "max_order"


def test_of_many_unknown_assets_ten_are_named() -> None:
    names = [f"x{place:02}" for place in range(11)]
    with pytest.raises(Invalid, match=r": x00, x01, .*, x09 …\. Correct"):
        cut_sets(estate(assets="t"), "t", names)
    with pytest.raises(Invalid, match=r", x08, x09\. Correct"):
        cut_sets(estate(assets="t"), "t", names[:10])


# -- drawn estates ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_they_are_what_trying_every_subset_finds(seed: int) -> None:
    snapshot = drawn(seed)
    among = [None, living(snapshot)[::2], living(snapshot)[1:]][seed % 3]
    expected = minimal_cut_sets(snapshot, "a", among)
    result = cut_sets(snapshot, "a", among)
    assert (list(result.cut_sets), result.complete) == (expected, True)
    for order in (1, 2, 3):
        up_to = cut_sets(snapshot, "a", among, order)
        assert list(up_to.cut_sets) == [one for one in expected if len(one) <= order]
        assert up_to.complete == (up_to.cut_sets == result.cut_sets)


@pytest.mark.parametrize("seed", SEEDS[::5])
def test_those_of_one_asset_are_the_single_points_of_a_process(seed: int) -> None:
    snapshot = drawn(seed)
    for process, points in single_points(snapshot).items():
        assert cut_sets(snapshot, process, max_order=1).cut_sets == tuple((name,) for name in points)
