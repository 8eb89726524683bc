"""Each rule of a simulated outage, and the timing where rules meet in one minute."""

from riskapp.graph.availability import simulate
from riskapp.graph.outage_rows import AssetOutage, Cause, Interval, State

from .estates import estate, needs, outage, reached

# -- rules 1 and 2: short groups and tolerance ----------------------------------------------------------------------


def test_without_tolerance_an_outage_travels_in_the_same_minute() -> None:
    result = simulate(estate(needs("b", "a"), needs("c", "b")), ["a"], 10)
    assert [(one.id, one.first_failure, one.minutes_down, one.restored) for one in result.assets] == [
        ("a", 0, 10, 10),
        ("b", 0, 10, 10),
        ("c", 0, 10, 10),
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
        needs("b", "a"),
        needs("c", "b", tolerance=8),
        needs("d", "a"),
        needs("d", "c"),
        needs("x", "d", tolerance=10),
    ]
    assert reached(simulate(estate(*rows, recovery={"b": 10}), ["a"], 5)) == ["a", "b", "c", "d"]


def test_an_asset_whose_recovery_ends_is_up_before_it_can_fall_again() -> None:
    # y is back at 8 and falls in that minute, because q (waiting for slow since 0) falls at 8. In the instant between,
    # x finds all that it needs, starts at once, and lasts its 4 minutes.
    rows = [
        needs("y", "a"),
        needs("y", "z"),
        needs("z", "q"),
        needs("q", "slow", tolerance=8),
        needs("slow", "a"),
        needs("x", "y", tolerance=4),
    ]
    result = simulate(estate(*rows, recovery={"y": 3, "slow": 20}), ["a"], 5)
    assert outage(result, "q").first_failure == 8
    assert [(one.start, one.end) for one in outage(result, "y").intervals] == [(0, 28)]
    assert [(one.start, one.end) for one in outage(result, "x").intervals] == [(4, 8), (12, 28)]


def test_a_whole_instant_spares_the_dependent_whose_time_would_be_up() -> None:
    # As above, but x can wait 8 minutes: in minute 8 y is up for an instant, so x waits anew and falls at 16.
    rows = [
        needs("y", "a"),
        needs("y", "z"),
        needs("z", "q"),
        needs("q", "slow", tolerance=8),
        needs("slow", "a"),
        needs("x", "y", tolerance=8),
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
        id="d",
        first_failure=0,
        minutes_down=12,
        restored=15,
        degraded_minutes=0,
        cause=Cause(None, ("a",)),
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
