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


def queried(persons: int | None) -> Snapshot:
    """A store that whoever holds the client can read by a query, of so many persons at a time."""
    return estate(flow("f", "store", "client", "record", access="query", persons=persons), Holding("store", "record", 9))


def moved(before: Snapshot, after: Snapshot) -> dict[str, object]:
    told = difference_answer(Estates(before, after), expose(before, ["client"]), expose(after, ["client"]))
    return {name: told[name] for name in ("better", "worse")}
