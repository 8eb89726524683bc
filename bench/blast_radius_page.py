"""The pages of the blast radius on a whole trust, through the WSGI test client: median and 95th percentile.

    python -m bench.blast_radius_page FOLDER [--hit ASSET ...]

Without --hit, the worst asset of each threat is asked about, and for availability also with an attacker in control.
Beside each figure stands the yardstick of this very run: plain networkx descendants of the same asset on the
snapshot's own graph, every edge taken, without any rule, time, reason or page. "Cold" is the first request after a
change of the estate. It gates nothing.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from bench.pages import PASSWORD, got, make_instance, spent, token
from riskapp.database import db, transaction
from riskapp.estate.models import Asset
from riskapp.estate.snapshots import note_change, present
from riskapp.explorer.worst import worst
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat

QUERIES = {
    Threat.AVAILABILITY: ("outage=240", "outage=none", "outage=240&control=1"),
    Threat.INTEGRITY: ("threat=integrity&control=1",),
    Threat.CONFIDENTIALITY: ("threat=confidentiality",),
}


def questions(snapshot: Snapshot, hits: list[str]) -> list[tuple[str, str]]:
    """(asset, query) for each page: of the given assets, or of the worst of each threat."""
    return [
        (hit, query)
        for threat, queries in QUERIES.items()
        for hit in (hits or [one.id for one in worst(snapshot, threat)[:1]])
        for query in queries
    ]


def causal(snapshot: Snapshot) -> nx.DiGraph:
    """Who may take whom with it: from provider to dependent, and from source to target."""
    graph = nx.DiGraph()
    for one, other, kind in snapshot.to_networkx().edges(data="type"):
        graph.add_edge(*((one, other) if kind == "flow" else (other, one)))
    return graph


def cold(app: Flask, work: Callable[[], None], times: int = 5) -> float:
    """The median of the first request after a change of the estate, in milliseconds."""
    taken = []
    for _ in range(times):
        with app.app_context(), transaction() as session:
            note_change(session)
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def measure(app: Flask, client: FlaskClient, hits: list[str]) -> None:
    """Print one line a page."""
    with app.app_context():
        snapshot = present()
        numbers = {key: number for number, key in db.session.execute(select(Asset.id, Asset.key))}
        asked = questions(snapshot, hits)
    graph = causal(snapshot)
    for hit, query in asked:
        yard, _ = spent(lambda hit=hit: nx.descendants(graph, hit) if hit in graph else None)
        median, slow = spent(got(client, f"/graph/assets/{numbers[hit]}?{query}"))
        print(
            f"{hit}, {query}: median {median:.0f} ms, p95 {slow:.0f} ms; "
            f"networkx descendants of {hit}: {yard:.1f} ms, {median / max(yard, 0.01):.0f} times less"
        )
    for threat in Threat:
        median, slow = spent(got(client, f"/graph?threat={threat}"))
        print(f"the question with the twenty worst, {threat}: median {median:.0f} ms, p95 {slow:.0f} ms")
    hit, query = asked[0]
    first = cold(app, got(client, f"/graph/assets/{numbers[hit]}?{query}"))
    print(f"{hit}, {query}, cold: median {first:.0f} ms")
    print(f"the question with the twenty worst, cold: median {cold(app, got(client, '/graph')):.0f} ms")


def main() -> None:
    """Import the estate into an instance of its own, sign in and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hit", nargs="*", default=[])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = make_instance(Path(folder) / "instance", arguments.folder)
        client = app.test_client()
        client.post("/sign-in", data={"csrf_token": token(client), "username": "maja", "password": PASSWORD})
        measure(app, client, arguments.hit)


if __name__ == "__main__":
    main()
