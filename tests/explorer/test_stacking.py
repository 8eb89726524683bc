"""Stacks: what is alike is one box, by what somebody asks for, and unfolds without pushing the others out."""

from dataclasses import replace

import pytest

from riskapp.explorer.directory import directory_of
from riskapp.explorer.drawing import Drawing
from riskapp.explorer.picture import picture_of
from riskapp.explorer.reach import members_of
from riskapp.explorer.rows import rows_of
from riskapp.explorer.sheet import sheet_of
from riskapp.explorer.stacking import By, Stacking
from riskapp.graph.availability import simulate
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind
from tests.graph.estates import estate, needs

SITES = ("north", "south", "")


def trust(devices: int = 60) -> Snapshot:
    """Devices in turn on two networks, at two sites or none, all by hand-written suppliers."""
    rows = [needs(f"d{number:02}", f"net{number % 2}", tolerance=number % 3) for number in range(devices)]
    snapshot = estate(*rows, needs("net0", "core"), needs("net1", "core"), assets="north")
    assets = tuple(
        replace(asset, kind=Kind.DEVICE, site=SITES[int(asset.id[1:]) % 3], supplier=f"Maker {int(asset.id[1:]) % 2}")
        if asset.id[0] == "d"
        else asset
        for asset in snapshot.assets
    )
    return replace(snapshot, assets=assets)


def drawn(stacking: Stacking, most: int = 12, devices: int = 60) -> Drawing:
    snapshot = trust(devices)
    directory = directory_of(snapshot)
    result = simulate(snapshot, ["core"])
    members = members_of(snapshot, directory, result, rows_of(result, directory))
    return picture_of(members, most, stacking=replace(stacking, directory=directory))


def stacks(drawing: Drawing) -> dict[str, int]:
    return {node.label: node.count for node in drawing.nodes if node.count > 1}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (By.KIND, {"": 60}),
        (By.SITE, {"north": 20, "south": 20, "": 20}),
        (By.SUPPLIER, {"Maker 0": 30, "Maker 1": 30}),
    ],
)
def test_devices_are_stacked_by_what_they_have_in_common(by: By, expected: dict[str, int]) -> None:
    drawing = drawn(Stacking(by))
    assert stacks(drawing) == expected
    assert (drawing.stacked, drawing.left_out, drawing.total) == (60, 0, 63)


def test_a_stack_has_an_arrow_from_each_that_took_one_of_it_and_the_span_of_its_minutes() -> None:
    drawing = drawn(Stacking(By.KIND))
    (stack,) = (node for node in drawing.nodes if node.count > 1)
    assert {one.source for one in drawing.arrows if one.target == stack.key} == {"net0", "net1"}
    assert (stack.at, stack.until) == (0, 2)
    assert stack.members == tuple(sorted(stack.members, key=lambda key: (int(key[1:]) % 3, key)))


def test_what_is_asked_for_is_grouped_even_where_there_is_room_for_all() -> None:
    assert stacks(drawn(Stacking(), most=300)) == {}
    assert stacks(drawn(Stacking(By.SUPPLIER), most=300)) == {"Maker 0": 30, "Maker 1": 30}


def test_an_unfolded_stack_shows_its_assets_one_by_one_and_the_others_stay() -> None:
    drawing = drawn(Stacking(By.SITE, frozenset({"d00"})), most=100)
    assert stacks(drawing) == {"south": 20, "": 20}
    assert {f"d{number:02}" for number in range(0, 60, 3)} <= {node.key for node in drawing.nodes}


def test_unfolding_takes_nothing_out_of_the_picture() -> None:
    before = {node.key for node in drawn(Stacking(By.SITE), most=8).nodes if node.count == 1}
    after = drawn(Stacking(By.SITE, frozenset({"d00"})), most=8)
    assert before <= {node.key for node in after.nodes}
    assert len(after.nodes) <= 8
    assert after.left_out == 0


def test_where_there_is_no_room_for_all_of_it_the_rest_stays_a_stack_and_nobody_is_lost() -> None:
    drawing = drawn(Stacking(By.SITE, frozenset({"d00"})), most=12)
    assert len(drawing.nodes) <= 12
    assert drawing.left_out == 0
    assert sum(node.count for node in drawing.nodes) == 63
    assert {"south", ""} <= set(stacks(drawing))


def test_by_cause_the_default_keeps_apart_who_fell_to_different_causes() -> None:
    counts = sorted(node.count for node in drawn(Stacking()).nodes if node.count > 1)
    assert counts == [30, 30]


@pytest.mark.parametrize("most", [12, 40, 300])
def test_unfolding_moves_nothing_that_stays(most: int) -> None:
    def corners(drawing: Drawing) -> dict[str, tuple[int, int]]:
        return {box.node.key: (box.left, box.top) for box in sheet_of(drawing).boxes}

    before, drawing = corners(drawn(Stacking(By.SITE), most)), drawn(Stacking(By.SITE), most)
    south = next(node for node in drawing.nodes if node.label == "south")
    one = corners(drawn(Stacking(By.SITE, frozenset({"d00"})), most))
    both = corners(drawn(Stacking(By.SITE, frozenset({"d00", south.members[0]})), most))
    north = next(node.key for node in drawing.nodes if node.label == "north")
    assert {key: one[key] for key in before if key != north} == {k: at for k, at in before.items() if k != north}
    assert before[north] in one.values(), "somebody of the stack, or the rest of it, stands where it stood"
    assert len(set(both.values())) == len(both), "no two boxes in one place"
    stays = [key for key in before if key not in (north, south.key)]
    assert [both[key] for key in stays] == [before[key] for key in stays]
