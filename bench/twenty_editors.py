"""Twenty people write in one assessment through the real server (gunicorn), for as many rounds as are asked for.

    python -m bench.twenty_editors [--rounds 20] [--editors 20]

Tells how long a save takes, how often both texts came back to choose from, and whether any text was lost. SQLite in a
folder of its own, or the empty PostgreSQL database that RISKAPP_DATABASE_URL names.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from bench.browser import Browser
from bench.editors import CELLS, FALLBACK, MEASURE, SCENARIO, Editor
from bench.written import lost
from riskapp.accounts import operations
from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.assessments.control import Control
from riskapp.assessments.fallbacks import Routine, add_fallback
from riskapp.assessments.measures import add_measure
from riskapp.assessments.models import Answer, Assessment
from riskapp.assessments.operations import start_assessment
from riskapp.assessments.risks import Scenario, add_risk
from riskapp.commands.preparing import prepare
from riskapp.database import db
from riskapp.estate.assets import add_asset
from riskapp.estate.models import Asset as StoredAsset
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind
from riskapp.settings import Settings
from riskapp.web.application import create_app

PASSWORD = "fjell-og-fjord-2026"
ROWS = {"R1": SCENARIO, "T1": MEASURE, "N1": FALLBACK}
BEGUN = {"R1.event": "begun", "N1.text": "begun"}
QUESTIONS = ("purpose", "out_of_scope", "assumptions", "existing_measures", "incidents")


def main() -> None:
    """Prepare, serve, let them write, and tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--editors", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RISKAPP_INSTANCE"] = folder
        settings = Settings.from_environment()
        assessment = _prepare(settings, asked.editors)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-c", "from riskapp.commands import main; main()", "serve", f"--port={port}"]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            _wait_for(port)
            _tell(settings, _run(port, assessment, asked.editors, asked.rounds), assessment)
        finally:
            server.terminate()
            server.wait()


def _prepare(settings: Settings, editors: int) -> int:
    prepare(settings, "Bench")
    app = create_app(settings)
    with app.app_context():
        for number in range(editors):
            name = f"editor{number:02}"
            operations.add_user(OPERATOR, name, name, PASSWORD, language="en", roles=[Role.MEMBER])
        add_asset(OPERATOR, Asset("lab", "Laboratory", Kind.SYSTEM))
        add_asset(OPERATOR, Asset("ward", "Ward", Kind.PROCESS))
        lab, ward = db.session.scalars(select(StoredAsset.id).order_by(StoredAsset.id))
        number = start_assessment(OPERATOR, "ros", "Twenty editors", "en", [lab])
        version = db.session.get_one(Assessment, number).latest.id
        add_risk(OPERATOR, version, Scenario("availability", event="begun"))
        add_measure(OPERATOR, version, Control("A second line", treats=(1,)))
        add_fallback(OPERATOR, version, Routine("manual routine", "begun", ward, lab, minutes=20))
        db.session.remove()
        db.engine.dispose()
    return number


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _run(port: int, assessment: int, editors: int, rounds: int) -> list[Editor]:
    together = threading.Barrier(editors)

    def work(number: int) -> Editor:
        editor = Editor(Browser(port, f"editor{number:02}", PASSWORD), assessment)
        together.wait(timeout=300)
        for turn in range(rounds):
            _write_once(editor, number + turn, f"{number}, {turn}")
        editor.browser.close()
        return editor

    with ThreadPoolExecutor(editors) as pool:
        return list(pool.map(work, range(editors)))


def _write_once(editor: Editor, place: int, said: str) -> None:
    """One text of each kind: an answer, a field of each row, a cell of a table."""
    question, what = QUESTIONS[place % len(QUESTIONS)], list(CELLS)[place % 2]
    editor.answer(question, f"{question}: {said}")
    for row, names in ROWS.items():
        editor.write(row, names[place % len(names)], f"{row}: {said}")
    editor.write_cell(what, CELLS[what][1 + place // 2 % 2], f"cell: {said}")


def _tell(settings: Settings, editors: list[Editor], assessment: int) -> None:
    with create_app(settings).app_context():
        version = db.session.get_one(Assessment, assessment).latest
        answers = db.session.scalars(select(Answer).where(Answer.version_id == version.id))
        stored = {one.question: one.text for one in answers}
        for row, one in zip(ROWS, (version.risks[0], version.measures[0], version.fallbacks[0]), strict=True):
            stored |= {f"{row}.{name}": str(getattr(one, name)) for name in ROWS[row]}
    everything = [one for editor in editors for one in editor.written]
    times = [one * 1000 for editor in editors for one in editor.browser.times]
    faults = lost(everything, stored, BEGUN)
    print(f"{len(editors)} editors stored {len(everything)} texts in {len(times)} saves")
    print(f"both texts came back {sum(one.met for one in editors)} times")
    slowest = statistics.quantiles(times, n=20)[-1]
    told = f"median {statistics.median(times):.0f} ms, 95th percentile {slowest:.0f} ms, worst {max(times):.0f} ms"
    print(f"a save: {told}")
    print("lost: nothing" if not faults else "\n".join(["LOST:", *faults]))


if __name__ == "__main__":
    main()
