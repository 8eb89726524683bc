"""Where a category of data lies and goes."""

from dataclasses import replace

import pytest

from riskapp.errors import Invalid
from riskapp.graph.lineage import Lineage, lineage
from riskapp.graph.snapshot import Holding, Snapshot
from riskapp.graph.vocabulary import Kind, Lifecycle
from tests.graph.estates import estate, flow


def house(**lifecycle: str) -> Snapshot:
    """Two holders, a receiver, a supplier that carries one flow, and a flow of another category."""
    snapshot = estate(
        Holding("lab", "data", 10),
        Holding("archive", "data", 20),
        flow("f1", "lab", "archive", encrypted=True),
        flow("f2", "archive", "screen"),
        flow("f3", "lab", "screen", via=("cloud",), encrypted=True),
        flow("f4", "lab", "screen", categories="other"),
        lifecycle=lifecycle,
    )
    kinds = {"cloud": Kind.SUPPLIER}
    return replace(snapshot, assets=tuple(replace(one, kind=kinds.get(one.id, one.kind)) for one in snapshot.assets))


def told(answer: Lineage) -> list[tuple[str, bool]]:
    return [(one.flow.id, one.border) for one in answer.carriages]


def test_holders_flows_borders_and_receivers() -> None:
    answer = lineage(house(), "data")
    assert answer.holders == (("archive", 20), ("lab", 10))
    assert told(answer) == [("f3", True), ("f2", False), ("f1", False)]
    assert answer.receivers == ("cloud", "screen")


def test_what_takes_no_part_holds_and_carries_nothing() -> None:
    answer = lineage(house(archive=Lifecycle.RETIRED.value), "data")
    assert answer.holders == (("lab", 10),)
    assert told(answer) == [("f3", True)]


def test_an_unknown_category_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        lineage(house(), "nothing")
    assert str(refusal.value) == "There is no category of data with the id nothing."


def test_the_most_persons_come_first_and_of_as_many_the_first_by_id() -> None:
    held = [("a", 10), ("c", 30), ("e", 20), ("d", 20), ("b", 20)]
    answer = lineage(estate(*(Holding(asset, "data", persons) for asset, persons in held)), "data")
    assert answer.category == "data"
    assert answer.holders == (("c", 30), ("b", 20), ("d", 20), ("e", 20), ("a", 10))
