"""The engine's speed on an estate folder, each figure beside a plain networkx search of the same run.

    python bench/engine.py FOLDER [--hit ASSET,ASSET ...]

Without --hit, the asset with the widest outage and the two after it are hit. It gates nothing.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import networkx as nx

from riskapp.exchange.reading import read
from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.index import index_of
from riskapp.graph.integrity import trace
from riskapp.graph.ranking import rank
from riskapp.graph.single_hits import single_points
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat

Question = tuple[str, Callable[[], object]]


def milliseconds(work: Callable[[], object], times: int = 5) -> float:
    """The median of several runs."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


def copy(snapshot: Snapshot) -> Snapshot:
    """The same rows as a new snapshot, which nothing is remembered of."""
    return replace(snapshot, assets=tuple(snapshot.assets))


def questions(snapshot: Snapshot, hits: list[list[str]]) -> list[Question]:
    """What is measured."""
    asked: list[Question] = [("index", lambda: index_of(copy(snapshot)))]
    for hit in hits:
        name = ",".join(hit)
        asked += [
            (f"availability, {name} until further notice", partial(simulate, snapshot, hit)),
            (f"availability, {name} for 240 minutes", partial(simulate, snapshot, hit, 240)),
            (f"integrity, {name} under control", partial(trace, snapshot, hit, control=True)),
            (f"confidentiality, {name}", partial(expose, snapshot, hit)),
        ]
    asked += [(f"ranking, {threat.value}", partial(rank, snapshot, threat)) for threat in Threat]
    return [*asked, ("single points of failure", lambda: single_points(snapshot))]


def main() -> None:
    """Print one line a question: milliseconds, and how many searches of the yardstick fit into that time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hit", nargs="*", type=lambda text: text.split(","))
    arguments = parser.parse_args()
    snapshot = read(arguments.folder).snapshot
    widest = [one.id for one in rank(snapshot, Threat.AVAILABILITY)[:3]]
    hits = arguments.hit or [widest[:1], widest[1:]]

    graph = nx.DiGraph((row.provider, row.dependent) for row in snapshot.dependencies)
    first = hits[0][0]
    yardstick = milliseconds(lambda: nx.descendants(graph, first))
    print(f"{len(snapshot.assets)} assets, {len(snapshot.flows)} flows, {len(snapshot.dependencies)} dependencies")
    print(f"{yardstick:9.1f} ms    1.0 x  yardstick: networkx descendants of {first}, all groups and times ignored")
    for name, work in questions(snapshot, hits):
        spent = milliseconds(work)
        print(f"{spent:9.1f} ms {spent / yardstick:6.1f} x  {name}")


if __name__ == "__main__":
    main()
