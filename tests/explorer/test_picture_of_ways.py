"""The picture of ways: every asset on them, every step an arrow of its kind, the start on the left."""

from riskapp.explorer.directory import directory_of
from riskapp.explorer.picture_of_ways import picture_of_ways
from riskapp.graph.ways import ways
from tests.graph.estates import estate, flow, needs


def test_steps_that_lead_back_on_another_way_are_drawn_too() -> None:
    rows = needs("a", "s"), flow("f", "s", "b"), needs("b", "a"), flow("g", "b", "a"), needs("e", "a"), needs("e", "b")
    snapshot = estate(*rows)
    answer = ways(snapshot, "s", "e")
    drawing = picture_of_ways(answer, directory_of(snapshot))
    place = {node.key: node.x for node in drawing.nodes}
    assert place["s"] == min(place.values()) and place["e"] == max(place.values())
    steps = {(step.source, step.target) for way in answer.ways for step in way}
    assert {(one.source, one.target) for one in drawing.arrows} == steps
    kinds = {(one.source, one.target): one.kind for one in drawing.arrows}
    assert kinds["s", "b"] == kinds["b", "a"] == "flow"
    assert kinds["s", "a"] == kinds["a", "b"] == "dependency"


def test_a_longer_way_through_somebody_is_drawn_before_its_end() -> None:
    snapshot = estate(needs("e", "s"), needs("m", "s"), needs("e", "m"))
    drawing = picture_of_ways(ways(snapshot, "s", "e"), directory_of(snapshot))
    place = {node.key: node.x for node in drawing.nodes}
    assert place["s"] < place["m"] < place["e"]
