"""The data of the picture of flows: from the quoted facts alone, also from those that were frozen without ids."""

import json
from dataclasses import replace
from itertools import pairwise

from riskapp.assessments.flow_picture import MOST, FlowPicture, Stream, flow_picture
from riskapp.assessments.quotes import quotes_for
from riskapp.explorer.flow_sheet import HIGH, LANE, WIDE, flow_sheet
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind
from tests.graph.estates import estate, flow


def drawn(whole: Snapshot, *scope: str) -> FlowPicture:
    """The picture of what is frozen of a scope."""
    picture = flow_picture(json.loads(json.dumps(quotes_for(whole, scope))))
    assert picture
    return picture


def kinds(whole: Snapshot, **given: Kind) -> Snapshot:
    return replace(whole, assets=tuple(replace(one, kind=given.get(one.id, one.kind)) for one in whole.assets))


def test_who_sends_stands_before_and_who_gets_after_also_where_somebody_does_both() -> None:
    whole = estate(flow("a", "pump", "lab"), flow("b", "lab", "ehr"), flow("c", "ehr", "lab", encrypted=True))
    picture = drawn(whole, "lab")
    assert {place: [one.name for one in picture.at(place)] for place in ("before", "scope", "after")} == {
        "before": ["pump"],
        "scope": ["lab"],
        "after": ["ehr"],
    }
    assert [(one.source, one.target, one.encrypted) for one in picture.streams] == [
        ("pump", "lab", False),
        ("lab", "ehr", False),
        ("ehr", "lab", True),
    ]
    assert picture.unencrypted == 2


def test_flows_between_the_same_two_in_one_manner_are_one_arrow_with_all_that_they_carry() -> None:
    ends = {"direction": "out", "asset": "Lab", "other": "Cloud", "other_kind": "supplier", "external": True}
    carried = (("A", True), ("B", True), ("C", False))
    picture = flow_picture({"flows": [{**ends, "categories": [name], "encrypted": shut} for name, shut in carried]})
    assert picture
    assert [(one.categories, one.encrypted) for one in picture.streams] == [(("A", "B"), True), (("C",), False)]
    assert picture.external == 1


def test_a_supplier_is_outside_and_a_device_has_its_site() -> None:
    whole = kinds(estate(flow("a", "kit", "lab"), flow("b", "lab", "firm")), firm=Kind.SUPPLIER, kit=Kind.DEVICE)
    whole = replace(
        whole, assets=tuple(replace(one, site="The patient's home" if one.id == "kit" else "") for one in whole.assets)
    )
    parties = {one.key: one for one in drawn(whole, "lab").parties}
    assert (parties["firm"].external, parties["kit"].external) == (True, False)
    assert parties["kit"].site == "The patient's home"


def test_devices_alike_are_one_box_with_their_number_few_or_many() -> None:
    for number in (4, 90):
        kits = [f"kit{one}" for one in range(number)]
        whole = kinds(estate(*(flow(f"f-{kit}", kit, "lab") for kit in kits)), **dict.fromkeys(kits, Kind.DEVICE))
        picture = drawn(whole, "lab")
        assert [(one.name, one.count) for one in picture.at("before")] == [(f"kit0 … kit{number - 1}", number)]
        assert len(picture.streams) == 1


def test_three_devices_and_those_that_differ_stand_one_by_one() -> None:
    flows = [flow(f"f{one}", f"kit{one}", "lab", encrypted=one > 2) for one in range(6)]
    whole = kinds(estate(*flows), **{f"kit{one}": Kind.DEVICE for one in range(6)})
    assert [one.count for one in drawn(whole, "lab").at("before")] == [1] * 6


def test_what_a_reader_must_not_miss_is_never_what_is_left_out() -> None:
    systems = [flow(f"f{one}", "lab", f"system{one}", encrypted=True) for one in range(8)]
    others = [flow(f"g{one}", "lab", f"other{one}", encrypted=True, persons=one) for one in range(9)]
    picture = drawn(
        kinds(estate(*systems, *others, flow("x", "lab", "open"), flow("y", "lab", "firm", encrypted=True)),
              firm=Kind.SUPPLIER),
        "lab",
    )  # fmt: skip
    shown = {one.name for one in picture.at("after")}
    assert len(shown) == MOST
    assert {"open", "firm"} <= shown
    assert picture.left_out == 19 - MOST


def test_facts_frozen_without_ids_are_drawn_by_their_names() -> None:
    quotes = json.loads(
        json.dumps(quotes_for(estate(flow("a", "pump", "lab"), flow("b", "lab", "log")), ["lab", "log"]))
    )
    for rows in quotes.values():
        for row in rows:
            for name in ("asset_id", "other_id", "other_site", "category_id"):
                row.pop(name, None)
    del quotes["holders"]
    picture = flow_picture(quotes)
    assert picture
    assert [(one.name, one.place) for one in picture.parties] == [
        ("lab", "scope"),
        ("pump", "before"),
        ("log", "scope"),
    ]
    assert [(one.source, one.target) for one in picture.streams] == [("other: pump", "lab"), ("lab", "log")]


def test_nothing_that_flows_is_no_picture() -> None:
    assert flow_picture(quotes_for(estate(assets="lab"), ["lab"])) is None
    assert flow_picture({}) is None


def test_boxes_and_words_of_a_sheet_never_overlap() -> None:
    flows = [flow(f"i{one}", f"sender{one}", "lab") for one in range(5)]
    flows += [flow(f"o{one}", source, f"getter{one % 3}", encrypted=one % 2 > 0)
              for one in range(6) for source in ("lab", "log")]  # fmt: skip
    flows += [flow("l", "lab", "log"), flow("m", "log", "lab"), flow("b", "getter0", "lab")]
    sheet = flow_sheet(drawn(estate(*flows), "lab", "log"))
    assert len(sheet.lines) == len(sheet.picture.streams)
    for one in sheet.boxes:
        assert one.left >= 0 and one.left + WIDE <= sheet.width
        assert one.top >= 0 and one.bottom <= sheet.height
        for other in sheet.boxes:
            assert one is other or one.left != other.left or one.bottom <= other.top or other.bottom <= one.top
    words = sorted((line.x, line.y) for line in sheet.lines if is_outer(line.stream))
    for (x, y), (next_x, next_y) in pairwise(words):
        assert x != next_x or next_y - y >= LANE
    assert min(box.high for box in sheet.boxes) == HIGH


def is_outer(stream: Stream) -> bool:
    return not {stream.source, stream.target} <= {"lab", "log"}
