"""How much work the families of gates take: their cost grows with what there is to tell, not with the ways to fail."""

from collections.abc import Callable

import pytest

from riskapp.graph.failure_logic import FailureLogic, Gate, merged, upstream
from riskapp.graph.families import Families
from riskapp.graph.index import index_of
from riskapp.graph.minimal_failures import at_least, target_family
from riskapp.graph.set_diagram import ANY, EMPTY, Exhausted
from riskapp.graph.set_listing import counts_by_order

from .estates import estate, needs
from .fault_trees import all_of


def steps(ask: Callable[[Families], int], order: int = ANY) -> int:
    """How many steps the question takes."""
    families = Families(order, work=10**9)
    ask(families)
    return 10**9 - families.work


@pytest.mark.parametrize(("least", "order", "most"), [(2, 2, 1300), (2, 3, 1300), (3, 3, 1900), (3, ANY, 1900)])
def test_a_few_of_hundreds_that_share_nothing_cost_a_few_steps_each(least: int, order: int, most: int) -> None:
    assert steps(lambda families: at_least(families, least, singles(families, 200), order)) < most


def test_most_of_hundreds_that_share_nothing_are_told_in_as_many_nodes_as_there_are_counts() -> None:
    assert steps(lambda families: at_least(families, 60, singles(families, 200), ANY)) < 27_000
    assert steps(lambda families: at_least(families, 190, singles(families, 200), ANY)) < 6_600


def test_more_than_the_order_of_those_that_share_nothing_cost_one_look_at_each() -> None:
    families = Families(work=900)
    assert at_least(families, 60, singles(families, 200), order=3) == EMPTY


def test_counting_that_would_go_beyond_the_work_is_not_begun() -> None:
    families = Families(work=5000)
    members = singles(families, 2000)
    nodes = len(families.variable)
    with pytest.raises(Exhausted):
        at_least(families, 1000, members, ANY)
    assert len(families.variable) == nodes


def singles(families: Families, count: int) -> list[tuple[int, int]]:
    """So many members, each of which falls by an event of its own."""
    return [(families.single(variable), 1) for variable in range(count)]


@pytest.mark.parametrize("order", [2, 3])
def test_what_hundreds_share_is_found_without_trying_them_in_pairs(order: int) -> None:
    rows = [needs("ward", f"w{place}", "stations", needed=100) for place in range(200)]
    rows += [needs(f"w{place}", f"s{place % 20}") for place in range(200)]
    rows += [row for place in range(20) for row in all_of(f"s{place}", "r1", "r2")]
    index = index_of(estate(*rows))
    logic = merged(upstream(index, index.number["ward"], None))
    assert steps(lambda families: target_family(logic, families), order) < 6000


def test_pairs_that_take_down_half_of_what_must_fall_are_found_without_looking_for_larger_sets() -> None:
    rows = [needs("ward", f"w{place}", "stations", needed=40) for place in range(45)]
    rows += [needs(f"w{place}", f"s{place % 15}") for place in range(45)]
    index = index_of(estate(*rows))
    logic = merged(upstream(index, index.number["ward"], None))
    families = Families(2, work=12_000)
    family = target_family(logic, families)
    assert counts_by_order(families, family, [1] * len(logic.events), 1000) == {2: 15 * 14 // 2}


def test_two_wide_needs_side_by_side_are_told_in_as_many_nodes_as_there_are_assets() -> None:
    wide = [Gate(1, tuple(range(3, 203)))], [Gate(1, tuple(range(203, 403)))]
    logic = FailureLogic([[], *([str(node)] for node in range(1, 403))], [[Gate(2, (1, 2))], *wide, *([[]] * 400)])
    families = Families(work=1200)
    family = target_family(logic, families)
    assert counts_by_order(families, family, [1] * 403, 10**6) == {2: 201 * 201}
