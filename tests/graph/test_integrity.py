"""Each rule of how wrong data and control travel."""

import pytest

from riskapp.errors import Invalid
from riskapp.graph.integrity import Integrity, trace

from .estates import estate, flow, needs


def states(result: Integrity) -> dict[str, tuple[str, int]]:
    return {asset.id: (asset.state.value, asset.steps) for asset in result.assets}


@pytest.mark.parametrize("kind", ["hosting", "identity", "administration"])
def test_control_passes_along_what_hands_it_over_whatever_the_group(kind: str) -> None:
    rows = [needs("x", name, "g", kind=kind, soft=True, tolerance=99) for name in "ab"]
    assert states(trace(estate(*rows), ["a"], control=True)) == {"a": ("control", 0), "x": ("control", 1)}


@pytest.mark.parametrize("kind", ["network", "power", "location", "service", "supply"])
def test_other_dependencies_pass_neither_control_nor_wrong_data(kind: str) -> None:
    snapshot = estate(needs("x", "a", kind=kind))
    assert list(states(trace(snapshot, ["a"], control=True))) == ["a"]
    assert list(states(trace(snapshot, ["a"]))) == ["a"]


def test_wrong_data_travels_along_flows_and_stops_at_a_validation() -> None:
    snapshot = estate(flow("f1", "a", "b", encrypted=True), flow("f2", "b", "c", validated=True), flow("f3", "x", "c"))
    result = trace(snapshot, ["a"])
    assert states(result) == {"a": ("data", 0), "b": ("data", 1)}
    assert result.stopped == ("f2",)


def test_wrong_data_never_gives_control() -> None:
    assert states(trace(estate(needs("x", "a", kind="hosting")), ["a"])) == {"a": ("data", 0)}


@pytest.mark.parametrize(
    ("encrypted", "validated", "reached"), [(False, False, True), (True, False, False), (False, True, False)]
)
def test_a_carrier_under_control_spoils_only_what_nobody_protects(
    encrypted: bool, validated: bool, reached: bool
) -> None:
    snapshot = estate(flow("f", "a", "b", via=("net",), encrypted=encrypted, validated=validated))
    result = trace(snapshot, ["net"], control=True)
    assert ("b" in states(result)) is reached
    assert result.stopped == ()


def test_a_carrier_with_wrong_data_of_its_own_spoils_nothing_that_it_carries() -> None:
    assert list(states(trace(estate(flow("f", "a", "b", via=("net",))), ["net"]))) == ["net"]


def test_control_is_reported_where_both_hold_and_wrong_data_goes_on_by_whichever_came_first() -> None:
    # d is under control after 3 steps, but its data are wrong after 1, so e gets wrong data after 2.
    control = [needs("b", "a", kind="hosting"), needs("c", "b", kind="hosting"), needs("d", "c", kind="hosting")]
    snapshot = estate(*control, flow("f1", "a", "d"), flow("f2", "d", "e"))
    result = trace(snapshot, ["a"], control=True)
    assert states(result)["d"] == ("control", 3)
    assert states(result)["e"] == ("data", 2)
    assert [(one.id, one.steps) for one in result.sooner] == [("d", 1)]


def test_of_equally_short_ways_the_first_of_the_file_is_named() -> None:
    flows = [flow("late", "b", "x"), flow("early", "a", "x", via=("a",))]
    assert trace(estate(*flows), ["a", "b"]).assets[-1].by.flow == "late"
    assert trace(estate(*reversed(flows)), ["a", "b"]).assets[-1].by.flow == "early"
    rows = [needs("x", "b", kind="hosting"), needs("x", "a", kind="identity")]
    by = trace(estate(*rows), ["a", "b"], control=True).assets[-1].by
    assert (by.dependent, by.provider) == ("x", "b")


def test_planned_and_retired_assets_neither_pass_on_nor_carry() -> None:
    snapshot = estate(
        flow("f1", "a", "old"),
        flow("f2", "old", "b"),
        flow("f3", "a", "c", via=("old",)),
        flow("f4", "old", "d", validated=True),
        lifecycle={"old": "retired"},
    )
    result = trace(snapshot, ["a"])
    assert list(states(result)) == ["a", "c"]
    assert result.stopped == ()
    with pytest.raises(Invalid):
        trace(snapshot, ["old"])


def test_a_question_about_nobody_is_refused() -> None:
    for hit in ([], ["nobody"]):
        with pytest.raises(Invalid):
            trace(estate(assets="a"), hit)
