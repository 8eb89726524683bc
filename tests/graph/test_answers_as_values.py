"""Answers as plain values: every key that scripts rely on, and links that many chains share."""

from typing import Any

import pytest

from riskapp.graph.answers import chain_answers
from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.downtimes import downtimes
from riskapp.graph.finding_answers import needs_answer
from riskapp.graph.integrity import trace
from riskapp.graph.needs import needs as wanted
from riskapp.graph.reasons import Chains
from riskapp.graph.trails import trail_of

from .estates import estate, needs
from .test_needs import with_needs

ROW = estate(needs("b", "a", kind="hosting"), needs("c", "b", kind="hosting"), recovery={"a": 30, "b": 10})


def test_needs_and_downtimes_are_told_whole() -> None:
    snapshot = with_needs(ROW, availability={"c": 3}, max_downtime={"c": 5})
    answer = needs_answer(wanted(snapshot), downtimes(snapshot))
    assert answer["too_long_complete"] is True
    assert {"asset": "a", "need": "availability", "own": None, "inherited": 3, "mismatch": True,
            "way": ["c", "b", "a"]} in answer["needs"]  # fmt: skip
    links = [
        {"id": "c", "state": "down", "minute": 0, "cause": {"group": None, "providers": ["b"]}, "by": None},
        {"id": "b", "state": "down", "minute": 0, "cause": {"group": None, "providers": ["a"]}, "by": None},
        {"id": "a", "state": "down", "minute": 0, "cause": None, "by": None},
    ]
    assert answer["too_long"] == [
        {"asset": "c", "max_downtime": 5, "minutes_down": 70, "failing": "a", "others": 1, "chain": links}
    ]


@pytest.mark.parametrize("result", [simulate(ROW, ["a"], 30), trace(ROW, ["a"], control=True), expose(ROW, ["a"])])
def test_a_link_of_several_chains_is_worked_out_once_and_told_once(result: Any) -> None:
    chains = Chains(trail_of(result))
    longer, shorter = chains.of("c"), chains.of("b")
    assert all(one is other for one, other in zip(longer[1:], shorter, strict=True))
    told_longer, told_shorter = chain_answers([longer, shorter])
    assert [one["id"] for one in told_longer] == ["c", "b", "a"]
    assert all(one is other for one, other in zip(told_longer[1:], told_shorter, strict=True))
