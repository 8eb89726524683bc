"""The estate's pages on a whole trust, through the WSGI test client: median and 95th percentile of 60 requests.

    python -m bench.pages FOLDER

FOLDER is an estate folder such as the Innlandet trust. Beside each figure stand two yardsticks: what the strongest
open peer takes on the same machine type, as stated in issue 2, and, from this very run, a plain SELECT of 50 rows
rendered by Jinja without session, guard, form or layout. It gates nothing.
"""

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import select, text

from riskapp import instance, migrations
from riskapp.accounts import operations
from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.database import db
from riskapp.estate.models import Asset
from riskapp.exchange.estate_import import import_estate
from riskapp.exchange.reading import read
from riskapp.settings import Settings
from riskapp.web.application import create_app

TIMES = 60
NEEDS = ("confidentiality", "integrity", "availability")
PEER = {"list": 493, "asset page of a device": 476, "create an asset": 597}
PASSWORD = "fjell-og-fjord-2026"
PLAIN = "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of one call: the median and the 95th percentile of 60, after two that warm up."""
    for _ in range(2):
        work()
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def make_instance(folder: Path, estate: Path) -> Flask:
    """An instance with the estate and one person who may do everything."""
    settings = Settings(instance=folder, database_url=f"sqlite:///{folder / 'riskapp.sqlite'}", language="en")
    instance.create(settings)
    app = create_app(settings)
    with app.app_context():
        migrations.upgrade(db.engine)
        operations.add_user(OPERATOR, "maja", "Maja", PASSWORD, language="en", roles=list(Role))
        start = time.perf_counter()
        import_estate(OPERATOR, read(estate))
        print(f"read and import the estate: {time.perf_counter() - start:.1f} s")
    return app


def token(client: FlaskClient) -> str:
    """A CSRF token of this browser."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/about").text)
    if found is None:
        raise RuntimeError("the page has no CSRF token")
    return found[1]


def got(client: FlaskClient, path: str) -> Callable[[], None]:
    """A request of this page, which must succeed."""

    def request() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")

    return request


def creating(client: FlaskClient) -> Callable[[], None]:
    """Sending the form of a new asset."""
    form = {"csrf_token": token(client), "name": "Ny pumpe", "kind": "device", "lifecycle": "in use"}
    form |= dict.fromkeys(NEEDS, "")

    def request() -> None:
        answer = client.post("/estate/assets/new", data=form)
        if answer.status_code != 302:
            raise RuntimeError(f"creating an asset answered {answer.status_code}")

    return request


def plain_page(app: Flask) -> None:
    """The yardstick of this run."""
    with app.app_context():
        rows = db.session.execute(text("SELECT id, key, name, kind, owner, site FROM asset ORDER BY id LIMIT 50")).all()
        render_template_string(PLAIN, rows=rows)


def numbers(app: Flask) -> tuple[int, int]:
    """The numbers of a device, and of the asset that most others need."""
    with app.app_context():
        device = db.session.scalar(select(Asset.id).where(Asset.kind == "device").limit(1)) or 0
        query = text("SELECT provider_id FROM dependency GROUP BY provider_id ORDER BY count(*) DESC LIMIT 1")
        return device, db.session.scalar(query) or 0


def main() -> None:
    """Print one line a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    estate = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as folder:
        app = make_instance(Path(folder) / "instance", estate)
        client = app.test_client()
        client.post("/sign-in", data={"csrf_token": token(client), "username": "maja", "password": PASSWORD})
        device, hub = numbers(app)
        measured = {
            "list": got(client, "/estate"),
            "list of devices, filtered and sorted": got(client, "/estate?kind=device&availability=3&sort=site&page=3"),
            "search": got(client, "/estate?q=ventilator"),
            "asset page of a device": got(client, f"/estate/assets/{device}"),
            "asset page of the most needed": got(client, f"/estate/assets/{hub}"),
            "create an asset": creating(client),
        }
        yard, _ = spent(lambda: plain_page(app))
        print(f"plain SELECT of 50 rows, rendered: {yard:.1f} ms (the yardstick of this run)")
        for name, work in measured.items():
            median, slow = spent(work)
            peer = f", strongest open peer {PEER[name]} ms" if name in PEER else ""
            print(f"{name}: median {median:.1f} ms, p95 {slow:.1f} ms, {median / yard:.0f} yardsticks{peer}")


if __name__ == "__main__":
    main()
