"""A report with 50 scenarios: how long building, signing and verifying take, beside a plain table of the same rows.

    python -m bench.report [--scenarios N]

The yardstick is what ReportLab needs for its own Table of the same 50 rows, in one pass, without contents, matrix,
picture, timeline or signature. It gates nothing.
"""

import argparse
import io
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reportlab.platypus import SimpleDocTemplate
from reportlab.platypus import Table as PlainTable

from riskapp.reports import markup, styles
from riskapp.reports.content import Level, Report, Table
from riskapp.reports.fonts import REGULAR
from riskapp.reports.keys import create_organisation_key, load_organisation_key
from riskapp.reports.pages import build_pdf
from riskapp.reports.signature import sign
from riskapp.reports.verification import verify
from tests.reports.examples import AT, assessment


def median(work: Callable[[], object], times: int = 9) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor, medians of several runs after one that warms up."""
    work()
    spent = []
    for _ in range(times):
        start, busy = time.perf_counter(), time.process_time()
        work()
        spent.append(((time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000))
    return statistics.median(wall for wall, _ in spent), statistics.median(cpu for _, cpu in spent)


def plain(report: Report) -> bytes:
    """The yardstick: the risk table of `report` as ReportLab's own Table."""
    table = next(block for section in report.sections for block in section.blocks if isinstance(block, Table))
    texts = [[f"{cell.number} {cell.word}" if isinstance(cell, Level) else cell for cell in row] for row in table.rows]
    rows = [[markup.text_of(text, styles.CELL) for text in row] for row in [list(table.headings), *texts]]
    widths = [styles.TEXT_WIDTH * weight / sum(table.widths) for weight in table.widths]
    target = io.BytesIO()
    SimpleDocTemplate(target, initialFontName=REGULAR).build([PlainTable(rows, widths, repeatRows=1, splitInRow=1)])
    return target.getvalue()


def main() -> None:
    """Print one line a step: milliseconds, and how many yardsticks that is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenarios", type=int, default=50)
    report = assessment("nb", parser.parse_args().scenarios)
    with tempfile.TemporaryDirectory() as folder:
        create_organisation_key(Path(folder) / "keys", report.organisation, at=AT)
        key = load_organisation_key(Path(folder) / "keys", at=AT)

    def signed(pdf: bytes) -> bytes:
        return sign(pdf, key, reason="Risikovurdering godkjent", name="Marit Ånes Sæther", at=AT)

    built = build_pdf(report, AT)
    done = signed(built)
    steps: list[tuple[str, Callable[[], object]]] = [
        ("yardstick: ReportLab's own table of the same rows, unsigned", lambda: plain(report)),
        ("build", lambda: build_pdf(report, AT)),
        ("sign, looked at afterwards", lambda: signed(built)),
        ("build and sign (to be at most 500 ms)", lambda: signed(build_pdf(report, AT))),
        ("verify", lambda: verify(done, [key.root])),
    ]
    spent = [median(work) for _, work in steps]
    print(f"{len(report.sections)} sections, {len(done)} bytes")
    for (name, _), (wall, cpu) in zip(steps, spent, strict=True):
        print(f"{wall:9.1f} ms {wall / spent[0][0]:6.1f} x  ({cpu:.1f} ms of processor)  {name}")


if __name__ == "__main__":
    main()
