"""Each rule of what control over an asset exposes, and how persons are counted."""

import pytest

from riskapp.errors import Invalid
from riskapp.graph.confidentiality import Confidentiality, expose
from riskapp.graph.control import ByDependency, Controlled
from riskapp.graph.snapshot import Holding

from .estates import estate, flow, needs

Row = tuple[str, str, str, int, int | None]


def rows(result: Confidentiality) -> list[Row]:
    return [(one.holder, one.category, ", ".join(one.bases), one.at_least, one.at_most) for one in result.exposures]


def totals(result: Confidentiality) -> tuple[int, int, int]:
    return result.at_least, result.at_most, result.unknown


def test_control_spreads_and_names_its_way() -> None:
    result = expose(estate(needs("b", "a", kind="hosting"), needs("c", "b", kind="network")), ["a"])
    assert result.controlled == (Controlled("a", 0, None), Controlled("b", 1, ByDependency("b", "a")))


def test_what_a_controlled_asset_stores_is_exposed_at_rest_as_a_whole() -> None:
    assert rows(expose(estate(Holding("a", "images", 7)), ["a"])) == [("a", "images", "at rest", 7, 7)]


@pytest.mark.parametrize("hit", ["a", "b"])
def test_what_an_asset_sends_or_receives_is_exposed_in_transit_up_to_the_holding(hit: str) -> None:
    snapshot = estate(flow("f", "a", "b", "images", encrypted=True), Holding("a", "images", 7))
    expected = ("at rest, in transit", 7, 7) if hit == "a" else ("in transit", 0, 7)
    assert rows(expose(snapshot, [hit])) == [("a", "images", *expected)]


def test_what_passes_is_exposed_on_the_wire_unless_it_is_encrypted() -> None:
    open_flow = estate(flow("f", "a", "b", "images;record", via=("net",), persons=3))
    assert rows(expose(open_flow, ["net"])) == [
        ("a", "images", "on the wire", 0, 3),
        ("a", "record", "on the wire", 0, 3),
    ]
    assert rows(expose(estate(flow("f", "a", "b", via=("net",), encrypted=True)), ["net"])) == []


def test_seen_twice_is_counted_once_and_the_sum_is_never_more_than_the_holding() -> None:
    flows = [flow("f1", "a", "b", via=("b",), persons=3), flow("f2", "a", "b", persons=4)]
    assert rows(expose(estate(*flows), ["b"])) == [("a", "data", "in transit, on the wire", 0, 7)]
    assert rows(expose(estate(*flows, Holding("a", "data", 5)), ["b"]))[0][-1] == 5
    assert rows(expose(estate(*flows, Holding("a", "data", 9)), ["b"]))[0][-1] == 7
    assert rows(expose(estate(*flows, flow("f3", "a", "b"), Holding("a", "data", 9)), ["b"]))[0][-1] == 9
    assert rows(expose(estate(*flows, flow("f3", "a", "b")), ["b"]))[0][-1] is None


def test_a_number_of_nobody_is_a_number() -> None:
    snapshot = estate(flow("f", "a", "b", persons=0), Holding("a", "data", 5))
    assert rows(expose(snapshot, ["b"])) == [("a", "data", "in transit", 0, 0)]


def test_who_may_ask_gets_the_whole_holding_of_whoever_is_asked_on() -> None:
    snapshot = estate(
        flow("f1", "b", "a", "images", access="query", persons=1),
        flow("f2", "c", "b", "images;record", access="query"),
        flow("f3", "d", "c", "record", access="query"),
        flow("f4", "e", "c", "images"),
        Holding("c", "images", 30),
        Holding("c", "record", 9),
        Holding("d", "record", 8),
        Holding("e", "images", 5),
    )
    # b passes images on from c, which is asked on; record cannot be asked for through f1, e pushes only.
    assert rows(expose(snapshot, ["a"])) == [
        ("b", "images", "in transit", 0, 1),
        ("c", "images", "by query", 30, 30),
    ]


def test_asking_where_nobody_holds_the_data_exposes_an_unknown_number_at_the_source() -> None:
    snapshot = estate(flow("f1", "b", "a", access="query", persons=4), flow("f2", "c", "b", access="query"))
    result = expose(snapshot, ["a"])
    assert rows(result) == [("b", "data", "by query, in transit", 0, None)]
    assert totals(result) == (0, 0, 1)


def test_queries_in_a_circle_end() -> None:
    snapshot = estate(
        flow("f1", "a", "b", access="query"), flow("f2", "b", "a", access="query"), Holding("a", "data", 6)
    )
    assert rows(expose(snapshot, ["a"])) == [
        ("a", "data", "at rest, by query, in transit", 6, 6),
        ("b", "data", "in transit", 0, None),
    ]


def test_asking_gives_no_control_of_whoever_is_asked() -> None:
    snapshot = estate(flow("f1", "b", "a", access="query"), flow("f2", "x", "b", "other"), Holding("b", "data", 6))
    result = expose(snapshot, ["a"])
    assert [one.id for one in result.controlled] == ["a"]
    assert ("x", "other") not in {(one.holder, one.category) for one in result.exposures}


def test_totals_take_the_largest_holder_and_the_sum_and_never_hide_the_unknown() -> None:
    snapshot = estate(
        needs("b", "a", kind="hosting"),
        flow("f", "c", "a", "images"),
        Holding("a", "images", 10),
        Holding("b", "images", 30),
        Holding("a", "record", 20),
    )
    result = expose(snapshot, ["a"])
    assert [(one.category, one.at_least, one.at_most, one.unknown) for one in result.categories] == [
        ("images", 30, 40, 1),
        ("record", 20, 20, 0),
    ]
    assert totals(result) == (30, 60, 1)


def test_holdings_and_flows_of_planned_and_retired_assets_are_left_out() -> None:
    snapshot = estate(
        flow("f1", "old", "a"),
        flow("f2", "b", "old", via=("a",)),
        Holding("old", "data", 9),
        flow("f3", "old", "a", access="query"),
        lifecycle={"old": "planned"},
    )
    assert rows(expose(snapshot, ["a"])) == []
    assert totals(expose(snapshot, ["a"])) == (0, 0, 0)


def test_a_question_about_nobody_is_refused() -> None:
    for hit in ([], ["nobody"]):
        with pytest.raises(Invalid):
            expose(estate(assets="a"), hit)
