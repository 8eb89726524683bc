"""The picture shows what matters, and says how many it does not show."""

import pytest

from riskapp.errors import NotFound
from riskapp.explorer.directory import directory_of
from riskapp.explorer.drawing import Drawing
from riskapp.explorer.neighbourhood import neighbourhood
from riskapp.explorer.picture import picture_of
from riskapp.explorer.reach import members_of
from riskapp.explorer.rows import rows_of
from riskapp.explorer.stories import Result
from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.integrity import trace
from riskapp.graph.snapshot import Holding, Snapshot
from riskapp.graph.vocabulary import Kind
from tests.graph.estates import estate, flow, needs, read_ward


def picture(snapshot: Snapshot, result: Result, most: int = 60) -> Drawing:
    """The picture of a result."""
    directory = directory_of(snapshot)
    return picture_of(members_of(snapshot, directory, result, rows_of(result, directory)), most)


def of_kind(snapshot: Snapshot, kind: Kind, start: str) -> Snapshot:
    """The same estate with the assets whose id starts so of another kind."""
    assets = [asset.id.startswith(start) for asset in snapshot.assets]
    return Snapshot(
        snapshot.categories,
        tuple(
            type(asset)(asset.id, asset.name, kind) if changed else asset
            for asset, changed in zip(snapshot.assets, assets, strict=True)
        ),
        snapshot.holdings,
        snapshot.flows,
        snapshot.dependencies,
    )


def fleet(devices: int) -> Snapshot:
    """A network, so many devices on it, and a process that a system on it serves."""
    rows = [needs(f"device {number}", "net", kind="network") for number in range(devices)]
    return of_kind(
        estate(*rows, needs("system", "net"), needs("care", "system"), processes=["care"]), Kind.DEVICE, "device"
    )


def shown(drawing: Drawing) -> dict[str, str]:
    """The assets with a box of their own, and their states."""
    return {node.key: node.state for node in drawing.nodes if node.count == 1}


def test_a_small_blast_radius_is_shown_whole() -> None:
    drawing = picture(read_ward(), simulate(read_ward(), ["power"], 100))
    assert shown(drawing) == {
        "power": "hit", "dc1": "down", "ad": "down", "integ": "down", "ehr": "down", "ward": "down", "lab": "degraded",
    }  # fmt: skip
    assert {(arrow.source, arrow.target) for arrow in drawing.arrows} == {
        ("power", "dc1"), ("dc1", "ad"), ("dc1", "integ"), ("ad", "ehr"), ("integ", "lab"), ("ehr", "ward"),
    }  # fmt: skip
    assert (drawing.total, drawing.stacked, drawing.left_out) == (7, 0, 0)


def test_many_devices_that_fell_alike_are_one_stack() -> None:
    snapshot = fleet(500)
    drawing = picture(snapshot, simulate(snapshot, ["net"]))
    assert shown(drawing) == {"net": "hit", "system": "down", "care": "down"}
    assert [node.count for node in drawing.nodes if node.count > 1] == [500]
    assert (drawing.total, drawing.singles, drawing.stacked, drawing.left_out) == (503, 3, 500, 0)


@pytest.mark.parametrize("most", [1, 2, 3, 4, 30, 60])
def test_what_is_shown_stacked_and_left_out_make_up_the_whole(most: int) -> None:
    snapshot = fleet(500)
    drawing = picture(snapshot, simulate(snapshot, ["net"]), most)
    assert len(drawing.nodes) <= most
    assert sum(node.count for node in drawing.nodes) + drawing.left_out == drawing.total == 503


def test_the_hit_and_the_ways_to_processes_come_before_all_else() -> None:
    snapshot = fleet(500)
    assert set(shown(picture(snapshot, simulate(snapshot, ["net"]), most=3))) == {"net", "system", "care"}


def test_every_box_hangs_on_a_box_that_is_shown() -> None:
    rows = [needs(f"hub {hub}", "core") for hub in range(40)]
    rows += [needs(f"leaf {hub} {leaf}", f"hub {hub}") for hub in range(40) for leaf in range(3)]
    snapshot = estate(*rows)
    for most in (5, 60, 150):
        drawing = picture(snapshot, simulate(snapshot, ["core"]), most)
        led_to = {arrow.target for arrow in drawing.arrows}
        assert {node.key for node in drawing.nodes if node.state != "hit"} == led_to


def test_a_group_of_hundreds_is_told_by_stacks_and_by_the_one_that_tipped_it() -> None:
    rows = [needs("care", f"device {number}", "pumps", needed=100) for number in range(400)]
    rows += [needs(f"device {number}", "net", kind="network") for number in range(400)]
    snapshot = of_kind(estate(*rows, processes=["care"]), Kind.DEVICE, "device")
    drawing = picture(snapshot, simulate(snapshot, ["net"]))
    assert shown(drawing) == {"net": "hit", "device 0": "down", "care": "down"}
    stack = next(node.key for node in drawing.nodes if node.count > 1)
    assert ("care" in {arrow.target for arrow in drawing.arrows if arrow.source == stack}) is True


def test_integrity_shows_control_and_wrong_data_apart() -> None:
    drawing = picture(read_ward(), trace(read_ward(), ["dc1"], control=True))
    states = shown(drawing)
    assert states["dc1"] == "hit"
    assert states["ad"] == states["ehr"] == "control"
    assert states["ward"] == "data"
    kinds = {(arrow.source, arrow.target): arrow.kind for arrow in drawing.arrows}
    assert kinds["ehr", "ward"] == "flow"
    assert kinds["dc1", "ad"] == "dependency"


def test_confidentiality_shows_whose_data_are_read_and_through_whom() -> None:
    drawing = picture(read_ward(), expose(read_ward(), ["lab"]))
    assert shown(drawing) == {"lab": "hit", "ehr": "exposed"}
    assert [(arrow.source, arrow.target, arrow.kind) for arrow in drawing.arrows] == [("lab", "ehr", "exposed")]


def test_a_holder_that_is_asked_by_way_of_another_is_shown_with_who_asks() -> None:
    snapshot = estate(
        Holding("archive", "data", 5),
        flow("f1", "archive", "portal", access="query"),
        flow("f2", "portal", "viewer", access="query"),
    )
    drawing = picture(snapshot, expose(snapshot, ["viewer"]))
    assert shown(drawing) == {"viewer": "hit", "portal": "exposed", "archive": "exposed"}
    assert {(arrow.source, arrow.target) for arrow in drawing.arrows} == {("viewer", "archive"), ("viewer", "portal")}


def test_a_neighbourhood_of_thousands_is_stacked_and_counted() -> None:
    drawing = neighbourhood(fleet(3000), "net", most=10)
    assert (drawing.total, drawing.stacked, drawing.left_out) == (3002, 3000, 0)
    rows = [needs(f"system {number}", "core") for number in range(100)]
    drawing = neighbourhood(estate(*rows), "core", most=10)
    assert (len(drawing.nodes), drawing.left_out) == (10, 91)


def test_the_neighbourhood_of_an_unknown_asset_is_refused() -> None:
    with pytest.raises(NotFound, match="No asset has the id nowhere"):
        neighbourhood(read_ward(), "nowhere")
