"""The cascade of an outage, minute by minute: what it says is what the intervals of all assets say."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.explorer import cascade
from riskapp.explorer.cascade import Cascade, Step, cascade_of, steps_of
from riskapp.explorer.directory import directory_of
from riskapp.explorer.rows import Row, rows_of
from riskapp.graph.availability import Availability, simulate
from riskapp.graph.outage_rows import State
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind
from tests.graph.estates import estate, needs, read_ward
from tests.graph.strategies import estates


def play(snapshot: Snapshot, *hit: str, outage: int | None = None) -> tuple[Availability, list[Row], Cascade]:
    result = simulate(snapshot, hit, outage)
    rows = rows_of(result, directory_of(snapshot))
    return result, rows, cascade_of(result, rows)


def test_the_wards_power_falls_and_comes_back_in_its_moments() -> None:
    _, _, cascade = play(read_ward(), "power", outage=100)
    told = {one.minute: (one.fell.keys, one.limps.keys, one.back.keys) for one in cascade.moments}
    assert told[0] == (("power",), (), ())
    assert told[30] == (("ad", "dc1", "integ"), ("lab",), ())
    assert told[90][0] == ("ehr",)
    assert told[105][0] == ("ward",)
    last = cascade.moments[-1]
    assert last.minute == 175
    assert "ward" in last.back.keys
    assert last.processes_down + last.processes_degraded + last.others_down + last.others_degraded == 0


def test_the_counts_tell_processes_from_others_and_degraded_from_down() -> None:
    _, _, cascade = play(read_ward(), "power", outage=100)
    at = {one.minute: one for one in cascade.moments}
    assert (at[90].processes_down, at[90].others_down) == (0, 5)
    assert (at[105].processes_down, at[105].others_down) == (1, 4), "the power came back at 100"
    assert (at[30].processes_degraded, at[30].others_degraded) == (0, 1)


def test_who_waits_for_each_other_is_told_when_all_of_them_are_down_and_the_fault_is_over() -> None:
    ring = estate(needs("a", "b"), needs("b", "a"), needs("a", "power", tolerance=10))
    _, _, cascade = play(ring, "power", outage=30)
    assert [(one.minute, one.deadlocks) for one in cascade.moments if one.deadlocks] == [(30, (("a", "b"),))]


def test_a_stack_says_how_many_of_it_are_down() -> None:
    snapshot = estate(needs("early", "net"), needs("late", "net", tolerance=20))
    result, rows, _ = play(snapshot, "net", outage=60)
    by_key = {row.key: row for row in rows}
    steps = steps_of(["early", "late"], by_key, result.horizon)
    assert steps == (Step(0, 1, 0), Step(20, 2, 0), Step(60, 0, 0))
    assert steps_of(["nobody"], by_key, result.horizon) == ()


def test_many_are_counted_and_processes_are_named_first() -> None:
    names = [f"system{number}" for number in range(9)]
    snapshot = estate(*(needs(name, "net") for name in names), needs("zcare", "net"), processes=["zcare"])
    _, _, cascade = play(snapshot, "net")
    assert cascade.moments[0].fell.keys == ("zcare", "net", "system0", "system1")
    assert cascade.moments[0].fell.total == 11


def test_too_many_moments_keep_the_largest_and_say_how_many_are_left_out(monkeypatch) -> None:
    monkeypatch.setattr(cascade, "MOST", 2)
    rows = [needs(f"system{number}", "net", tolerance=number) for number in range(1, 6)]
    _, _, told = play(estate(*rows, needs("twin", "net", tolerance=3)), "net", outage=3)
    assert told.left_out > 0
    assert len(told.moments) == 2
    assert [one.minute for one in told.moments] == sorted(one.minute for one in told.moments)


@settings(max_examples=60, deadline=None)
@given(estates(), st.sampled_from([None, 7, 60]))
def test_at_each_moment_the_counts_are_those_of_the_intervals(snapshot: Snapshot, outage: int | None) -> None:
    hit = next((asset.id for asset in snapshot.assets if asset.lifecycle.takes_part), None)
    if hit is None:
        return
    _, rows, cascade = play(snapshot, hit, outage=outage)
    for moment in cascade.moments:
        counts = Counter(
            (row.kind is Kind.PROCESS, one.state)
            for row in rows
            for one in row.outage.intervals
            if one.start <= moment.minute < one.end
        )
        assert moment.processes_down == counts[True, State.DOWN]
        assert moment.processes_degraded == counts[True, State.DEGRADED]
        assert moment.others_down == counts[False, State.DOWN]
        assert moment.others_degraded == counts[False, State.DEGRADED]
