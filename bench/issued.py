"""Reports on the whole demo trust: that on the estate with 15 000 devices, and a hundred pages of an assessment.

    python -m bench.issued [--devices 15000] [--pages 100]

"Estate report" is the whole operation: what is told is computed, laid out, signed, looked at and stored. Its yardstick
is the same estate written as five CSV files in a ZIP archive, which are but a part of what the report carries.
"An assessment report" is a decided DPIA of the demo with its risks told over and over until it has so many pages, with
its files, signed; its yardstick is the same content laid out, without files and signature. Seconds are by the clock;
those of the processor stand above the table, for a machine that does other things beside. It gates nothing.
"""

import argparse
import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from flask import Flask
from sqlalchemy import select

from bench.figures import figure, table
from riskapp.accounts.permissions import OPERATOR
from riskapp.assessments.models import Version
from riskapp.assessments.states import State
from riskapp.commands.demo.loading import load_demo
from riskapp.commands.preparing import prepare
from riskapp.database import db, now
from riskapp.decisions.reports.report_files import sealed_report
from riskapp.decisions.surroundings import surroundings
from riskapp.estate.snapshots import present
from riskapp.exchange.writing import write_zip
from riskapp.issuing.issuing import issue_report
from riskapp.issuing.on_file import issued_file
from riskapp.reports.assessment.report import Frame, assessment_report
from riskapp.reports.pages import build_pdf
from riskapp.settings import Settings
from riskapp.web.application import create_app

TIMES = 3

Content = dict[str, Any]


def demo(folder: Path, devices: int) -> Flask:
    """An instance with the demo trust."""
    settings = Settings(instance=folder, database_url=f"sqlite:///{folder / 'riskapp.sqlite'}", language="en")
    prepare(settings, "Sykehuset Demo")
    app = create_app(settings)
    with app.app_context():
        load_demo(devices)
    return app


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor: medians of TIMES runs."""
    walls, busy = [], []
    for _ in range(TIMES):
        start, used = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - start)
        busy.append(time.process_time() - used)
    return sorted(walls)[TIMES // 2], sorted(busy)[TIMES // 2]


def yardstick(work: Callable[[], object]) -> float:
    """Seconds by the clock; those of the processor are printed."""
    wall, busy = spent(work)
    print(f"yardstick: {busy:.2f} s of processor")
    return wall


def pages_of(pdf: bytes) -> int:
    """How many pages it has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def long_content(pages: int) -> Content:
    """The frozen content of an approved DPIA, its risks repeated under new numbers until its report has `pages`."""
    query = select(Version).where(Version.state == State.APPROVED.value).order_by(Version.id)
    content: Content = dict(next(one.frozen for one in db.session.scalars(query) if one.frozen))
    risks = content["risks"]
    while pages_of(unsigned(content)) < pages:
        more = [{**one, "number": len(content["risks"]) + place} for place, one in enumerate(risks, start=1)]
        content["risks"] = [*content["risks"], *more]
    return content


def unsigned(content: Content) -> bytes:
    """The pages alone, without files and signature."""
    here = surroundings()
    report = assessment_report(content, Frame(here.organisation, here.zone, False, "0" * 64))
    return build_pdf(report, now().astimezone(here.zone))


def main() -> None:
    """Print a line a figure, beside its yardstick."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--devices", type=int, default=15_000)
    parser.add_argument("--pages", type=int, default=100)
    given, figures = parser.parse_args(), []
    with tempfile.TemporaryDirectory() as folder, demo(Path(folder), given.devices).app_context():
        devices = f"{given.devices:,} devices".replace(",", " ")
        numbers: list[int] = []
        zipped = "the five CSV files of the estate as a ZIP", yardstick(lambda: write_zip(present()))
        wall, busy = spent(lambda: numbers.append(issue_report(OPERATOR, "estate", "nb")))
        pdf = issued_file(OPERATOR, numbers[-1]).pdf
        print(f"estate report: {pages_of(pdf)} pages, {len(pdf):,} bytes, {busy:.2f} s of processor")
        figures.append(figure(f"estate report, {devices}", "the demo trust", None, zipped, wall))
        content = long_content(given.pages)
        plain = "the same pages without files and signature", yardstick(lambda: unsigned(content))
        wall, busy = spent(lambda: sealed_report(content, now()))
        pdf = sealed_report(content, now()).pdf
        print(f"assessment report: {pages_of(pdf)} pages, {len(pdf):,} bytes, {busy:.2f} s of processor")
        what = f"{given.pages} pages of an assessment report with embedded files, signed"
        figures.append(figure(what, "the demo trust", None, plain, wall))
    table(figures)


if __name__ == "__main__":
    main()
