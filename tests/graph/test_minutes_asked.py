"""Which minutes can be asked for, and the words in which the others are refused."""

import pytest

from riskapp.errors import Invalid
from riskapp.graph.availability import simulate
from riskapp.graph.question import LONGEST, check_minutes
from riskapp.graph.restart import restart

from .estates import estate, needs, outage

PAIR = estate(needs("b", "a", kind="hosting"))


@pytest.mark.parametrize(("length", "horizon", "field"), [(LONGEST + 1, 10, "outage"), (None, LONGEST + 1, "horizon")])
def test_what_looks_too_far_ahead_is_refused_at_its_field(length: int | None, horizon: int, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_minutes(length, horizon)
    assert refused.value.field == field
    assert str(refused.value) == "No question looks further ahead than 100000000000 minutes."
    # The sentence is translated by its text, with the number in its place.
    assert refused.value.text == "No question looks further ahead than %(longest)s minutes."


def test_the_longest_outage_and_horizon_can_be_asked() -> None:
    result = simulate(PAIR, ["a"], LONGEST, LONGEST)
    assert [(one.id, one.minutes_down) for one in result.assets] == [("a", LONGEST), ("b", LONGEST)]


def test_the_horizon_of_a_restart_is_checked_too() -> None:
    for horizon in (0, LONGEST + 1):
        with pytest.raises(Invalid) as refused:
            restart(PAIR, ["a"], 5, horizon)
        assert refused.value.field == "horizon"


def test_a_fault_that_ends_at_the_horizon_is_not_repaired_in_sight() -> None:
    result = simulate(PAIR, ["a"], 9, 9)
    assert [(one.id, one.minutes_down, one.restored) for one in result.assets] == [("a", 9, None), ("b", 9, None)]
    assert not result.settled
    assert outage(simulate(PAIR, ["a"], 8, 9), "a").restored == 8


@pytest.mark.parametrize("control", [False, True])
def test_an_answer_tells_whether_it_was_an_attack(control: bool) -> None:
    assert simulate(PAIR, ["a"], 5, control=control).control is control
