"""Before and after: what a change saves, what it costs, and that no change is no difference."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.exchange.change_file import read_changes
from riskapp.graph.availability import simulate
from riskapp.graph.changes import apply_changes
from riskapp.graph.comparison import Estates
from riskapp.graph.comparison_answers import difference_answer
from riskapp.graph.confidentiality import expose
from riskapp.graph.integrity import trace
from riskapp.graph.snapshot import Snapshot

from .estates import estate, needs, read_ward
from .strategies import questions

WARD = read_ward()


def difference(ask: Any, *changes: dict[str, Any], before: Snapshot = WARD) -> dict[str, Any]:
    after = apply_changes(before, read_changes(json.dumps(changes)))
    return difference_answer(Estates(before, after), ask(before), ask(after))


def power(snapshot: Snapshot) -> Any:
    return simulate(snapshot, ["power"], 100)


def test_a_longer_tolerance_saves_the_record_and_the_ward() -> None:
    change = {"do": "lengthen tolerance", "dependent": "ehr", "provider": "ad", "tolerance": 240}
    told = difference(power, change)
    assert told["saved"] == [{"id": "ehr"}, {"id": "ward"}]
    assert (told["new"], told["better"], told["worse"]) == ([], [], [])
    assert told["totals"] == {"processes": [1, 0], "process_minutes_down": [70, 0]}


def test_a_slower_recovery_makes_it_worse_by_its_minutes() -> None:
    told = difference(power, {"do": "change", "asset": "ad", "set": {"recovery": 30}})
    minutes = {row["id"]: row["minutes_down"] for row in told["worse"]}
    assert minutes == {"ad": [100, 110], "ehr": [85, 95], "ward": [70, 80]}


def test_a_new_need_brings_a_new_victim() -> None:
    told = difference(power, {"do": "add", "dependency": {"dependent": "net", "provider": "power", "kind": "power"}})
    assert told["new"] == [{"id": "monitor"}, {"id": "net"}]


def test_what_the_change_takes_out_is_gone_and_not_saved() -> None:
    told = difference(power, {"do": "remove", "asset": "integ"})
    assert told["gone"] == [{"id": "integ"}]
    assert told["saved"] == [{"id": "lab"}]


def test_what_the_change_brings_is_new_where_it_is_reached() -> None:
    told = difference(
        power,
        {"do": "add", "asset": {"id": "fridge", "name": "Fridge", "kind": "device"}},
        {"do": "add", "dependency": {"dependent": "fridge", "provider": "power", "kind": "power"}},
    )
    assert told["new"] == [{"id": "fridge"}]


def test_a_black_start_goes_where_one_of_them_can_do_without() -> None:
    circle = estate(needs("a", "b"), needs("b", "a"), needs("c", "a"))
    change = {"do": "change", "dependency": {"dependent": "a", "provider": "b"}, "set": {"strength": "soft"}}
    told = difference(lambda snapshot: simulate(snapshot, ["a"], 5), change, before=circle)
    assert (told["deadlocks_gone"], told["deadlocks_new"]) == ([["a", "b"]], [])


def test_encryption_takes_a_flow_off_the_wire() -> None:
    told = difference(lambda snapshot: expose(snapshot, ["net"]), {"do": "encrypt", "flow": "f1"})
    assert told["saved"] == [{"holder": "monitor", "category": "vitals"}]
    assert told["totals"]["at_most"] == [12, 0]


def test_persons_move_with_what_a_holder_stores() -> None:
    change = {"do": "change", "holding": {"asset": "lab", "category": "results"}, "set": {"persons": 10}}
    told = difference(lambda snapshot: expose(snapshot, ["lab"]), change)
    assert {"holder": "lab", "category": "results", "at_least": [250_000, 10], "at_most": [250_000, 10]} in told[
        "better"
    ]


def test_a_validation_stops_wrong_data() -> None:
    told = difference(lambda snapshot: trace(snapshot, ["net"], control=True), {"do": "validate", "flow": "f1"})
    assert told["saved"] == [{"id": "ehr"}, {"id": "integ"}, {"id": "lab"}, {"id": "ward"}]
    assert told["totals"]["processes"] == [1, 0]


def test_control_that_becomes_only_wrong_data_is_better() -> None:
    changes: list[dict[str, Any]] = [
        {"do": "remove", "dependency": {"dependent": "ehr", "provider": "dc1"}},
        {"do": "remove", "dependency": {"dependent": "ehr", "provider": "ad"}},
        {"do": "change", "flow": "f3", "set": {"validated": False}},
    ]
    told = difference(lambda snapshot: trace(snapshot, ["dc1"], control=True), *changes)
    assert told["better"] == [{"id": "ehr", "state": ["control", "data"]}]


@settings(max_examples=40, deadline=None)
@given(questions(), st.sampled_from([None, 3]))
def test_the_what_if_of_no_change_is_no_change(question: tuple[Snapshot, list[str]], outage: int | None) -> None:
    snapshot, hit = question
    # An equal estate that is another object: nothing may rest on its being the same.
    after = Snapshot(
        *(tuple(getattr(snapshot, name)) for name in ("categories", "assets", "holdings", "flows", "dependencies"))
    )
    for ask in (
        lambda one: simulate(one, hit, outage, 40),
        lambda one: trace(one, hit, control=True),
        lambda one: expose(one, hit),
    ):
        told = difference_answer(Estates(snapshot, after), ask(snapshot), ask(after))
        assert not any(told[word] for word in ("saved", "new", "better", "worse", "gone"))
        assert all(before == then for before, then in told["totals"].values())
