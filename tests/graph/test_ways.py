"""Ways from one asset to another: the shortest ones, each step with what leads there."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from riskapp.errors import Invalid
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.ways import MOST, ways
from tests.graph.estates import estate, flow, needs, read_ward
from tests.graph.strategies import estates


def names(snapshot: Snapshot, start: str, end: str) -> list[list[str]]:
    return [[start, *(step.target for step in way)] for way in ways(snapshot, start, end).ways]


def test_power_reaches_the_ward_by_either_host() -> None:
    assert names(read_ward(), "power", "ward")[:2] == [["power", "dc1", "ehr", "ward"], ["power", "dc2", "ehr", "ward"]]
    assert ways(read_ward(), "ward", "power").ways == ()


def test_a_step_tells_every_row_that_leads_there() -> None:
    rows = needs("b", "a"), needs("b", "a", kind="power"), flow("f", "a", "b")
    ((step,),) = ways(estate(*rows), "a", "b").ways
    assert step.by == rows


def test_of_very_many_ways_the_first_are_told_and_that_there_are_more() -> None:
    wide = estate(*(needs("end", str(host)) for host in range(50)), *(needs(str(host), "start") for host in range(50)))
    found = ways(wide, "start", "end")
    assert len(found.ways) == MOST and found.more
    assert not ways(wide, "7", "end").more


def test_of_more_ways_than_could_ever_be_tried_no_more_are_looked_for_than_it_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one_after_the_other = nx.shortest_simple_paths

    def few(*asked: Any) -> Iterator[list[str]]:
        yield from islice(one_after_the_other(*asked), 2 * MOST)
        pytest.fail("It does not end.")

    monkeypatch.setattr(nx, "shortest_simple_paths", few)
    rungs = [(f"{one}{step}", f"{other}{step + 1}") for step in range(40) for one in "ab" for other in "ab"]
    found = ways(estate(*(needs(*rung) for rung in rungs)), "a40", "a0")
    assert [len(way) for way in found.ways] == [40] * MOST and found.more


def test_an_asset_that_lies_on_no_way_changes_neither_which_ways_are_told_nor_their_order() -> None:
    led = "eg gb af fd db ae bd bg da ec ac"
    rows = [needs(dependent, provider) for provider, dependent in led.split()]
    assert names(estate(*rows[:-2]), "a", "b") == [["a", "e", "g", "b"], ["a", "f", "d", "b"]]
    assert names(estate(*rows), "a", "b") == names(estate(*rows[:-2]), "a", "b")


def test_the_answer_names_what_was_asked_for_whether_there_is_a_way_or_not() -> None:
    for start, end in (("power", "ward"), ("ward", "power")):
        found = ways(read_ward(), start, end)
        assert (found.start, found.end) == (start, end)


def test_a_question_that_makes_no_sense_is_refused() -> None:
    for start, end in (("ward", "ward"), ("ward", "nobody"), ("nobody", "ward")):
        with pytest.raises(Invalid):
            ways(read_ward(), start, end)


def test_the_way_from_an_asset_to_itself_is_refused_at_its_end() -> None:
    with pytest.raises(Invalid) as refusal:
        ways(read_ward(), "ward", "ward")
    assert str(refusal.value) == "Start and end are the same asset. Choose two."
    assert refusal.value.field == "end"


@settings(max_examples=60, deadline=None)
@given(estates())
def test_they_are_as_short_as_can_be_simple_and_the_order_of_rows_does_not_matter(snapshot: Snapshot) -> None:
    active = {asset.id for asset in snapshot.assets if asset.lifecycle.takes_part}
    graph = nx.DiGraph()
    graph.add_nodes_from(active)
    graph.add_edges_from((row.provider, row.dependent) for row in snapshot.dependencies)
    graph.add_edges_from((row.source, row.target) for row in snapshot.flows)
    graph = nx.DiGraph(graph.subgraph(active))
    mixed = replace(
        snapshot,
        dependencies=tuple(random.Random(1).sample(snapshot.dependencies, len(snapshot.dependencies))),
        flows=tuple(random.Random(1).sample(snapshot.flows, len(snapshot.flows))),
    )
    for start, end in zip(sorted(active), sorted(active)[1:] + sorted(active)[:1], strict=True):
        if start == end:
            continue
        found = names(snapshot, start, end)
        everything = sorted(len(way) for way in nx.all_simple_paths(graph, start, end))
        assert [len(way) for way in found] == everything[:MOST]
        assert all(nx.is_simple_path(graph, way) for way in found)
        assert ways(snapshot, start, end).more == (len(everything) > MOST)
        assert names(mixed, start, end) == found
