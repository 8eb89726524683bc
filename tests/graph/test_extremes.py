"""Estates of nothing, of one asset, and of shapes that break engines which recurse or try every path."""

import pytest

from riskapp.errors import Invalid
from riskapp.graph.answers import availability_answer, confidentiality_answer, integrity_answer
from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.integrity import trace
from riskapp.graph.ranking import rank
from riskapp.graph.reasons import chain
from riskapp.graph.single_hits import single_points
from riskapp.graph.snapshot import Holding, Snapshot
from riskapp.graph.vocabulary import Threat

from .estates import estate, flow, needs

pytestmark = pytest.mark.slow

MANY = 100_000


def name(number: int) -> str:
    return f"{number:06}"


def test_an_empty_estate_has_nothing_to_rank_and_nothing_to_hit() -> None:
    assert [rank(Snapshot(), threat) for threat in Threat] == [(), (), ()]
    assert single_points(Snapshot()) == {}
    with pytest.raises(Invalid, match="No asset has the id a"):
        simulate(Snapshot(), ["a"])


def test_a_lone_asset_reaches_only_itself() -> None:
    alone = estate(Holding("a", "data", 3))
    assert [asset.id for asset in simulate(alone, ["a"], 5).assets] == ["a"]
    assert [asset.id for asset in trace(alone, ["a"], control=True).assets] == ["a"]
    assert expose(alone, ["a"]).at_most == 3
    assert [rank(alone, threat)[0].reached for threat in Threat] == [0, 0, 0]


def test_two_assets_that_need_each_other_fall_together_and_cannot_start() -> None:
    result = simulate(estate(needs("a", "b"), needs("b", "a")), ["a"], 5)
    assert [asset.first_failure for asset in result.assets] == [0, 0]
    assert result.deadlocks == (("a", "b"),)


@pytest.fixture(scope="module")
def long_chain() -> Snapshot:
    """Each asset is hosted by the one before it, and sends it data back."""
    rows = [needs(name(place + 1), name(place), kind="hosting", tolerance=place % 2) for place in range(MANY - 1)]
    return estate(*rows, flow("f", name(MANY - 1), name(0)))


def test_a_chain_of_a_hundred_thousand_falls_to_its_end(long_chain: Snapshot) -> None:
    result = simulate(long_chain, [name(0)], None, MANY)
    assert len(result.history.affected()) == MANY
    assert int(result.history.first_failure.max()) == MANY // 2 - 1
    assert len(chain(result, name(MANY - 1))) == MANY


def test_control_and_wrong_data_go_down_a_chain_of_a_hundred_thousand(long_chain: Snapshot) -> None:
    assert trace(long_chain, [name(0)], control=True).assets[-1].steps == MANY - 1
    assert [asset.id for asset in trace(long_chain, [name(MANY - 1)]).assets] == [name(0), name(MANY - 1)]
    assert len(expose(long_chain, [name(0)]).controlled) == MANY


def test_a_giant_cycle_falls_whole_and_is_one_black_start() -> None:
    rows = [needs(name(place), name((place + 1) % 20_000)) for place in range(20_000)]
    cycle = estate(*rows)
    result = simulate(cycle, [name(0)], 10)
    assert len(result.assets) == 20_000
    assert [len(deadlock) for deadlock in result.deadlocks] == [20_000]
    assert rank(cycle, Threat.AVAILABILITY)[0].reached == 19_999


def test_a_star_of_a_hundred_thousand_falls_with_its_middle_and_not_with_a_ray() -> None:
    star = estate(*(needs(name(place), "middle") for place in range(MANY)))
    assert len(simulate(star, ["middle"]).history.affected()) == MANY + 1
    assert [asset.id for asset in simulate(star, [name(5)]).assets] == [name(5)]
    assert rank(star, Threat.AVAILABILITY)[0].reached == MANY


def test_a_group_of_a_hundred_thousand_falls_when_too_few_are_left() -> None:
    wide = estate(*(needs("middle", name(place), "rays", needed=MANY - 1) for place in range(MANY)))
    assert [asset.id for asset in simulate(wide, [name(1)]).assets] == [name(1)]
    assert [asset.id for asset in simulate(wide, [name(1), name(2)]).assets] == [name(1), name(2), "middle"]


def test_the_same_dependency_twice_by_other_kinds_counts_as_two_needs() -> None:
    both = estate(needs("b", "a", tolerance=9), needs("b", "a", kind="hosting", tolerance=4))
    assert [asset.first_failure for asset in simulate(both, ["a"]).assets] == [0, 4]
    assert [asset.id for asset in expose(both, ["a"]).controlled] == ["a", "b"]


def test_answers_about_any_of_these_are_plain_values(long_chain: Snapshot) -> None:
    assert availability_answer(simulate(long_chain, [name(MANY - 1)]))["settled"] is True
    assert integrity_answer(trace(long_chain, [name(MANY - 1)]))["stopped"] == []
    assert confidentiality_answer(expose(long_chain, [name(MANY - 1)]))["unknown"] == 1
