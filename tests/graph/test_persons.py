"""Persons exposed by control over each asset, in the ranking: asked about alone it must come to the same."""

import pytest

from riskapp.graph.answers import rank_answer
from riskapp.graph.confidentiality import expose
from riskapp.graph.ranking import Ranked, rank
from riskapp.graph.snapshot import Dependency, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import Threat

from .estates import estate, flow, needs


def ranked(snapshot: Snapshot) -> dict[str, Ranked]:
    """The ranking by id, each asset's persons as asking about it alone finds them."""
    found = {one.id: one for one in rank(snapshot, Threat.CONFIDENTIALITY)}
    for one in found.values():
        alone = expose(snapshot, [one.id])
        assert (one.at_least, one.at_most, one.unknown) == (alone.at_least, alone.at_most, alone.unknown)
    return found


def led(*names: str) -> list[Dependency]:
    """Each of these controls an asset of its own."""
    return [needs(f"under {name}", name, kind="hosting") for name in names]


def test_who_sees_one_of_two_equal_flows_sees_so_many_and_who_sees_both_the_sum() -> None:
    flows = [flow("f1", "a", "b", persons=3), flow("f2", "a", "c", persons=3)]
    both = needs("c", "d", kind="hosting"), needs("b", "d", kind="hosting")
    found = ranked(estate(*flows, Holding("a", "data", 9), *led("b", "c"), *both))
    assert [found[name].at_most for name in "bcd"] == [3, 3, 6]


def test_who_sees_only_the_second_of_three_unequal_flows_sees_so_many() -> None:
    flows = [flow(f"f{place}", "a", name, persons=place) for place, name in enumerate("bcd", 1)]
    found = ranked(estate(*flows, Holding("a", "data", 9), *led("b", "c", "d")))
    assert [found[name].at_most for name in "bcd"] == [1, 2, 3]


def test_a_flow_without_a_figure_counts_as_the_whole_holding_for_those_alone_who_see_it() -> None:
    flows = [flow("f1", "a", "b"), flow("f2", "a", "c", persons=4)]
    found = ranked(estate(*flows, Holding("a", "data", 9), *led("b", "c")))
    assert [found[name].at_most for name in "bc"] == [9, 4]


def test_the_carrier_of_the_only_flow_sees_what_it_carries() -> None:
    found = ranked(estate(flow("f", "a", "b", via=("net",), persons=3)))
    assert [found[name].at_most for name in ("a", "b", "net")] == [3, 3, 3]


def test_an_estate_of_one_asset_and_one_category_exposes_what_it_holds() -> None:
    assert ranked(estate(Holding("a", "data", 5)))["a"] == Ranked("a", 0, 0, 5, 5, 0)


@pytest.mark.parametrize("threat", Threat)
@pytest.mark.parametrize("more", [[], led("a", "b")])
def test_every_figure_is_told_as_a_whole_number(threat: Threat, more: list[Dependency]) -> None:
    rows: list[Dependency | Flow | Holding] = [flow("f", "a", "b", persons=3), Holding("a", "data", 9), *more]
    told = rank_answer(threat, rank(estate(*rows), threat))["assets"]
    assert all(
        isinstance(value, int) for row in told for key, value in row.items() if key != "id" and value is not None
    )
    assert "." not in str(told)


def test_more_holders_than_are_weighed_in_one_go_are_all_weighed() -> None:
    flows = [flow(f"f{place}", f"a{place:02}", f"b{place:02}", persons=1) for place in range(70)]
    rows = [needs(f"b{place:02}", f"c{place // 2}", kind="hosting") for place in range(70)]
    rows += [needs(f"c{place}", "top", kind="hosting") for place in range(35)]
    assert ranked(estate(*flows, *rows))["top"].at_most == 70
