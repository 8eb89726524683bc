"""Where several things end or begin in one minute: each is done once, and each asset is told its own reason."""

from riskapp.graph.availability import simulate
from riskapp.graph.outage_rows import Cause, Interval, State

from .estates import estate, needs, outage


def test_what_runs_out_and_what_comes_back_in_one_minute_are_one_minute() -> None:
    # a is repaired in minute 2 and back in minute 3; c falls in minute 2 and needs a minute from then on.
    rows = [needs("c", "a", tolerance=2), *(needs("b", name, "both", needed=2) for name in "ac")]
    result = simulate(estate(*rows, recovery={"a": 1, "c": 1}), ["a"], 2)
    assert [(one.id, one.minutes_down, one.restored) for one in result.assets] == [
        ("a", 3, 3),
        ("b", 4, 4),
        ("c", 2, 4),
    ]


def test_a_soft_need_that_is_met_again_is_no_reason_any_more() -> None:
    # c can do without b, and without a, only at once degraded; b is back in minute 2 and a a minute later.
    rows = [needs("c", "b", soft=True), needs("a", "b"), needs("c", "a", soft=True)]
    limping = outage(simulate(estate(*rows, recovery={"a": 1}), ["c", "b"], 2), "c")
    assert limping.intervals[1:] == (Interval(2, 3, State.DEGRADED, Cause(None, ("a",))),)


def test_each_of_several_degraded_in_one_minute_has_its_own_reason() -> None:
    rows = [needs("b", "a", "store", soft=True), needs("a", "c", soft=True)]
    result = simulate(estate(*rows, needs("b", "c", "mail", soft=True)), ["c"], None, 20)
    assert outage(result, "a").intervals == (Interval(0, 20, State.DEGRADED, Cause(None, ("c",))),)
    assert outage(result, "b").intervals == (Interval(0, 20, State.DEGRADED, Cause("mail", ("c",))),)
