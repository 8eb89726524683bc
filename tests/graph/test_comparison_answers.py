"""Before and after as plain values: the names that scripts rely on, and how unknown numbers of persons weigh."""

import pytest

from riskapp.graph.availability import simulate
from riskapp.graph.comparison import Estates
from riskapp.graph.comparison_answers import difference_answer
from riskapp.graph.confidentiality import expose
from riskapp.graph.integrity import trace
from riskapp.graph.snapshot import Holding, Snapshot

from .estates import estate, flow, needs

CIRCLE = estate(needs("a", "b"), needs("b", "a"))
ROW = estate(needs("a", "b"), assets="a")


def test_a_black_start_that_comes_is_told_with_its_assets() -> None:
    told = difference_answer(Estates(ROW, CIRCLE), simulate(ROW, ["b"], 5), simulate(CIRCLE, ["b"], 5))
    assert (told["deadlocks_gone"], told["deadlocks_new"]) == ([], [["a", "b"]])


def test_control_and_persons_before_and_after_have_names_that_stay() -> None:
    before = estate(needs("guest", "host", kind="hosting"), Holding("guest", "record", 7), Holding("host", "log", 2))
    after = estate(needs("guest", "host"), Holding("guest", "record", 7), Holding("host", "log", 2))
    told = difference_answer(Estates(before, after), expose(before, ["host"]), expose(after, ["host"]))
    assert told["saved"] == [{"holder": "guest", "category": "record"}]
    assert (told["controlled_saved"], told["controlled_new"]) == (["guest"], [])
    assert told["totals"] == {"controlled": [2, 1], "at_least": [7, 2], "at_most": [9, 2], "unknown": [0, 0]}


def transit(persons: int | None) -> Snapshot:
    """A store whose data, of so many persons, pass through the client; what the store itself holds is not known."""
    return estate(flow("f", "store", "client", "record", persons=persons))


def moved(before: Snapshot, after: Snapshot) -> dict[str, object]:
    told = difference_answer(Estates(before, after), expose(before, ["client"]), expose(after, ["client"]))
    return {name: told[name] for name in ("better", "worse")}


def test_an_unknown_number_of_persons_weighs_more_than_any_known_one() -> None:
    known, unknown = transit(3), transit(None)
    row = {"holder": "store", "category": "record", "at_least": [0, 0]}
    assert moved(known, unknown) == {"better": [], "worse": [{**row, "at_most": [3, None]}]}
    assert moved(unknown, known) == {"better": [{**row, "at_most": [None, 3]}], "worse": []}


def test_fewer_persons_at_most_are_better_though_as_many_at_least() -> None:
    row = {"holder": "store", "category": "record", "at_least": [0, 0]}
    assert moved(transit(5), transit(3)) == {"better": [{**row, "at_most": [5, 3]}], "worse": []}


def test_answers_to_different_questions_are_not_compared() -> None:
    down, wrong, shown = simulate(ROW, ["b"], 5), trace(ROW, ["b"]), expose(ROW, ["b"])
    for before, after in ((down, wrong), (wrong, down), (wrong, shown), (shown, wrong), (down, shown), (shown, down)):
        with pytest.raises(TypeError, match="^the two results answer different questions$"):
            difference_answer(Estates(ROW, ROW), before, after)
