"""One asset fails alone: what is cut off at the end, who starts again, and which group is to blame."""

from collections.abc import Iterator

import pytest

from riskapp.graph.availability import simulate
from riskapp.graph.downtimes import FURTHEST, downtimes
from riskapp.graph.index import index_of
from riskapp.graph.lone_failure import HardNeeds, LoneFailure, TooMuchWork
from riskapp.graph.outage_rows import Cause
from riskapp.graph.question import SEVEN_DAYS
from riskapp.graph.reasons import chain
from riskapp.graph.snapshot import Snapshot

from .estates import estate, needs, read_ward
from .test_needs import with_needs

RECOVERY = 10
BEARABLE = 50_000
NEAR = SEVEN_DAYS + BEARABLE + RECOVERY
FAR = FURTHEST * NEAR


def stuck(x: int, y: int) -> Snapshot:
    """p fails for 10 minutes, q and r never start again, for they need each other, and x and y do without for long."""
    rows = [
        needs("q", "p"),
        needs("q", "r"),
        needs("r", "q"),
        needs("x", "q", tolerance=x),
        needs("y", "q", tolerance=y),
    ]
    bearable = dict.fromkeys("qrxy", BEARABLE)
    return with_needs(estate(*rows, recovery={"p": RECOVERY}), max_downtime=bearable)


def simulated(snapshot: Snapshot) -> Iterator[tuple[str, int]]:
    """Who is down for too long as p fails, and for how many minutes, by the simulation of whole estates."""
    result = simulate(snapshot, ["p"], RECOVERY, NEAR)
    if not result.settled:
        result = simulate(snapshot, ["p"], RECOVERY, FAR)
    for row in result.assets:
        for_good = result.settled and row.first_failure is not None and row.restored is None
        if row.id != "p" and (row.minutes_down > BEARABLE or for_good):
            yield row.id, row.minutes_down


@pytest.mark.parametrize("x", [20_000, NEAR - 1, NEAR, NEAR + 1, FAR - 5])
@pytest.mark.parametrize("y", [0, NEAR, FAR - 1, FAR, FAR + 1])
def test_what_happens_late_is_cut_off_in_the_same_minute_as_in_the_simulation(x: int, y: int) -> None:
    snapshot = stuck(x, y)
    told = {one.asset: one.minutes_down for one in downtimes(snapshot).too_long}
    assert told == dict(simulated(snapshot))


def test_who_falls_late_and_never_comes_back_is_down_for_too_long() -> None:
    told = {one.asset: one.minutes_down for one in downtimes(stuck(20_000, 20_000)).too_long}
    assert told["x"] == NEAR - 20_000 < BEARABLE


def test_a_start_that_is_cut_short_by_what_fell_in_between_does_not_happen() -> None:
    # p may start from minute 10 on and would be up at 20, but in minute 15 it loses q, which waits for it.
    rows = [needs("p", "q"), needs("q", "p", tolerance=15)]
    snapshot = with_needs(estate(*rows, recovery={"p": 10}), max_downtime={"p": 1_000, "q": 1_000})
    told = {one.asset: one.minutes_down for one in downtimes(snapshot).too_long}
    result = simulate(snapshot, ["p"], 10, SEVEN_DAYS + 1_000 + 10)
    assert told == {row.id: row.minutes_down for row in result.assets}
    assert told["q"] == told["p"] - 15


def test_of_two_groups_that_break_at_once_the_first_of_the_file_is_to_blame() -> None:
    rows = [needs("a", "p"), needs("b", "p"), needs("x", "a", "first"), needs("x", "b", "second")]
    snapshot = with_needs(estate(*rows, recovery={"p": 30}), max_downtime={"x": 1})
    (x,) = downtimes(snapshot).too_long
    assert x.chain[0].cause == Cause("first", ("a",))
    assert x.chain == chain(simulate(snapshot, ["p"], 30), "x")


def test_a_failure_may_look_at_as_many_groups_as_it_is_given_and_at_no_more() -> None:
    index = index_of(read_ward())
    lists, failing = HardNeeds(index, range(len(index.ids))), index.number["power"]
    whole = LoneFailure(lists, failing, NEAR, FAR, 10_000)
    assert LoneFailure(lists, failing, NEAR, FAR, whole.work).falls == whole.falls
    with pytest.raises(TooMuchWork):
        LoneFailure(lists, failing, NEAR, FAR, whole.work - 1)
