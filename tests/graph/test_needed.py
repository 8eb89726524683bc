"""What an asset stands on: everything that it needs, through whom, and what stops it alone."""

import networkx as nx
from hypothesis import given, settings

from riskapp.graph.availability import simulate
from riskapp.graph.needed import needed
from riskapp.graph.snapshot import Snapshot
from tests.graph.estates import estate, needs, read_ward
from tests.graph.strategies import estates


def test_the_ward_stands_on_its_whole_chain() -> None:
    answer = needed(read_ward(), "ward")
    assert [(one.id, one.steps) for one in answer.assets if one.hard][:1] == [("ehr", 1)]
    assert {one.id for one in answer.assets if one.alone} == {"ad", "dc1", "ehr", "power"}


@settings(max_examples=80, deadline=None)
@given(estates(flows=False))
def test_what_is_needed_is_what_a_graph_search_reaches_and_alone_is_what_an_outage_without_end_says(
    snapshot: Snapshot,
) -> None:
    active = {asset.id for asset in snapshot.assets if asset.lifecycle.takes_part}
    rows = [row for row in snapshot.dependencies if {row.dependent, row.provider} <= active]
    hard = nx.DiGraph((row.dependent, row.provider) for row in rows if row.strength.value == "hard")
    both = nx.DiGraph((row.dependent, row.provider) for row in rows)
    for asset in sorted(active):
        answer = needed(snapshot, asset)
        for graph, found in ((both, answer.assets), (hard, [one for one in answer.assets if one.hard])):
            graph.add_node(asset)
            steps = nx.single_source_shortest_path_length(graph, asset)
            assert {one.id for one in found} == steps.keys() - {asset}
        away = nx.single_source_shortest_path_length(hard, asset)
        assert all(away[one.id] == one.steps for one in answer.assets if one.hard)
        for one in answer.assets:
            down = simulate(snapshot, [one.id], None, 10**9)
            assert one.alone == any(each.id == asset and each.first_failure is not None for each in down.assets)
        among = {asset, *(one.id for one in answer.assets)}
        assert set(answer.pairs) == {(row.provider, row.dependent) for row in rows if row.dependent in among}


def test_hard_needs_come_first_then_the_nearest_and_each_tells_who_asks_for_it() -> None:
    rows = [needs("a", "z"), needs("z", "d"), needs("a", "c", soft=True), needs("c", "b"), needs("a", "y")]
    answer = needed(estate(*rows), "a")
    assert answer.asset == "a"
    assert [(one.id, one.steps, one.hard, one.dependent) for one in answer.assets] == [
        ("y", 1, True, "a"),
        ("z", 1, True, "a"),
        ("d", 2, True, "z"),
        ("c", 1, False, "a"),
        ("b", 2, False, "c"),
    ]
