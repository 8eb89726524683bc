"""The level that a blast radius proposes follows the criteria's rules, and a judgement that departs from it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.assessments.proposals import departures, figures_of, proposals_of
from riskapp.catalogues.scale_file import load_scales

ROS = load_scales("ros")


def outage(processes=1, minutes=30, deadlocks=0, more=0):
    rows = [{"minutes_down": minutes} for _ in range(processes)]
    return {
        "threat": "availability",
        "processes": rows,
        "processes_more": more,
        "deadlocks": [["a", "b"]] * deadlocks,
    }


def leak(at_least=0, at_most=None):
    return {"threat": "confidentiality", "at_least": at_least, "at_most": at_most}


def levels(evidence):
    return {one.aspect: (one.level, one.figure) for one in proposals_of(ROS, evidence)}


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        (outage(processes=0, minutes=0), {"service": (1, "processes")}),
        (outage(processes=1), {"service": (2, "processes")}),
        (outage(processes=3), {"service": (3, "processes")}),
        (outage(processes=40, more=0, minutes=0), {"service": (5, "processes")}),
        (outage(processes=7, more=1), {"service": (4, "processes")}),
        (outage(minutes=479), {"service": (2, "processes")}),
        (outage(minutes=480), {"service": (3, "minutes")}),
        (outage(minutes=4320), {"service": (5, "minutes")}),
        (outage(deadlocks=3), {"service": (4, "black_starts")}),
        (leak(0, 0), {"privacy": (1, "persons")}),
        (leak(1, 99), {"privacy": (2, "persons")}),
        (leak(1, 1000), {"privacy": (4, "persons")}),
        (leak(420_000, None), {"privacy": (5, "persons")}),
        (None, {}),
    ],
)
def test_a_level_begins_at_its_figure(evidence, told):
    assert levels(evidence) == told


def test_the_worst_hit_process_counts_not_the_sum():
    evidence = outage(processes=2, minutes=300)
    evidence["processes"][0]["minutes_down"] = 100
    assert figures_of(evidence)["minutes"] == 300


def test_persons_of_unknown_number_propose_at_least_a_level_or_none():
    unknown = {"unknown": ["lab"]}
    assert proposals_of(ROS, {**leak(), **unknown}) == ()
    (found,) = proposals_of(ROS, {**leak(5_000), **unknown})
    (known,) = proposals_of(ROS, leak(5_000))
    assert (found.at_least, known.at_least, found.level) == (True, False, known.level)
    higher, lower = {found.aspect: found.level + 1}, {found.aspect: found.level - 1}
    assert departures(ROS, {**leak(5_000), **unknown}, 5, higher) == ()
    assert len(departures(ROS, {**leak(5_000), **unknown}, 5, lower)) == 1
    assert len(departures(ROS, leak(5_000), 5, higher)) == 1


def test_wrong_data_propose_by_the_processes_they_reach():
    assert levels({"threat": "integrity", "processes": [{}] * 3, "processes_more": 5}) == {"service": (4, "processes")}


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_more_persons_never_propose_a_lower_level(one, more):
    few, many = sorted((one, more))
    assert levels(leak(0, few))["privacy"][0] <= levels(leak(0, many))["privacy"][0]


@pytest.mark.parametrize(
    ("consequence", "aspects", "departs"),
    [
        (None, {}, []),  # nobody has judged yet
        (4, {}, []),
        (5, {}, []),  # another aspect may lift it
        (3, {}, [(4, 3)]),
        (4, {"privacy": 4}, []),
        (4, {"privacy": 2}, [(4, 2)]),
        (5, {"privacy": 5}, [(4, 5)]),
        (3, {"economy": 5}, [(4, 3)]),
    ],
)
def test_a_judgement_departs_where_it_says_something_else_of_that_aspect(consequence, aspects, departs):
    found = departures(ROS, leak(1, 1000), consequence, aspects)
    assert [(one.proposed, one.judged) for one in found] == departs
