"""The engine's speed on the Innlandet trust and on ten such trusts, each figure beside a search of the same run.

    python -m bench.engine [--trusts 1 10]

Writes bench/results.json. Yardsticks: networkx.descendants on a plain graph of the same rows, all groups, times and
states ignored; for the snapshot a SELECT of the same tables. Each is a median like its figure, but for those that say
that they are one run. It gates nothing.
"""

import argparse
import random
import resource
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import networkx as nx
from sqlalchemy import text

from bench.figures import Figure, figure, keep, once, seconds, table
from bench.innlandet import innlandet
from bench.pages import make_instance
from riskapp.database import db
from riskapp.estate.snapshots import read_estate
from riskapp.exchange.writing import write_folder
from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.index import index_of
from riskapp.graph.integrity import trace
from riskapp.graph.ranking import rank
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat

WIDE = (["wan"], ["hallA", "hallB"])
CONTROLLED = ("drift", "integrasjon")
TABLES = ("category", "asset", "holding", "flow", "flow_category", "flow_carrier", "dependency")
HITS = "hits"
DRAWN = 300
SEARCHED_ONE_BY_ONE = 50_000


def dependency_graph(snapshot: Snapshot) -> nx.DiGraph:
    """From provider to dependent, every dependency taken."""
    graph = nx.DiGraph((row.provider, row.dependent) for row in snapshot.dependencies)
    graph.add_nodes_from(asset.id for asset in snapshot.assets)
    return graph


def spread_graph(snapshot: Snapshot) -> nx.DiGraph:
    """From source to target of every flow, and from provider to dependent where control is handed over."""
    graph = nx.DiGraph((row.source, row.target) for row in snapshot.flows)
    graph.add_edges_from((row.provider, row.dependent) for row in snapshot.dependencies if row.kind.hands_over_control)
    graph.add_nodes_from(asset.id for asset in snapshot.assets)
    return graph


def from_each(graph: nx.DiGraph, starts: list[str]) -> None:
    """The yardstick of rankings: a search from each asset alone."""
    for start in starts:
        nx.descendants(graph, start)


def behind_all(graph: nx.DiGraph, hits: list[str]) -> nx.DiGraph:
    """The graph with a node HITS that leads to all hits, so that one search from it meets what any of them reaches."""
    joined = graph.copy()
    joined.add_edges_from((HITS, hit) for hit in hits)
    return joined


def outages(snapshot: Snapshot, estate: str, graph: nx.DiGraph) -> Iterator[Figure]:
    """Wide and narrow hits."""
    for hit in WIDE:
        joined = behind_all(graph, hit)
        yard = "descendants of all hits over dependencies", seconds(partial(nx.descendants, joined, HITS))
        for name, outage in (("availability until further notice", None), ("availability for 240 minutes", 240)):
            spent = seconds(partial(simulate, snapshot, hit, outage))
            yield figure(name, estate, " with ".join(hit), yard, spent)
    yard = "descendants of wan over dependencies", seconds(partial(nx.descendants, graph, "wan"))
    for narrow in ("integrasjon", snapshot.assets[-1].id):
        yield figure("availability, narrow", estate, narrow, yard, seconds(partial(simulate, snapshot, [narrow])))


def spreads(snapshot: Snapshot, estate: str, graph: nx.DiGraph) -> Iterator[Figure]:
    """Integrity and confidentiality under control."""
    for hit in CONTROLLED:
        yard = "descendants over flows and control", seconds(partial(nx.descendants, graph, hit))
        yield figure(
            "integrity under control", estate, hit, yard, seconds(partial(trace, snapshot, [hit], control=True))
        )
        yield figure("confidentiality", estate, hit, yard, seconds(lambda hit=hit: expose(snapshot, [hit]).at_most))


def rankings(snapshot: Snapshot, estate: str, needs: nx.DiGraph, spread: nx.DiGraph) -> Iterator[Figure]:
    """Every asset asked alone; of the spread's searches some are drawn with a seed, run once and scaled up."""
    everybody = [asset.id for asset in snapshot.assets]
    drawn = random.Random(2026).sample(everybody, DRAWN)
    scaled = once(partial(from_each, spread, drawn)) * len(everybody) / DRAWN
    name = f"descendants over flows and control from every asset, one run from {DRAWN} of them scaled up"
    yards = dict.fromkeys((Threat.INTEGRITY, Threat.CONFIDENTIALITY), (name, scaled))
    if len(everybody) < SEARCHED_ONE_BY_ONE:
        alone = seconds(partial(from_each, needs, everybody))
        yards[Threat.AVAILABILITY] = "descendants over dependencies from every asset", alone
    for threat, yard in yards.items():
        yield figure(f"ranking, {threat.value}", estate, None, yard, seconds(partial(rank, snapshot, threat)))


def reading(snapshot: Snapshot, estate: str) -> Iterator[Figure]:
    """The snapshot from the database."""
    with tempfile.TemporaryDirectory() as folder:
        write_folder(snapshot, Path(folder) / "estate")
        app = make_instance(Path(folder) / "instance", Path(folder) / "estate")
        with app.app_context():

            def select_all() -> None:
                for name in TABLES:
                    db.session.execute(text(f"SELECT * FROM {name}")).all()

            yard = "SELECT * of the same tables", seconds(select_all)
            yield figure("snapshot from the database", estate, None, yard, seconds(read_estate))


def measured(trusts: int) -> Iterator[Figure]:
    """All figures on so many trusts."""
    snapshot = innlandet(scale=trusts)
    estate = f"{trusts} trust{'s' if trusts > 1 else ''}, {len(snapshot.assets)} assets"
    index_of(snapshot)
    needs, spread = dependency_graph(snapshot), spread_graph(snapshot)
    yield from outages(snapshot, estate, needs)
    yield from spreads(snapshot, estate, spread)
    yield from rankings(snapshot, estate, needs, spread)
    if trusts == 1:
        yield from reading(snapshot, estate)


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trusts", nargs="*", type=int, default=[1, 10])
    figures = [one for trusts in parser.parse_args().trusts for one in measured(trusts)]
    table(figures)
    keep(figures)
    print(
        f"peak memory, yardstick graphs included: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB"
    )


if __name__ == "__main__":
    main()
