"""The answer in figures: what a blast radius comes to, and whether each process bears its downtime."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from riskapp.explorer.directory import Directory
from riskapp.explorer.rows import Row
from riskapp.graph.availability import Availability
from riskapp.graph.outage_rows import State
from riskapp.graph.vocabulary import Kind


class Verdict(StrEnum):
    """Whether a process is down for longer than it bears."""

    TOO_LONG = "too long"
    BEARS = "bears it"
    NOT_BACK = "not back in time to tell"
    UNKNOWN = "not stated"
    DEGRADED = "only degraded"


@dataclass(frozen=True, slots=True)
class ProcessOutage:
    """A process that was hit: its longest downtime at a stretch in minutes, `ongoing` where it lasts to the end."""

    row: Row
    longest: int
    ongoing: bool
    bears: int | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Reach:
    """How many others were reached, the hit ones left out; `worst` are those in the graver state of the threat."""

    processes: int
    processes_worst: int
    assets: int
    assets_worst: int
    first: Row | None
    process_names: tuple[str, ...]


def reach_of(rows: Sequence[Row], hit: Sequence[str]) -> Reach:
    """Count `rows` (in order of time) without the `hit` ones; `first` is the first process, down before degraded."""
    others = [row for row in rows if row.key not in hit]
    processes = [row for row in others if row.kind is Kind.PROCESS]
    grave = ("down", "control")
    return Reach(
        processes=len(processes),
        processes_worst=sum(row.state in grave for row in processes),
        assets=len(others),
        assets_worst=sum(row.state in grave for row in others),
        process_names=tuple(row.name for row in processes),
        first=min(processes, key=lambda row: row.state not in grave, default=None),
    )


def process_outages(result: Availability, rows: Sequence[Row], directory: Directory) -> tuple[ProcessOutage, ...]:
    """The processes among `rows`, in order of time, those that fail before those only degraded."""
    processes = [row for row in rows if row.kind is Kind.PROCESS]
    processes.sort(key=lambda row: row.state != State.DOWN)
    return tuple(_process(row, result.horizon, directory.assets[row.key].max_downtime) for row in processes)


def _process(row: Row, horizon: int, bears: int | None) -> ProcessOutage:
    outage = row.outage
    assert outage is not None, "a row of an outage has its details"
    down = [interval for interval in outage.intervals if interval.state is State.DOWN]
    longest = max((interval.minutes for interval in down), default=0)
    ongoing = bool(down) and down[-1].end >= horizon and outage.restored is None
    return ProcessOutage(row, longest, ongoing, bears, _verdict(longest, ongoing, bears, bool(down)))


def _verdict(longest: int, ongoing: bool, bears: int | None, down: bool) -> Verdict:
    if not down:
        return Verdict.DEGRADED
    if bears is None:
        return Verdict.UNKNOWN
    if longest > bears:
        return Verdict.TOO_LONG
    return Verdict.NOT_BACK if ongoing else Verdict.BEARS


def back_at(result: Availability) -> int | None:
    """The minute at which the last asset is up again; None where one is still down at the end."""
    down = [asset for asset in result.assets if asset.first_failure is not None]
    restored = [asset.restored for asset in down if asset.restored is not None]
    return max(restored) if len(restored) == len(down) and restored else None
