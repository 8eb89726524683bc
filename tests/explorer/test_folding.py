"""Devices that fare alike stand in one row, and one by one where only devices are asked for."""

from dataclasses import replace

from riskapp.explorer.directory import directory_of
from riskapp.explorer.rows import REACHED, rows_of
from riskapp.explorer.table import FOLD, Choice, page_of
from riskapp.explorer.timeline import timeline_of
from riskapp.graph.availability import simulate
from riskapp.graph.integrity import trace
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind
from tests.graph.estates import estate, flow, needs

PUMPS = [f"pump{number}" for number in range(FOLD)]


def ward(pumps: list[str] = PUMPS, **odd: int) -> Snapshot:
    """Pumps on one network; `odd` are tolerances by pump."""
    snapshot = estate(
        *(needs(pump, "net", tolerance=odd.get(pump, 0)) for pump in pumps),
        *(flow(f"f{pump}", "net", pump) for pump in pumps),
    )
    kinds = dict.fromkeys(pumps, Kind.DEVICE)
    assets = tuple(replace(asset, kind=kinds.get(asset.id, asset.kind)) for asset in snapshot.assets)
    return replace(snapshot, assets=assets)


def shown(snapshot: Snapshot, kind: Kind | None = None) -> list[tuple[str, int]]:
    page = page_of(rows_of(simulate(snapshot, ["net"]), directory_of(snapshot)), REACHED, Choice(kind=kind))
    assert page.everything == len(snapshot.assets)
    return [(row.key, row.stands_for) for row in page.rows]


def test_many_devices_that_fall_to_the_same_cause_are_one_row() -> None:
    assert shown(ward()) == [("net", 1), ("pump0", FOLD)]
    assert shown(ward(), Kind.DEVICE) == [(pump, 1) for pump in PUMPS]


def test_a_device_that_fares_otherwise_keeps_its_row_and_few_are_not_folded() -> None:
    one_more = [*PUMPS, "pump9"]
    assert sorted(shown(ward(one_more, pump9=5))) == [("net", 1), ("pump0", FOLD), ("pump9", 1)]
    assert shown(ward(PUMPS[1:])) == [("net", 1), *((pump, 1) for pump in PUMPS[1:])]


def test_wrong_data_fold_by_where_they_came_from() -> None:
    snapshot = ward()
    page = page_of(rows_of(trace(snapshot, ["net"]), directory_of(snapshot)), REACHED)
    assert [(row.key, row.stands_for) for row in page.rows] == [("net", 1), ("pump0", FOLD)]


def test_the_timeline_folds_them_too_and_leaves_none_out() -> None:
    snapshot = ward()
    result = simulate(snapshot, ["net"])
    timeline = timeline_of(result, rows_of(result, directory_of(snapshot)), others=2)
    assert [(one.row.key, one.row.stands_for) for one in timeline.rows] == [("net", 1), ("pump0", FOLD)]
    assert timeline.left_out == 0
