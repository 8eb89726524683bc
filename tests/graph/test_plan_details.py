"""What a plan tells besides its waves: control, the black start whole, and its words as plain values."""

from riskapp.graph.availability import simulate
from riskapp.graph.completeness import Rule, completeness
from riskapp.graph.plan_answers import restart_answer
from riskapp.graph.restart import restart

from .estates import estate, flow, needs
from .restart_oracle import started

PAIR = estate(needs("b", "a"), needs("a", "b"), needs("c", "b"), recovery={"a": 10, "b": 5, "c": 1})


def test_who_is_controlled_is_started_too_and_nobody_else() -> None:
    handed = estate(needs("b", "a", kind="administration", tolerance=500), needs("c", "b"))
    for control, down in ((False, {"a"}), (True, {"a", "b", "c"})):
        assert {name for _, name in started(restart(handed, ["a"], 60, control=control))} == down
        result = simulate(handed, ["a"], 60, control=control)
        assert {one.id for one in result.assets if one.first_failure is not None} == down


def test_a_black_start_is_told_whole_from_the_minute_of_the_fault_s_end() -> None:
    plan = restart(PAIR, ["a"], 30)
    assert restart_answer(plan) == {
        "hit": ["a"],
        "outage": 30,
        "waves": [
            {"step": 2, "minute": 10, "assets": [{"id": "b", "up": 15}]},
            {"step": 3, "minute": 15, "assets": [{"id": "c", "up": 16}]},
        ],
        "black_starts": [
            {"step": 1, "minute": 0, "assets": ["a", "b"], "by_hand": [{"id": "a", "up": 10}], "exact": True}
        ],
        "minutes": 16,
        "falls": [],
        "settled": True,
        "prompt": True,
    }


def test_of_two_black_starts_each_names_its_own() -> None:
    both = estate(*(needs(one, other) for one, other in ("ab", "ba", "xy", "yx")), needs("a", "p"), needs("x", "p"))
    plan = restart(both, ["p"], 5)
    assert [one.assets for one in plan.black_starts] == [("a", "b"), ("x", "y")]
    assert [[started.id for started in one.by_hand] for one in plan.black_starts] == [["a"], ["x"]]


def test_an_asset_of_which_as_much_is_sent_as_received_is_touched() -> None:
    busy = estate(flow("f", "a", "b"), flow("g", "b", "a"), needs("c", "d"), needs("d", "e"))
    untouched = {one.subject for one in completeness(busy).findings if one.rule is Rule.UNTOUCHED}
    assert untouched == set()
