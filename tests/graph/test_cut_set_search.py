"""What cannot all be listed: sets beyond a limit, work beyond what is granted, and estates of extreme shape."""

from itertools import combinations

import pytest

from riskapp.errors import Invalid
from riskapp.graph import cut_set_search
from riskapp.graph import cut_sets as asking
from riskapp.graph.cut_sets import cut_sets
from riskapp.graph.snapshot import Dependency, Snapshot

from .all_subsets import drawn, minimal_cut_sets
from .estates import estate, needs
from .fault_trees import all_of, any_of, at_least

MANY = 100_000
LITTLE = [3, 30, 60, 100, 200]


def three_orders() -> Snapshot:
    """Two cut sets of one asset, three of two, one of three."""
    rows = [*any_of("t", "a", "b", "m"), *at_least("t", 2, "c", "d", "e"), *all_of("m", "f", "g", "h")]
    return estate(*rows)


@pytest.mark.parametrize(
    ("limit", "count", "listed_to"), [(6, 6, None), (5, 5, 2), (4, 2, 1), (2, 2, 1), (1, 0, 0), (0, 0, 0)]
)
def test_beyond_the_limit_those_orders_are_listed_that_fit_whole(limit: int, count: int, listed_to: int | None) -> None:
    result = cut_sets(three_orders(), "t", "abcdefgh", limit=limit)
    whole = cut_sets(three_orders(), "t", "abcdefgh").cut_sets
    assert (result.cut_sets, result.listed_to) == (whole[:count], listed_to)
    assert result.complete == (listed_to is None)


def test_an_order_that_is_asked_for_is_listed_whatever_the_limit() -> None:
    assert len(cut_sets(three_orders(), "t", "abcdefgh", 2, limit=1).cut_sets) == 5


def test_as_many_as_the_limit_are_complete_and_one_more_is_not() -> None:
    pairs = estate(*all_of("t", "left", "right"), *any_of("left", "a", "b", "c"), *any_of("right", "d", "e"))
    assert cut_sets(pairs, "t", "abcde", limit=6).complete
    assert cut_sets(pairs, "t", "abcde", limit=5).cut_sets == ()


def test_more_than_can_be_written_out_are_refused_for_an_order_and_left_out_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cut_set_search, "_NAMES", 5)
    assert cut_sets(three_orders(), "t", "abcdefgh").listed_to == 1
    with pytest.raises(Invalid, match="up to order 2 are too many"):
        cut_sets(three_orders(), "t", "abcdefgh", 2)
    monkeypatch.setattr(cut_set_search, "_NAMES", 6)
    assert cut_sets(three_orders(), "t", "abcdefgh").listed_to == 2


def test_an_order_of_which_there_are_just_as_many_as_may_be_listed_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST", 5)
    result = cut_sets(three_orders(), "t", "abcdefgh", 2)
    assert (len(result.cut_sets), result.complete, result.listed_to) == (5, False, 2)
    monkeypatch.setattr(asking, "MOST", 4)
    with pytest.raises(Invalid, match="up to order 2 are too many"):
        cut_sets(three_orders(), "t", "abcdefgh", 2)


def test_who_asks_for_too_many_is_told_what_to_do_and_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST", 0)
    with pytest.raises(Invalid) as refusal:
        cut_sets(three_orders(), "t", "abcdefgh", 2)
    assert str(refusal.value) == (
        "The minimal cut sets up to order 2 are too many to be listed. Ask for a lower order, or let fewer assets fail."
    )
    assert refusal.value.field == "max_order"


@pytest.mark.parametrize(
    ("work", "limit", "count", "listed_to"), [(50, 99, 0, 1), (170, 99, 3, 2), (290, 99, 23, 3), (290, 22, 3, 2)]
)
def test_beyond_the_work_those_orders_are_listed_that_were_found_and_fit(
    work: int, limit: int, count: int, listed_to: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = "abcdefghijklmnop"
    rows = [*any_of("t", "two", "three", "eight"), *at_least("two", 2, *"abc"), *at_least("three", 3, *"cdefgh")]
    snapshot = estate(*rows, *at_least("eight", 8, *names))
    monkeypatch.setattr(cut_set_search, "_WORK", work)
    result = cut_sets(snapshot, "t", names, limit=limit)
    expected = [*combinations("abc", 2), *combinations("cdefgh", 3)]
    assert (list(result.cut_sets), result.listed_to, result.complete) == (expected[:count], listed_to, False)


@pytest.mark.parametrize("work", LITTLE)
@pytest.mark.parametrize("seed", range(25))
def test_with_little_work_the_lower_orders_are_still_whole(
    work: int, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cut_set_search, "_WORK", work)
    snapshot = drawn(seed)
    expected = minimal_cut_sets(snapshot, "a")
    result = cut_sets(snapshot, "a")
    assert list(result.cut_sets) == [one for one in expected if result.complete or len(one) <= (result.listed_to or 0)]
    assert result.listed_to != 0


@pytest.mark.parametrize("seed", range(25))
def test_with_little_work_an_order_is_listed_whole_or_refused(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = drawn(seed)
    expected = [one for one in minimal_cut_sets(snapshot, "a") if len(one) <= 2]
    monkeypatch.setattr(cut_set_search, "_WORK_TO_KNOW_OF_LARGER", 1)
    assert list(cut_sets(snapshot, "a", max_order=2).cut_sets) == expected
    monkeypatch.setattr(cut_set_search, "_WORK", 40)
    try:
        result = cut_sets(snapshot, "a", max_order=2)
    except Invalid as refusal:
        assert "Ask for a lower order" in str(refusal)
    else:
        assert list(result.cut_sets) == expected


def test_whether_there_are_larger_ones_is_not_claimed_where_it_was_not_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cut_set_search, "_WORK_TO_KNOW_OF_LARGER", 1)
    result = cut_sets(three_orders(), "t", "abcdefgh", 3)
    assert (len(result.cut_sets), result.complete) == (6, False)


# -- large estates ---------------------------------------------------------------------------------------------------


def workstations(count: int, needed: int, switches: int = 20) -> list[Dependency]:
    """A ward needs so many of its workstations; each hangs on a switch, and the switches on two routers."""
    rows = [needs("ward", f"w{place}", "stations", needed=needed) for place in range(count)]
    rows += [needs(f"w{place}", f"s{place % switches}") for place in range(count)]
    return rows + [row for place in range(switches) for row in all_of(f"s{place}", "r1", "r2")]


@pytest.mark.slow
def test_what_takes_down_most_of_hundreds_is_found_in_what_they_share() -> None:
    result = cut_sets(estate(*workstations(400, 250)), "ward", max_order=2)
    assert (result.cut_sets, result.complete) == ((("r1", "r2"),), False)


@pytest.mark.slow
def test_some_of_hundreds_and_a_switch_make_up_the_number_that_must_fall() -> None:
    result = cut_sets(estate(*workstations(100, 95)), "ward", max_order=2)
    pairs = {(f"s{switch}", f"w{place}") for switch in range(20) for place in range(100) if place % 20 != switch}
    pairs |= {(f"s{one}", f"s{other}") for one in range(20) for other in range(20) if f"s{one}" < f"s{other}"}
    assert set(result.cut_sets) == {tuple(sorted(pair)) for pair in pairs} | {("r1", "r2")}


@pytest.mark.slow
@pytest.mark.parametrize("needed", [1, 1999, 3000, 4998])
def test_a_group_of_thousands_is_answered_up_to_order_two_at_least(needed: int) -> None:
    result = cut_sets(estate(*workstations(5000, needed, switches=100)), "ward")
    assert not result.complete
    assert result.listed_to is not None
    assert result.listed_to >= 2
    assert ("r1", "r2") in result.cut_sets


@pytest.mark.slow
def test_every_link_of_a_chain_of_a_hundred_thousand_is_a_single_point() -> None:
    rows = [needs(f"{place:06}", f"{place + 1:06}") for place in range(MANY)]
    result = cut_sets(estate(*rows), "000000")
    assert result.complete
    assert result.cut_sets == tuple((f"{place:06}",) for place in range(1, MANY + 1))
    assert len(cut_sets(estate(*rows, needs(f"{MANY:06}", "000000")), "000000").cut_sets) == MANY


@pytest.mark.slow
def test_a_star_of_a_hundred_thousand_is_just_complete_and_one_more_must_be_asked_for() -> None:
    rays = [needs("middle", f"{place:06}") for place in range(MANY + 1)]
    assert cut_sets(estate(*rays[1:]), "middle").complete
    one_more = estate(*rays)
    result = cut_sets(one_more, "middle")
    assert (result.cut_sets, result.complete, result.listed_to) == ((), False, 0)
    assert len(cut_sets(one_more, "middle", max_order=1).cut_sets) == MANY + 1


@pytest.mark.slow
def test_two_long_chains_side_by_side_are_too_many_pairs_and_say_so() -> None:
    rows = [*all_of("t", "a0", "b0")]
    rows += [needs(f"{side}{place}", f"{side}{place + 1}") for side in "ab" for place in range(20_000)]
    chains = estate(*rows)
    result = cut_sets(chains, "t")
    assert (result.cut_sets, result.complete, result.listed_to) == ((), False, 1)
    with pytest.raises(Invalid, match="too many to be listed"):
        cut_sets(chains, "t", max_order=2)


@pytest.mark.slow
def test_a_ring_in_which_each_needs_one_of_the_next_two_is_cut_by_any_two_neighbours() -> None:
    count = 20_000
    rows = [row for place in range(count) for row in _one_of_the_next_two(place, count)]
    result = cut_sets(estate(*rows), "n00000")
    assert result.complete
    assert result.cut_sets == tuple((f"n{place:05}", f"n{place + 1:05}") for place in range(1, count - 1))


def _one_of_the_next_two(place: int, count: int) -> list[Dependency]:
    return all_of(f"n{place:05}", *(f"n{(place + step) % count:05}" for step in (1, 2)))


@pytest.mark.slow
def test_a_ladder_is_as_quick_as_its_rungs() -> None:
    rows = [*all_of("t", "a0", "b0")]
    rows += [needs(f"{x}{place}", f"{y}{place + 1}") for place in range(5000) for x in "ab" for y in "ab"]
    result = cut_sets(estate(*rows), "t")
    assert (len(result.cut_sets), result.cut_sets[-1]) == (10_001, ("a0", "b0"))
