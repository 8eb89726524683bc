"""The estate of the benchmarks is the one that their figures speak of."""

import pytest

from bench.innlandet import innlandet
from riskapp.graph.availability import simulate
from riskapp.graph.restart import restart
from riskapp.graph.snapshot import Snapshot


@pytest.fixture(scope="module")
def trust() -> Snapshot:
    return innlandet()


def test_it_has_the_published_size(trust: Snapshot) -> None:
    assert (len(trust.assets), len(trust.dependencies), len(trust.flows)) == (15_072, 33_535, 15_998)


def test_both_power_feeds_away_for_an_hour_end_in_a_black_start(trust: Snapshot) -> None:
    assert simulate(trust, ["stromA", "stromB"], 60).deadlocks == (("ad1", "ad2", "vmA", "vmB"),)
    plan = restart(trust, ["stromA", "stromB"], 60)
    assert [(black.assets, len(black.by_hand), black.exact) for black in plan.black_starts] == [
        (("ad1", "ad2", "vmA", "vmB"), 1, True)
    ]


def test_several_trusts_stand_behind_one_region() -> None:
    two = innlandet(devices=50, scale=2)
    keys = [asset.id for asset in two.assets]
    assert keys.count("wan") == 1
    assert {"t1-arena", "t2-arena"} <= set(keys)
    assert len(set(keys)) == len(keys)
