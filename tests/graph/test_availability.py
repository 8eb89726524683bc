"""Each rule of a simulated outage, and the timing where rules meet in one minute."""

import pytest

from riskapp.errors import Invalid
from riskapp.graph.availability import AssetOutage, Availability, Cause, Interval, simulate
from riskapp.graph.simulation import State

from .estates import estate, flow, needs


def outage(result: Availability, name: str) -> AssetOutage:
    return next(asset for asset in result.assets if asset.id == name)


def reached(result: Availability) -> list[str]:
    return [asset.id for asset in result.assets]


# -- rules 1 and 2: short groups and tolerance ----------------------------------------------------------------------


def test_without_tolerance_an_outage_travels_in_the_same_minute() -> None:
    result = simulate(estate(needs("b", "a"), needs("c", "b")), ["a"], 10)
    assert [(one.id, one.first_failure, one.minutes_down, one.restored) for one in result.assets] == [
        ("a", 0, 10, 10), ("b", 0, 10, 10), ("c", 0, 10, 10),
    ]


def test_a_group_holds_while_enough_members_are_up() -> None:
    rows = [needs("x", name, "cluster", needed=2) for name in "abc"]
    assert reached(simulate(estate(*rows), ["a"], 10)) == ["a"]
    assert reached(simulate(estate(*rows), ["a", "b"], 10)) == ["a", "b", "x"]


def test_the_same_group_name_of_two_dependents_is_two_groups() -> None:
    snapshot = estate(needs("x", "a", "g"), needs("x", "b", "g"), needs("y", "a", "g"))
    assert reached(simulate(snapshot, ["a"], 10)) == ["a", "y"]


def test_a_dependency_without_a_group_is_needed_for_itself() -> None:
    assert reached(simulate(estate(needs("x", "a"), needs("x", "b")), ["a"], 10)) == ["a", "x"]


def test_a_group_whole_again_in_the_very_minute_its_tolerance_runs_out_does_no_harm() -> None:
    snapshot = estate(needs("b", "a", tolerance=10))
    assert reached(simulate(snapshot, ["a"], 10)) == ["a"]
    assert outage(simulate(snapshot, ["a"], 11), "b").minutes_down == 1


def test_a_clock_that_was_stopped_does_not_go_on_where_it_was() -> None:
    # d is down from 0 to 5 and from 8 to 15; x could not bear 10 minutes, but neither outage lasts so long.
    rows = [
        needs("b", "a"), needs("c", "b", tolerance=8), needs("d", "a"), needs("d", "c"), needs("x", "d", tolerance=10),
    ]
    assert reached(simulate(estate(*rows, recovery={"b": 10}), ["a"], 5)) == ["a", "b", "c", "d"]


def test_an_asset_whose_recovery_ends_is_up_before_it_can_fall_again() -> None:
    # y is back at 8 and falls in that minute, because q (waiting for slow since 0) falls at 8. In the instant between,
    # x finds all that it needs, starts at once, and lasts its 4 minutes.
    rows = [
        needs("y", "a"), needs("y", "z"), needs("z", "q"), needs("q", "slow", tolerance=8),
        needs("slow", "a"), needs("x", "y", tolerance=4),
    ]
    result = simulate(estate(*rows, recovery={"y": 3, "slow": 20}), ["a"], 5)
    assert outage(result, "q").first_failure == 8
    assert [(one.start, one.end) for one in outage(result, "y").intervals] == [(0, 28)]
    assert [(one.start, one.end) for one in outage(result, "x").intervals] == [(4, 8), (12, 28)]


def test_a_whole_instant_spares_the_dependent_whose_time_would_be_up() -> None:
    # As above, but x can wait 8 minutes: in minute 8 y is up for an instant, so x waits anew and falls at 16.
    rows = [
        needs("y", "a"), needs("y", "z"), needs("z", "q"), needs("q", "slow", tolerance=8),
        needs("slow", "a"), needs("x", "y", tolerance=8),
    ]
    result = simulate(estate(*rows, recovery={"y": 3, "slow": 20}), ["a"], 5)
    assert outage(result, "x").first_failure == 16


def test_failures_in_a_minute_go_in_rounds_and_the_cause_is_what_the_round_before_left() -> None:
    # In round 1 only b is down for x's group g; c falls in that same round and is no part of the cause.
    rows = [needs("b", "a"), needs("c", "b"), needs("x", "b", "g"), needs("x", "c", "g"), needs("x", "b")]
    assert outage(simulate(estate(*rows), ["a"], 5), "x").cause == Cause(None, ("b",))
    rows = [needs("b", "a"), needs("c", "a"), needs("x", "b", "g"), needs("x", "c", "g"), needs("x", "b")]
    assert outage(simulate(estate(*rows), ["a"], 5), "x").cause == Cause("g", ("b", "c"))


def test_of_several_groups_due_in_a_round_the_first_of_the_file_is_the_cause() -> None:
    rows = [needs("x", "b", "late"), needs("x", "a", "early")]
    assert outage(simulate(estate(*rows), ["a", "b"], 5), "x").cause == Cause("late", ("b",))
    assert outage(simulate(estate(*reversed(rows)), ["a", "b"], 5), "x").cause == Cause("early", ("a",))


# -- rule 3: repair and recovery -------------------------------------------------------------------------------------


def test_recovery_starts_when_everything_needed_is_back() -> None:
    result = simulate(estate(needs("b", "a"), recovery={"a": 5, "b": 7}), ["a"], 10)
    assert (outage(result, "a").restored, outage(result, "b").restored) == (15, 22)


def test_a_repaired_asset_waits_for_its_own_needs() -> None:
    result = simulate(estate(needs("b", "a"), recovery={"a": 5}), ["a", "b"], 10)
    assert outage(result, "b").restored == 15


def test_tolerance_is_for_assets_that_run_and_not_for_those_that_start() -> None:
    # b could run 60 minutes without a, but it is hit as well: it must wait for a, which needs 20 minutes more.
    result = simulate(estate(needs("b", "a", tolerance=60), recovery={"a": 20}), ["a", "b"], 10)
    assert outage(result, "b").restored == 30


def test_a_group_that_falls_short_meanwhile_cancels_the_recovery() -> None:
    # b starts at 10 and would be back at 30; c falls at 20 and is back at 45, so b starts again then.
    rows = [needs("b", "a"), needs("b", "c"), needs("c", "d", tolerance=20), needs("d", "a")]
    result = simulate(estate(*rows, recovery={"b": 20, "d": 35}), ["a"], 10)
    assert outage(result, "c").first_failure == 20
    assert outage(result, "c").restored == 45
    assert outage(result, "b").restored == 65
    assert [(one.start, one.end) for one in outage(result, "b").intervals] == [(0, 65)]


def test_a_recovery_that_was_cancelled_and_begun_again_takes_its_whole_time() -> None:
    # As above, but c is back at 25, before the first recovery of b would have ended at 30.
    rows = [needs("b", "a"), needs("b", "c"), needs("c", "d", tolerance=20), needs("d", "a")]
    result = simulate(estate(*rows, recovery={"b": 20, "d": 15}), ["a"], 10)
    assert outage(result, "c").restored == 25
    assert outage(result, "b").restored == 45


def test_an_asset_can_go_down_twice_and_keeps_the_cause_of_the_first_time() -> None:
    # d follows a (0 to 5), and then c, which lasts 8 minutes without b; b is back at 15.
    rows = [needs("b", "a"), needs("c", "b", tolerance=8), needs("d", "a"), needs("d", "c")]
    result = simulate(estate(*rows, recovery={"b": 10}), ["a"], 5)
    assert outage(result, "d") == AssetOutage(
        id="d", first_failure=0, minutes_down=12, restored=15, degraded_minutes=0, cause=Cause(None, ("a",)),
        intervals=(
            Interval(0, 5, State.DOWN, Cause(None, ("a",))),
            Interval(8, 15, State.DOWN, Cause(None, ("c",))),
        ),
    )


def test_a_fault_is_not_removed_before_its_time_even_if_all_needs_are_met() -> None:
    assert outage(simulate(estate(assets="a"), ["a"], 3), "a").minutes_down == 3


# -- rule 4: soft groups ---------------------------------------------------------------------------------------------


def test_a_soft_group_degrades_after_its_tolerance_and_hurts_nobody_else() -> None:
    result = simulate(estate(needs("b", "a", soft=True, tolerance=4), needs("c", "b")), ["a"], 10)
    assert reached(result) == ["a", "b"]
    degraded = outage(result, "b")
    assert (degraded.first_failure, degraded.minutes_down, degraded.degraded_minutes) == (None, 0, 6)
    assert degraded.restored is None
    assert degraded.cause is None
    assert degraded.intervals == (Interval(4, 10, State.DEGRADED, Cause(None, ("a",))),)


def test_several_soft_groups_at_once_count_once() -> None:
    rows = [needs("x", "a", soft=True), needs("x", "b", soft=True, tolerance=5)]
    assert outage(simulate(estate(*rows), ["a", "b"], 10), "x").degraded_minutes == 10


def test_of_several_soft_groups_the_first_of_the_file_is_told_as_the_reason() -> None:
    rows = [needs("x", "b", soft=True), needs("x", "a", soft=True)]
    assert outage(simulate(estate(*rows), ["a", "b"], 9), "x").intervals[0].cause == Cause(None, ("b",))


def test_an_asset_is_degraded_only_while_it_is_up_but_the_soft_clock_runs_on() -> None:
    # b is down from 0 to 10; soft group s (tolerance 8) is short until 30: degraded from 10 at once.
    rows = [needs("b", "a"), needs("b", "s", soft=True, tolerance=8), needs("s", "a")]
    result = simulate(estate(*rows, recovery={"s": 20}), ["a"], 10)
    assert outage(result, "b").intervals == (
        Interval(0, 10, State.DOWN, Cause(None, ("a",))),
        Interval(10, 30, State.DEGRADED, Cause(None, ("s",))),
    )


def test_a_soft_group_whole_in_the_very_minute_does_no_harm_either() -> None:
    assert reached(simulate(estate(needs("b", "a", soft=True, tolerance=10)), ["a"], 10)) == ["a"]


def test_soft_clocks_run_until_the_horizon_after_all_else_is_quiet() -> None:
    result = simulate(estate(needs("b", "a", soft=True, tolerance=5000)), ["a"], None, 6000)
    assert outage(result, "b").degraded_minutes == 1000
    assert result.settled
    assert reached(simulate(estate(needs("b", "a", soft=True, tolerance=6000)), ["a"], None, 6000)) == ["a"]


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
        needs("b", "a", "g", kind="administration", soft=True, tolerance=999), needs("b", "z", "g", soft=True,
              kind="administration", tolerance=999), needs("c", "b", kind="hosting", tolerance=60),
        needs("d", "c", kind="network", tolerance=5),
    ]
    result = simulate(estate(*rows), ["a"], 20, control=True)
    assert [(one.id, one.first_failure, one.cause) for one in result.assets] == [
        ("a", 0, None), ("b", 0, None), ("c", 0, None), ("d", 5, Cause(None, ("c",))),
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
