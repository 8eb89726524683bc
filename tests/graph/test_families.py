"""Families of sets as a diagram against the same families written out as sets."""

import random
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import pytest

from riskapp.graph.families import Families
from riskapp.graph.minimal_failures import at_least
from riskapp.graph.set_diagram import ANY, EMPTY, UNIT, Exhausted, SetDiagram
from riskapp.graph.set_listing import counts_by_order, sets_up_to

Plain = frozenset[frozenset[int]]
SEEDS = range(60)
VARIABLES = 6


def minimal(sets: Iterable[Iterable[int]]) -> Plain:
    distinct = set(map(frozenset, sets))
    return frozenset(one for one in distinct if not any(other < one for other in distinct))


def drawn(draw: random.Random) -> Plain:
    return minimal(draw.sample(range(VARIABLES), draw.randint(1, 4)) for _ in range(draw.randint(0, 6)))


def kept(families: Families, sets: Plain) -> int:
    """The family, made of unions and products of single variables."""
    found = EMPTY
    for one in sorted(map(sorted, sets)):
        joined = UNIT
        for variable in one:
            joined = families.product(joined, families.single(variable))
        found = families.union(found, joined)
    return found


def written(families: SetDiagram, family: int, order: int = ANY) -> Plain:
    listed = list(sets_up_to(families, family, order))
    assert all(one == sorted(one) for one in listed)
    assert len(set(map(frozenset, listed))) == len(listed)
    return frozenset(map(frozenset, listed))


@pytest.mark.parametrize("seed", SEEDS)
def test_either_and_both_keep_the_minimal_sets_only(seed: int) -> None:
    draw, families = random.Random(seed), Families()
    left, right = drawn(draw), drawn(draw)
    one, other = kept(families, left), kept(families, right)
    both = minimal(a | b for a in left for b in right)
    assert written(families, one) == left
    assert written(families, families.union(one, other)) == minimal(left | right)
    assert written(families, families.product(one, other)) == both
    for order in range(1, VARIABLES):
        short = frozenset(join for join in both if len(join) <= order)
        assert written(families, families.product(one, other, order)) == short
        assert written(families, families.cut(families.product(one, other), order)) == short
        assert written(families, families.product(one, other), order) == short


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_diagram_of_an_order_never_keeps_is_what_is_larger(seed: int) -> None:
    draw, families = random.Random(seed), Families(order=2)
    left, right = drawn(draw), drawn(draw)
    both = minimal(a | b for a in left for b in right)
    result = families.product(kept(families, left), kept(families, right))
    assert written(families, result) == frozenset(join for join in both if len(join) <= 2)
    assert families.most[result] <= 2


@pytest.mark.parametrize("seed", SEEDS)
def test_once_a_variable_is_known_the_rest_follows(seed: int) -> None:
    draw, families = random.Random(seed), Families()
    plain = drawn(draw)
    family = kept(families, plain)
    for variable in range(VARIABLES):
        assert written(families, families.given_down(family, variable)) == minimal(one - {variable} for one in plain)
        assert written(families, families.given_up(family, variable)) == {one for one in plain if variable not in one}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_family_knows_its_sizes_its_variables_and_that_it_is_the_same_as_another(seed: int) -> None:
    draw, families = random.Random(seed), Families()
    plain = drawn(draw)
    family = kept(families, plain)
    assert families.least[family] == min(map(len, plain), default=ANY)
    assert families.most[family] == max(map(len, plain), default=-1)
    assert families.support(family) == families.support(family) == frozenset().union(*plain)
    assert families.union(families.cut(family, 2), family) == family
    assert families.product(family, family) == family
    below = families.below(family)
    assert below[-1] == family
    assert below == sorted(set(below))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("order", [1, 2, 3, ANY])
def test_so_many_of_several_are_the_joins_of_any_so_many(seed: int, order: int) -> None:
    draw, families = random.Random(seed), Families()
    members = [drawn(draw) for _ in range(draw.randint(2, 5))]
    members += members[: draw.randint(0, 2)]
    least = draw.randint(2, len(members))
    joins = [frozenset[int]()]
    expected: set[frozenset[int]] = set()
    for chosen in combinations(members, least):
        joins = [frozenset()]
        for plain in chosen:
            joins = list(minimal(join | one for join in joins for one in plain))
        expected.update(joins)
    weighted = list(Counter(kept(families, plain) for plain in members).items())
    found = written(families, at_least(families, least, weighted, order))
    assert found == frozenset(one for one in minimal(expected) if len(one) <= order)


def test_members_that_are_down_already_count_and_those_that_never_fall_do_not() -> None:
    families = Families()
    a, b = families.single(0), families.single(1)
    assert at_least(families, 2, [(UNIT, 1), (EMPTY, 3), (a, 1)], ANY) == a
    assert at_least(families, 2, [(UNIT, 2), (a, 1)], ANY) == UNIT
    assert at_least(families, 3, [(UNIT, 1), (EMPTY, 3), (b, 1)], ANY) == EMPTY
    assert at_least(families, 5, [(a, 3), (b, 2)], 1) == EMPTY
    assert at_least(families, 5, [(a, 3), (b, 2)], 2) == families.product(a, b)


@pytest.mark.parametrize("seed", SEEDS)
def test_sets_are_counted_by_order_without_writing_them_out(seed: int) -> None:
    draw, families = random.Random(seed), Families()
    plain = drawn(draw)
    weights = [draw.randint(1, 3) for _ in range(VARIABLES)]
    expected: dict[int, int] = {}
    for one in plain:
        count = 1
        for variable in one:
            count *= weights[variable]
        expected[len(one)] = expected.get(len(one), 0) + count
    found = counts_by_order(families, kept(families, plain), weights, limit=10**6)
    assert list(found.items()) == sorted(expected.items())


def test_counting_ends_with_the_order_that_goes_over_the_limit() -> None:
    families = Families()
    family = kept(families, minimal([[0], [1, 2], [1, 3], [2, 3, 4], [1, 4, 5, 6]]))
    assert counts_by_order(families, family, [1] * 7, limit=5) == {1: 1, 2: 2, 3: 1, 4: 1}
    assert counts_by_order(families, family, [1] * 7, limit=4) == {1: 1, 2: 2, 3: 1, 4: 1}
    assert counts_by_order(families, family, [1] * 7, limit=3) == {1: 1, 2: 2, 3: 1}
    assert counts_by_order(families, family, [1] * 7, limit=2) == {1: 1, 2: 2}
    assert counts_by_order(families, family, [3] * 7, limit=2) == {1: 3}


def test_a_diagram_as_deep_as_it_has_variables_is_worked_without_recursion() -> None:
    families = Families()
    evens, odds = EMPTY, EMPTY
    for variable in reversed(range(20_000)):
        if variable % 2:
            odds = families.union(families.single(variable), odds)
        else:
            evens = families.union(families.single(variable), evens)
    both = families.product(evens, odds)
    assert counts_by_order(families, both, [1] * 20_000, 10**9) == {2: 10_000**2}
    assert families.cut(both, 1) == EMPTY


def test_work_beyond_what_was_granted_is_refused_and_what_is_known_costs_nothing() -> None:
    families = Families(work=3)
    a, b = families.single(0), families.single(1)
    families.spend(2)
    for _ in range(5):
        assert families.union(a, b) == families.union(b, a)
    assert families.work == 0
    with pytest.raises(Exhausted):
        families.product(a, b)
