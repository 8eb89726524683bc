"""The ranking where it is more than asking for each asset in turn: order, sharing of work, many hits."""

import pytest

from riskapp.graph import spread
from riskapp.graph.ranking import rank
from riskapp.graph.single_hits import single_points
from riskapp.graph.snapshot import Holding
from riskapp.graph.spread import at_least
from riskapp.graph.tally import Tally
from riskapp.graph.vocabulary import Threat

from .estates import estate, flow, needs


def test_most_processes_come_first_then_most_reached_then_the_id() -> None:
    rows = [needs("p", "b"), needs("x", "c"), needs("y", "c"), needs("z", "d"), needs("z2", "a")]
    ranked = rank(estate(*rows, processes="p"), Threat.AVAILABILITY)
    assert [one.id for one in ranked[:4]] == ["b", "c", "a", "d"]


def test_the_hit_asset_itself_is_not_counted_even_where_it_is_a_process() -> None:
    ranked = rank(estate(needs("p", "q"), needs("q", "p"), processes="pq"), Threat.AVAILABILITY)
    assert [(one.id, one.reached, one.processes) for one in ranked] == [("p", 1, 1), ("q", 1, 1)]


def test_soft_needs_bring_nothing_down_and_redundant_ones_only_together() -> None:
    rows = [needs("p", "a", soft=True), needs("p", "b", "g"), needs("p", "c", "g"), needs("b", "d"), needs("c", "d")]
    assert single_points(estate(*rows, processes="p")) == {"p": ("d",)}


def test_an_outage_counts_however_long_the_tolerance() -> None:
    assert single_points(estate(needs("p", "a", tolerance=10**6), processes="p")) == {"p": ("a",)}


def test_a_process_without_single_points_is_listed_with_none() -> None:
    assert single_points(estate(assets="p", processes="p")) == {"p": ()}


def test_under_control_is_how_assets_are_ranked_for_integrity() -> None:
    ranked = rank(estate(flow("f", "a", "b", via=("net",)), needs("c", "a", kind="hosting")), Threat.INTEGRITY)
    assert {one.id: one.reached for one in ranked} == {"a": 2, "net": 1, "b": 0, "c": 0}


@pytest.mark.parametrize(("held", "at_most"), [(5, 5), (9, 7)])
def test_persons_seen_in_several_flows_are_summed_up_to_the_holding(held: int, at_most: int) -> None:
    flows = [flow("f1", "a", "b", persons=3), flow("f2", "a", "b", persons=4)]
    ranked = {one.id: one for one in rank(estate(*flows, Holding("a", "data", held)), Threat.CONFIDENTIALITY)}
    assert (ranked["b"].at_least, ranked["b"].at_most, ranked["b"].unknown) == (0, at_most, 0)


@pytest.mark.parametrize("threat", Threat)
def test_more_assets_than_fit_into_one_block_are_ranked_alike(threat: Threat, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [needs(f"n{k + 1}", f"n{k}", kind="hosting") for k in range(40)]
    rows += [needs(f"n{k}", f"n{k + 3}", kind="hosting", soft=k % 2 > 0) for k in range(0, 37, 5)]
    flows = [flow(f"f{k}", f"n{k}", f"n{k * 7 % 40}", persons=k) for k in range(40)]
    snapshot = estate(*rows, *flows, processes=["n7", "n40"])
    at_once = rank(snapshot, threat), single_points(snapshot)
    monkeypatch.setattr(spread, "BLOCK", 3)
    assert (rank(snapshot, threat), single_points(snapshot)) == at_once


def test_planned_and_retired_assets_are_not_ranked() -> None:
    ranked = rank(estate(needs("a", "old"), lifecycle={"old": "retired"}), Threat.AVAILABILITY)
    assert [one.id for one in ranked] == ["a"]


@pytest.mark.parametrize(("least", "expected"), [(1, 0b1111), (2, 0b0111), (3, 0b0011), (4, 0b0001), (5, 0)])
def test_counting_in_binary_columns_finds_who_is_in_so_many_sets(least: int, expected: int) -> None:
    assert at_least(least, [0b1111, 0b0111, 0b0011, 0, 0b0001]) == expected


def test_a_tally_sums_weights_far_beyond_32_bits() -> None:
    tally = Tally(10)
    for place in range(200):
        tally.add(0b1000000001 | (place % 7) << 1, 2**31 - 1)
    assert tally.sums()[9] == tally.sums()[0] == 200 * (2**31 - 1)
    assert tally.sums()[8] == 0


def test_a_tally_of_more_different_sets_than_are_weighed_in_one_go_sums_all_of_them() -> None:
    tally = Tally(8)
    for bits in range(1, 256):
        tally.add(bits, bits)
    assert tally.sums() == [sum(bits for bits in range(256) if bits >> place & 1) for place in range(8)]
