"""How a simulated outage ends: the horizon, deadlocks, who takes part, attacks, and what is refused."""

import pytest

from riskapp.errors import Invalid
from riskapp.graph.availability import simulate
from riskapp.graph.outage_rows import Cause

from .estates import estate, flow, needs, outage, reached

# -- rule 5: the end -------------------------------------------------------------------------------------------------


def test_what_would_happen_at_the_horizon_is_cut_off() -> None:
    snapshot = estate(needs("b", "a", tolerance=10))
    assert reached(simulate(snapshot, ["a"], None, 10)) == ["a"]
    assert outage(simulate(snapshot, ["a"], None, 11), "b").minutes_down == 1


def test_the_horizon_is_seven_days_unless_told_otherwise() -> None:
    assert outage(simulate(estate(assets="a"), ["a"]), "a").minutes_down == 7 * 24 * 60


@pytest.mark.parametrize(
    ("away", "horizon", "settled"),
    [(None, 10, True), (9, 10, False), (10, 10, False), (11, 10, False), (5, 10, True), (5, 9, True), (5, 8, False)],
)
def test_it_settled_unless_the_horizon_cut_a_repair_or_a_recovery_off(
    away: int | None, horizon: int, settled: bool
) -> None:
    # a needs 3 minutes after the repair: repaired at 5 it is up at 8, which a horizon of 8 cuts off.
    assert simulate(estate(assets="a", recovery={"a": 3}), ["a"], away, horizon).settled is settled


def test_it_did_not_settle_while_the_clock_of_an_up_asset_is_running() -> None:
    hard, soft = estate(needs("b", "a", tolerance=99)), estate(needs("b", "a", tolerance=99, soft=True))
    assert not simulate(hard, ["a"], None, 50).settled
    assert simulate(soft, ["a"], None, 50).settled


# -- deadlocks -------------------------------------------------------------------------------------------------------


def test_two_that_need_each_other_cannot_start_again() -> None:
    rows = [needs("a", "power"), needs("a", "b", tolerance=60), needs("b", "a")]
    result = simulate(estate(*rows), ["power"], 10)
    assert result.settled
    assert result.deadlocks == (("a", "b"),)
    assert outage(result, "a").restored is None


def test_who_only_waits_for_a_deadlock_is_no_part_of_it() -> None:
    rows = [needs("a", "power"), needs("a", "b"), needs("b", "a"), needs("c", "b"), needs("d", "c"), needs("c", "d")]
    assert simulate(estate(*rows), ["power"], 10).deadlocks == (("a", "b"),)


def test_a_member_that_is_up_again_is_no_reason_to_wait() -> None:
    # a needs both of b and c; c comes back with the power, so only b is in the way.
    rows = [needs("a", "b", "g", needed=2), needs("a", "c", "g", needed=2), needs("b", "a"), needs("c", "power")]
    assert simulate(estate(*rows, needs("b", "power")), ["power"], 10).deadlocks == (("a", "b"),)


def test_deadlocks_are_told_only_where_every_fault_was_removed_and_it_settled() -> None:
    rows = [needs("a", "power"), needs("a", "b"), needs("b", "a")]
    assert simulate(estate(*rows), ["power"]).deadlocks == ()
    assert simulate(estate(*rows, assets="x", recovery={"power": 500}), ["power"], 10, 100).deadlocks == ()


def test_two_halls_whose_directories_run_on_what_needs_them_end_in_a_black_start() -> None:
    rows = []
    for hall in "12":
        rows += [
            needs(f"hall{hall}", f"feed{hall}", kind="power", tolerance=30),
            needs(f"hosts{hall}", f"hall{hall}", kind="location"),
            needs(f"hosts{hall}", "directory1", "directory", kind="identity", tolerance=240),
            needs(f"hosts{hall}", "directory2", "directory", kind="identity", tolerance=240),
            needs(f"directory{hall}", f"hosts{hall}", kind="hosting"),
        ]
    snapshot = estate(*rows, recovery={"hall1": 15, "hosts1": 40, "directory1": 20})
    black = (("directory1", "directory2", "hosts1", "hosts2"),)
    assert simulate(snapshot, ["feed1", "feed2"], 60).deadlocks == black
    assert simulate(snapshot, ["feed1", "feed2"], 30).deadlocks == ()
    assert simulate(snapshot, ["feed1"], 60).deadlocks == ()


# -- what takes part, and attacks ------------------------------------------------------------------------------------


def test_a_group_counts_only_members_that_take_part() -> None:
    rows = [needs("x", name, "g", needed=2) for name in "abc"]
    snapshot = estate(*rows, lifecycle={"a": "planned", "b": "retired"})
    assert reached(simulate(snapshot, ["c"], 5)) == ["c", "x"]


def test_a_group_of_which_nobody_takes_part_is_no_group() -> None:
    snapshot = estate(needs("x", "a", "g"), needs("x", "b"), lifecycle={"a": "retired"})
    assert reached(simulate(snapshot, ["x"], 5)) == ["x"]
    assert outage(simulate(snapshot, ["x"], 5), "x").restored == 5


@pytest.mark.parametrize("state", ["pilot", "retiring"])
def test_pilots_and_assets_about_to_be_retired_take_part(state: str) -> None:
    assert reached(simulate(estate(needs("b", "a"), lifecycle={"a": state}), ["a"], 5)) == ["a", "b"]


def test_an_attack_takes_down_at_once_all_that_control_reaches() -> None:
    rows = [
        needs("b", "a", "g", kind="administration", soft=True, tolerance=999),
        needs("b", "z", "g", soft=True, kind="administration", tolerance=999),
        needs("c", "b", kind="hosting", tolerance=60),
        needs("d", "c", kind="network", tolerance=5),
    ]
    result = simulate(estate(*rows), ["a"], 20, control=True)
    assert [(one.id, one.first_failure, one.cause) for one in result.assets] == [
        ("a", 0, None),
        ("b", 0, None),
        ("c", 0, None),
        ("d", 5, Cause(None, ("c",))),
    ]
    assert result.hit == ("a",)
    assert [one.id for one in result.attack] == ["a", "b", "c"]
    assert reached(simulate(estate(*rows), ["a"], 20)) == ["a"]


# -- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hit", "fields", "sentence"),
    [
        ([], {}, "No asset is hit. Name at least one."),
        (["a", "nobody"], {}, "No asset has the id nobody."),
        (["old"], {}, "old is planned or retired, so it takes no part. Choose an asset in use."),
        (["a"], {"outage": 0}, "An outage lasts 1 minute or more, not 0."),
        (["a"], {"horizon": 0}, "The horizon is 1 minute or more, not 0."),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_one_sentence(
    hit: list[str], fields: dict[str, int], sentence: str
) -> None:
    snapshot = estate(assets="a old", lifecycle={"old": "retired"})
    with pytest.raises(Invalid) as refusal:
        simulate(snapshot, hit, **fields)
    assert str(refusal.value) == sentence


def test_naming_an_asset_twice_is_naming_it_once() -> None:
    assert simulate(estate(assets="a b"), ["b", "a", "b"], 5).hit == ("a", "b")


def test_data_flows_carry_no_outage() -> None:
    assert reached(simulate(estate(flow("f", "a", "b")), ["a"], 5)) == ["a"]
