"""The rankings' blocks are independent work: processes of this machine or a cluster give the same answer."""

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from distributed import Client, LocalCluster

from riskapp.graph import spread
from riskapp.graph.ranking import rank
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat

from .estates import read_ward

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["processes", "cluster"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    if request.param == "processes":
        with ProcessPoolExecutor(2, get_context("spawn")) as pool:
            yield pool
    else:
        cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1")
        with cluster, Client(cluster) as client:
            yield client.get_executor()


@pytest.mark.parametrize("threat", Threat)
def test_a_shared_ranking_is_the_same(executor: Executor, threat: Threat, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = rank(read_ward(), threat)
    # Blocks of two make many of them out of a small estate.
    monkeypatch.setattr(spread, "BLOCK", 2)
    assert rank(read_ward(), threat, executor) == alone


def test_an_empty_estate_is_shared_out_too(executor: Executor) -> None:
    assert rank(Snapshot(), Threat.AVAILABILITY, executor) == ()
