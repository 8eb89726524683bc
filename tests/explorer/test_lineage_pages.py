"""The picture and the table of where a category goes."""

from dataclasses import replace

import pytest

from riskapp.errors import Invalid
from riskapp.explorer.carriage_rows import CARRIED, carriage_rows
from riskapp.explorer.directory import directory_of
from riskapp.explorer.picture_of_lineage import picture_of_lineage
from riskapp.explorer.table import FOLD, page_of
from riskapp.graph.lineage import lineage
from riskapp.graph.snapshot import Holding, Snapshot
from riskapp.graph.vocabulary import Kind
from tests.graph.estates import estate, flow

PUMPS = [f"pump{number}" for number in range(FOLD)]


def house() -> Snapshot:
    snapshot = estate(
        *(flow(f"f{pump}", pump, "server") for pump in PUMPS),
        flow("g", "server", "record"),
        flow("h", "record", "server"),
        Holding("record", "data", 5),
    )
    devices = tuple(replace(one, kind=Kind.DEVICE) if one.id in PUMPS else one for one in snapshot.assets)
    return replace(snapshot, assets=devices)


def test_every_flow_is_an_arrow_and_those_that_only_send_stand_left() -> None:
    snapshot = house()
    drawing = picture_of_lineage(lineage(snapshot, "data"), directory_of(snapshot))
    place = {node.key: node.x for node in drawing.nodes}
    assert place["pump0"] < place["server"] < place["record"]
    assert {(one.source, one.target) for one in drawing.arrows} == {
        *((pump, "server") for pump in PUMPS),
        ("server", "record"),
        ("record", "server"),
    }
    assert {one.kind for one in drawing.arrows} == {"flow"}
    assert {node.key: node.state for node in drawing.nodes}["record"] == "holds"


def test_where_there_is_little_room_devices_that_send_alike_are_one_stack() -> None:
    snapshot = house()
    drawing = picture_of_lineage(lineage(snapshot, "data"), directory_of(snapshot), most=3)
    assert sorted(node.count for node in drawing.nodes) == [1, 1, FOLD]


def test_many_devices_that_send_alike_are_one_row() -> None:
    snapshot = house()
    rows = carriage_rows(lineage(snapshot, "data").carriages, directory_of(snapshot))
    page = page_of(rows, CARRIED)
    assert [(row.carriage.flow.id, row.stands_for, row.many) for row in page.rows] == [
        ("fpump0", FOLD, "source"),
        ("g", 1, ""),
        ("h", 1, ""),
    ]
    assert (page.total, page.everything) == (3, FOLD + 2)
    with pytest.raises(Invalid):
        page_of(rows, CARRIED, number=2)
