"""The layout: stable, and without overlaps."""

import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.explorer.directory import directory_of
from riskapp.explorer.drawing import Drawing
from riskapp.explorer.labels import fitted, width
from riskapp.explorer.layout import Spot, layered
from riskapp.explorer.neighbourhood import neighbourhood
from riskapp.explorer.picture import picture_of
from riskapp.explorer.reach import members_of
from riskapp.explorer.rows import rows_of
from riskapp.explorer.sheet import PAGE, SMALL, Size, sheet_of
from riskapp.graph.availability import simulate
from riskapp.graph.snapshot import Snapshot
from tests.graph.estates import estate, needs, read_ward


def drawing_of(snapshot: Snapshot, hit: str, most: int = 60) -> Drawing:
    """The picture of an outage until further notice."""
    directory = directory_of(snapshot)
    result = simulate(snapshot, [hit])
    return picture_of(members_of(snapshot, directory, result, rows_of(result, directory)), most)


@pytest.fixture
def broad() -> Snapshot:
    """A core, eight hubs behind it, and ten systems behind each hub: 89 assets with long names."""
    rows = [needs(f"hub {hub}", "core") for hub in range(8)]
    rows += [
        needs(f"a system with a long name {hub} {number}", f"hub {hub}") for hub in range(8) for number in range(10)
    ]
    return estate(*rows)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 30)), max_size=60), st.randoms(use_true_random=False))
def test_the_order_of_nodes_and_arrows_never_moves_anything(
    pairs: list[tuple[int, int]], chance: random.Random
) -> None:
    spots = [Spot(f"{layer}-{number}", layer, "box") for layer, number in sorted(set(pairs))]
    arrows = [
        (one.key, other.key)
        for one in spots
        for other in spots
        if other.layer == one.layer + 1 and int(one.key[2:]) % 3 != int(other.key[2:]) % 3
    ]
    grid = layered(spots, arrows)
    chance.shuffle(spots)
    chance.shuffle(arrows)
    assert layered(spots, arrows) == grid
    assert len(set(grid.cells.values())) == len(spots), "two boxes in one cell"


def test_rows_of_the_files_in_another_order_give_the_same_picture(broad: Snapshot) -> None:
    turned = replace(broad, assets=broad.assets[::-1], dependencies=broad.dependencies[::-1])
    assert drawing_of(turned, "core") == drawing_of(broad, "core")


def test_a_full_layer_takes_several_columns_that_are_as_even_as_can_be() -> None:
    grid = layered([Spot(str(number), 0, "") for number in range(30)], [], tallest=14)
    heights = [sum(column == wanted for column, _ in grid.cells.values()) for wanted in range(grid.columns)]
    assert heights == [10, 10, 10]


@pytest.mark.parametrize("size", [PAGE, SMALL])
def test_boxes_never_overlap_and_stay_on_the_sheet(broad: Snapshot, size: Size) -> None:
    sheet = sheet_of(drawing_of(broad, "core"), size)
    assert len(sheet.boxes) == 60
    for one, other in combinations(sheet.boxes, 2):
        apart = abs(one.left - other.left) >= size.wide or abs(one.top - other.top) >= size.high
        assert apart, f"{one.node.key} lies over {other.node.key}"
    assert all(box.left + size.wide <= sheet.width and box.top + size.high <= sheet.height for box in sheet.boxes)


def test_labels_stay_within_their_boxes() -> None:
    long = "Digital home follow-up of patients with a chronic disease, MWMWMWMW"
    for room in range(20, 300, 7):
        assert width(fitted(long, room, 13), 13) <= room
    assert fitted("Short", 200, 13) == "Short"
    assert fitted("two\nlines", 200, 13) == "two lines"


def test_arrows_lead_from_left_to_right_from_what_was_lost_to_what_it_took(broad: Snapshot) -> None:
    drawing = drawing_of(broad, "core")
    x = {node.key: node.x for node in drawing.nodes}
    assert drawing.arrows
    assert all(x[arrow.source] < x[arrow.target] for arrow in drawing.arrows)


def test_an_asset_stands_between_what_it_needs_and_who_needs_it() -> None:
    drawing = neighbourhood(read_ward(), "ehr")
    x = {node.key: node.x for node in drawing.nodes}
    assert x["dc1"] == x["dc2"] == x["ad"] < x["ehr"] < x["ward"]
    assert drawing.left_out == 0
    assert drawing.total == len(drawing.nodes) == 8
