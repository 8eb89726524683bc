"""The failure logic upstream of a target: what it takes in, and what is merged into one because it means the same."""

from collections.abc import Sequence

from riskapp.graph.failure_logic import FailureLogic, Gate, hard_needs, merged, upstream
from riskapp.graph.index import index_of
from riskapp.graph.single_failures import set_apart
from riskapp.graph.snapshot import Dependency

from .estates import estate, needs
from .fault_trees import all_of, any_of, at_least


def logic(*rows: Dependency, among: Sequence[str] | None = None) -> FailureLogic:
    """That of `t`, as it is."""
    index = index_of(estate(*rows))
    return upstream(index, index.number["t"], among)


def events(found: FailureLogic) -> list[str]:
    """The events of each node, sorted, in a word."""
    return ["".join(sorted(names)) for names in found.events]


def test_only_what_the_target_needs_hard_is_taken_in_nearest_first() -> None:
    rows = [needs("t", "a"), needs("a", "b"), needs("t", "c", soft=True), needs("x", "t"), needs("x", "a")]
    index = index_of(estate(*rows))
    needed = hard_needs(index, index.number["t"])
    assert [index.ids[asset] for asset in needed] == ["t", "a", "b"]
    assert list(map(len, needed.values())) == [1, 1, 0]
    assert logic(*rows) == FailureLogic([[], ["a"], ["b"]], [[Gate(1, (1,))], [Gate(1, (2,))], []])


def test_a_group_is_a_gate_that_falls_with_one_more_than_it_can_spare() -> None:
    assert logic(*at_least("t", 3, *"abcd")).gates[0] == [Gate(3, (1, 2, 3, 4))]
    assert events(logic(*at_least("t", 3, *"abcd"), among="ad")) == ["", "a", "", "", "d"]


def test_what_takes_down_the_target_by_itself_is_one_with_it() -> None:
    rows = [*any_of("t", "a", "b"), needs("a", "c"), needs("c", "d"), *all_of("d", "e", "f"), *all_of("e", "c", "g")]
    found = merged(logic(*rows))
    assert events(found) == ["abcd", "e", "f"]
    assert found.gates == [[Gate(2, (1, 2))], [], []]


def test_what_one_node_alone_needs_is_one_with_it_and_what_two_need_is_not() -> None:
    rows = [*all_of("t", "a", "b"), needs("a", "c"), *any_of("c", "d", "e"), needs("b", "d"), needs("b", "f")]
    found = merged(logic(*rows))
    assert events(found) == ["", "ace", "d", "bf"]
    assert found.gates == [[Gate(2, (1, 3))], [Gate(1, (2,))], [], [Gate(1, (2,))]]


def test_a_member_of_a_redundant_group_stays_itself_even_where_the_same_node_needs_it_alone() -> None:
    rows = [*all_of("t", "a", "b"), needs("a", "c"), *at_least("a", 2, "c", "d", "e")]
    found = merged(logic(*rows))
    assert events(found) == ["", "a", "c", "d", "e", "b"]
    assert found.gates[1] == [Gate(1, (2,)), Gate(2, (2, 3, 4))]


def test_those_that_need_each_other_are_one_and_count_as_many() -> None:
    rows = [*at_least("t", 3, "a", "b", "c", "d"), needs("a", "b"), needs("b", "a"), needs("b", "t")]
    found = merged(logic(*rows))
    assert events(found) == ["", "ab", "c", "d"]
    assert found.gates == [[Gate(3, (1, 1, 2, 3))], [], [], []]


def test_what_can_never_fall_is_left_out_with_the_groups_that_it_holds_up() -> None:
    rows = [*all_of("t", "a", "b"), *all_of("a", "c", "d"), *at_least("b", 2, "e", "f", "g"), needs("t", "h")]
    assert events(merged(logic(*rows, among="cefg"))) == [""]
    found = merged(logic(*rows, among="cdefh"))
    assert events(found) == ["h", "", "c", "d", "", "e", "f"]
    assert found.gates[0] == [Gate(2, (1, 4))]
    assert found.gates[4] == [Gate(2, (5, 6))]
    assert list(found.falling()) == [True] * 7
    before = logic(*rows, among="ceg")
    assert [node for node, down in enumerate(before.falling()) if down] == [2, 4, 6, 8]


def test_gates_that_a_single_member_meets_are_one_and_the_same_gate_stands_once() -> None:
    rows = [*all_of("t", "a", "b"), *any_of("a", "c", "d"), *any_of("b", "c", "d")]
    found = merged(logic(*rows, needs("t", "a", "again"), needs("t", "b", "again")))
    assert found.gates == [[Gate(2, (1, 4))], [Gate(1, (2, 3))], [], [], [Gate(1, (2, 3))]]


def test_what_takes_the_target_down_alone_is_set_apart_and_the_rest_is_what_remains() -> None:
    rows = [*all_of("t", "a", "b"), *any_of("a", "c", "d"), *any_of("b", "c", "e"), needs("t", "s")]
    names, rest = set_apart(merged(logic(*rows)))
    assert sorted(names) == ["c", "s"]
    assert events(rest) == ["", "ad", "be"]
    assert rest.gates == [[Gate(2, (1, 2))], [], []]
