"""The picture and the table of what an asset stands on."""

from riskapp.explorer.directory import directory_of
from riskapp.explorer.standing import needed_rows, picture_of_needs
from riskapp.graph.needed import needed
from tests.graph.estates import read_ward


def test_the_asset_stands_right_of_all_that_it_needs_and_every_dependency_is_drawn() -> None:
    ward = read_ward()
    answer = needed(ward, "ward")
    drawing = picture_of_needs(answer, directory_of(ward))
    place = {node.key: node.x for node in drawing.nodes}
    assert place.keys() == {"ward", *(one.id for one in answer.assets)}
    assert max(place, key=place.__getitem__) == "ward"
    assert {(one.source, one.target) for one in drawing.arrows} == set(answer.pairs)


def test_what_stops_it_alone_comes_first_in_the_table() -> None:
    ward = read_ward()
    rows = needed_rows(needed(ward, "ward"), directory_of(ward))
    states = [row.state for row in rows]
    assert states == sorted(states, key=("alone", "needed", "helps").index)
    assert {row.key for row in rows if row.state == "alone"} == {"ad", "dc1", "ehr", "power"}
