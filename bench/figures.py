"""Figures of one run: each a median beside that of a yardstick, as a table and as bench/results.json."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).with_name("results.json")
TIMES = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """`seconds` of `figure` on `estate`, beside those of `yardstick`; ratio is the one divided by the other."""

    figure: str
    estate: str
    hit: str | None
    yardstick: str
    seconds: float
    yardstick_seconds: float
    ratio: float


def figure(what: str, estate: str, hit: str | None, yardstick: tuple[str, float], seconds: float) -> Figure:
    """A figure beside the yardstick (its name and seconds)."""
    name, yard = yardstick
    return Figure(what, estate, hit, name, seconds, yard, seconds / yard)


def seconds(work: Callable[[], object], times: int = TIMES) -> float:
    """The median of several runs, after one that warms up."""
    work()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def once(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def keep(figures: list[Figure]) -> None:
    """Write the figures to bench/results.json."""
    RESULTS.write_text(json.dumps([asdict(one) for one in figures], indent=1, ensure_ascii=False) + "\n")


def table(figures: list[Figure]) -> None:
    """Print one line a figure."""
    print(f"{'seconds':>10} {'yardstick':>12} {'ratio':>11}  figure")
    for one in figures:
        ratio = f"{one.ratio:.3f}" if one.ratio >= 0.01 else f"1/{1 / one.ratio:,.0f}".replace(",", " ")
        what = f"{one.figure}, {one.hit}" if one.hit else one.figure
        print(f"{one.seconds:10.4f} {one.yardstick_seconds:12.4f} {ratio:>11}  {what} ({one.estate}; {one.yardstick})")
