"""The chain from an asset that was reached back to a hit one."""

import pytest

from riskapp.errors import Invalid
from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.control import ByDependency
from riskapp.graph.integrity import ByFlow, Grip, trace
from riskapp.graph.outage_rows import Cause, Interval, State
from riskapp.graph.reasons import Chains, OutageLink, SpreadLink, chain
from riskapp.graph.trails import OutageTrail, trail_of

from .estates import estate, flow, needs, read_ward


def test_the_ward_fails_because_the_directory_was_away_for_an_hour() -> None:
    assert chain(simulate(read_ward(), ["power"], 100), "ward") == (
        OutageLink("ward", State.DOWN, 105, Cause(None, ("ehr",))),
        OutageLink("ehr", State.DOWN, 90, Cause(None, ("ad",))),
        OutageLink("ad", State.DOWN, 30, Cause(None, ("dc1",))),
        OutageLink("dc1", State.DOWN, 30, Cause(None, ("power",))),
        OutageLink("power", State.DOWN, 0, None),
    )


def test_a_degraded_asset_has_a_chain_too() -> None:
    links = chain(simulate(read_ward(), ["power"], 100), "lab")
    assert links[0] == OutageLink("lab", State.DEGRADED, 30, Cause(None, ("integ",)))
    assert [link.asset for link in links] == ["lab", "integ", "dc1", "power"]


def test_from_a_redundant_group_the_chain_goes_on_with_the_member_that_failed_last() -> None:
    rows = [needs("x", "a", "g"), needs("x", "b", "g"), needs("a", "p"), needs("b", "q"), needs("q", "p", tolerance=9)]
    links = chain(simulate(estate(*rows), ["p"]), "x")
    assert links[0] == OutageLink("x", State.DOWN, 9, Cause("g", ("a", "b")))
    assert [link.asset for link in links] == ["x", "b", "q", "p"]


def test_the_chain_tells_the_outage_that_did_it_and_not_an_earlier_one() -> None:
    # d is down from 0 to 5 because of a, and again from 8 because of c; x minds only the second, which lasts longer.
    rows = [
        needs("b", "a"),
        needs("c", "b", tolerance=8),
        needs("d", "a"),
        needs("d", "c"),
        needs("x", "d", tolerance=6),
    ]
    links = chain(simulate(estate(*rows, recovery={"b": 10}), ["a"], 5), "x")
    assert [(link.asset, link.minute) for link in links] == [("x", 14), ("d", 8), ("c", 8), ("b", 0), ("a", 0)]


def test_in_an_attack_the_chain_goes_on_with_the_control() -> None:
    snapshot = estate(needs("b", "a", kind="hosting"), needs("c", "b"))
    assert chain(simulate(snapshot, ["a"], control=True), "c") == (
        OutageLink("c", State.DOWN, 0, Cause(None, ("b",))),
        OutageLink("b", State.DOWN, 0, None, ByDependency("b", "a")),
        OutageLink("a", State.DOWN, 0, None),
    )


def test_wrong_data_is_followed_through_the_state_that_passed_it_on() -> None:
    # d passes on data that were wrong at step 1, though it is under control itself from step 3 on.
    control = [needs("b", "a", kind="hosting"), needs("c", "b", kind="hosting"), needs("d", "c", kind="hosting")]
    result = trace(estate(*control, flow("f1", "a", "d"), flow("f2", "d", "e")), ["a"], control=True)
    assert chain(result, "e") == (
        SpreadLink("e", Grip.DATA, 2, ByFlow("f2")),
        SpreadLink("d", Grip.DATA, 1, ByFlow("f1")),
        SpreadLink("a", Grip.CONTROL, 0, None),
    )
    assert [(link.asset, link.state) for link in chain(result, "d")] == [(name, Grip.CONTROL) for name in "dcba"]


def test_data_spoiled_on_their_way_lead_back_to_the_carrier() -> None:
    result = trace(estate(flow("f", "a", "b", via=("spare", "net"))), ["net"], control=True)
    assert [link.asset for link in chain(result, "b")] == ["b", "net"]


def test_control_over_an_asset_that_exposes_data_leads_back_to_the_hit() -> None:
    snapshot = estate(needs("b", "a", kind="hosting"), needs("c", "b", kind="identity"))
    assert chain(expose(snapshot, ["a"]), "c") == (
        SpreadLink("c", Grip.CONTROL, 2, ByDependency("c", "b")),
        SpreadLink("b", Grip.CONTROL, 1, ByDependency("b", "a")),
        SpreadLink("a", Grip.CONTROL, 0, None),
    )


@pytest.mark.parametrize("ask", [simulate, trace, expose])
def test_there_is_no_chain_for_an_asset_that_was_not_reached(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(Invalid) as refusal:
        chain(ask(estate(assets="a b"), ["a"]), "b")
    assert str(refusal.value) == "b is not within this blast radius."


def test_the_length_of_every_chain_is_known_without_making_it() -> None:
    for result in (
        simulate(read_ward(), ["power"], 100),
        simulate(read_ward(), ["dc1"], control=True),
        trace(read_ward(), ["net"], control=True),
        expose(read_ward(), ["dc2"]),
    ):
        chains = Chains(trail_of(result))
        for key in result.by_id:
            links = chain(result, key)
            causes = [link.cause for link in links if isinstance(link, OutageLink) and link.cause]
            assert chains.names(key) == len(links) + sum(len(cause.providers) - 1 for cause in causes)
            assert chains.of(key) == links
            assert chains.first(key) == links[:2]


def test_a_link_that_names_several_providers_counts_as_often() -> None:
    rows = [needs("x", "a", "g"), needs("x", "b", "g"), needs("a", "p"), needs("b", "p")]
    chains = Chains(trail_of(simulate(estate(*rows), ["p"])))
    assert [link.asset for link in chains.of("x")] == ["x", "a", "p"]
    assert chains.names("x") == 4


def test_of_two_that_failed_last_in_the_same_minute_the_chain_goes_on_with_the_first_by_id() -> None:
    # a was down before, so that it is its second failure that counts.
    first, both = Interval(0, 2, State.DOWN, None), Interval(5, 9, State.DOWN, None)
    broken = Interval(5, 9, State.DOWN, Cause("g", ("a", "b")))
    trail = OutageTrail({"a": [first, both], "b": [both], "x": [broken]})
    assert trail.step(("x", 0))[1] == ("a", 1)
