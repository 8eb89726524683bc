"""The explorer's questions on a whole estate, each about another asset every time: median and 95th percentile.

    python -m bench.questions FOLDER [--times 60]

Nothing is asked twice, so that no answer is remembered; the estate itself is ready, as it is for all but the first
visitor after a change. Beside each figure stands the yardstick of this very run: plain networkx descendants of the same
assets on the snapshot's own graph, every edge taken, without any rule, time, reason or page. It gates nothing.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import networkx as nx
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from bench.blast_radius_page import causal
from bench.pages import PASSWORD, make_instance, token
from riskapp.database import db
from riskapp.estate.models import Asset, Category
from riskapp.estate.snapshots import present
from riskapp.explorer.supplied import suppliers
from riskapp.explorer.worst import AT_ONCE
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind

SEED = 4
RADIUS = {
    "it fails, four hours": {"outage": "240"},
    "it fails until further notice": {"outage": "none"},
    "an attacker takes it down": {"outage": "none", "control": "1"},
    "it lies": {"threat": "integrity", "control": "1"},
    "it leaks": {"threat": "confidentiality"},
}


def without(key: str) -> str:
    """The change that takes an asset away, as an address has it."""
    return quote(json.dumps({"do": "remove", "asset": key}))


class Asking:
    """The addresses of one question each, about assets that differ from call to call, those that matter most first."""

    def __init__(self, app: Flask, snapshot: Snapshot) -> None:
        with app.app_context():
            self.number = {key: number for number, key in db.session.execute(select(Asset.id, Asset.key))}
            self.categories = list(db.session.scalars(select(Category.id)))
        self.snapshot = snapshot
        chance = random.Random(SEED)
        shared = [one.id for one in snapshot.assets if one.kind is not Kind.DEVICE]
        devices = [one.id for one in snapshot.assets if one.kind is Kind.DEVICE]
        chance.shuffle(shared)
        self.assets = shared + chance.sample(devices, min(200, len(devices)))

    def about(self, kind: str, values: dict[str, str]) -> Iterator[str]:
        """The page of each asset in turn."""
        for key in self.assets:
            yield f"/graph/assets/{self.number[key]}{kind}?{urlencode(values)}"

    def all(self) -> dict[str, Iterator[str]]:
        """Every question by its name."""
        pairs = list(zip(self.assets, self.assets[1:], self.assets[2:], strict=False))
        return {
            **{name: self.about("", values) for name, values in RADIUS.items()},
            "three at once, four hours": (
                f"/graph/assets/{self.number[a]}?outage=240&also={self.number[b]}&also={self.number[c]}"
                for a, b, c in pairs
            ),
            "what if something else is gone": (
                f"/graph/assets/{self.number[a]}/what-if?outage=240&change={without(b)}" for a, b, _ in pairs
            ),
            "what it needs and what stops it": self.about("/needs", {}),
            "how one reaches the other": (f"/graph/ways?{urlencode({'start': a, 'end': b})}" for a, b, _ in pairs),
            "where a category goes": (f"/graph/categories/{number}" for number in self.categories),
            "what hangs on a supplier": (
                f"/graph/supplier?{urlencode({'name': one.key})}" for one in suppliers(self.snapshot)
            ),
            "a search with a slip": (f"/graph?{urlencode({'asset': key[:-1] + 'zq'})}" for key in self.assets),
        }


def milliseconds(client: FlaskClient, addresses: Iterator[str], times: int) -> list[float]:
    """What each of up to `times` requests takes, after one that warms up; each must succeed."""
    taken = []
    for place, address in enumerate(addresses):
        if place > times:
            break
        start = time.perf_counter()
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        if place:
            taken.append((time.perf_counter() - start) * 1000)
    return taken


def yardstick(graph: nx.DiGraph, assets: list[str], times: int) -> list[float]:
    """What networkx takes for the same assets."""
    taken = []
    for asset in assets[:times]:
        start = time.perf_counter()
        if asset in graph:
            nx.descendants(graph, asset)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def told(taken: list[float]) -> str:
    """Median, 95th percentile and the worst."""
    slow = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    return f"median {statistics.median(taken):.0f} ms, p95 {slow:.0f} ms, worst {max(taken):.0f} ms of {len(taken)}"


def main() -> None:
    """Import the estate, sign in, and ask everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=60)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = make_instance(Path(folder) / "instance", arguments.folder)
        client = app.test_client()
        client.post("/sign-in", data={"csrf_token": token(client), "username": "maja", "password": PASSWORD})
        with app.app_context():
            snapshot = present()
        asking = Asking(app, snapshot)
        print(f"networkx descendants: {told(yardstick(causal(snapshot), asking.assets, arguments.times))}")
        client.get("/graph" if len(snapshot.assets) < AT_ONCE else "/graph/ways")
        everything = []
        for name, addresses in asking.all().items():
            taken = milliseconds(client, addresses, arguments.times)
            everything += taken
            print(f"{name}: {told(taken)}", flush=True)
        print(f"all questions: {told(everything)}")


if __name__ == "__main__":
    main()
