"""Two results side by side: what a change of the estate saves, what it costs, minutes and persons."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from riskapp.graph.availability import Availability
from riskapp.graph.confidentiality import Confidentiality, Exposure
from riskapp.graph.index import index_of
from riskapp.graph.integrity import Grip, Integrity, Reached
from riskapp.graph.outage_rows import AssetOutage
from riskapp.graph.snapshot import Snapshot

Row = TypeVar("Row")
Place = TypeVar("Place", str, tuple[str, str])


@dataclass(frozen=True, slots=True)
class Pair(Generic[Row]):
    """One row before and after."""

    before: Row
    after: Row


@dataclass(frozen=True, slots=True)
class Moved(Generic[Row, Place]):
    """Rows by their place: an asset id, or a holder with a category. All are sorted.

    `saved` were reached before and are not after, `new` the other way round; `better` and `worse` are reached in both.
    What is in only one of the two estates is in neither: `gone` was reached before the change took it out.
    """

    saved: tuple[Place, ...]
    new: tuple[Place, ...]
    better: Mapping[Place, Pair[Row]]
    worse: Mapping[Place, Pair[Row]]
    gone: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class OutageComparison:
    """Before and after: processes that go down, and their minutes down in all; black starts that go and come."""

    assets: Moved[AssetOutage, str]
    processes: Pair[int]
    process_minutes: Pair[int]
    deadlocks_gone: tuple[tuple[str, ...], ...]
    deadlocks_new: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SpreadComparison:
    """Before and after: processes that are reached, and the flows that stop wrong data."""

    assets: Moved[Reached, str]
    processes: Pair[int]


@dataclass(frozen=True, slots=True)
class ExposureComparison:
    """Before and after: persons at least and at most, and how many exposures are of unknown size."""

    controlled: Moved[None, str]
    exposures: Moved[Exposure, tuple[str, str]]
    at_least: Pair[int]
    at_most: Pair[int]
    unknown: Pair[int]


@dataclass(frozen=True, slots=True)
class Estates:
    """The two estates that the results belong to."""

    before: Snapshot
    after: Snapshot

    def in_both(self) -> Collection[str]:
        """The assets that take part before and after."""
        return index_of(self.before).number.keys() & index_of(self.after).number.keys()

    def processes(self) -> Collection[str]:
        """The processes that take part in either."""
        indexes = index_of(self.before), index_of(self.after)
        return {index.ids[process] for index in indexes for process in index.processes.tolist()}


def compare_outages(estates: Estates, before: Availability, after: Availability) -> OutageComparison:
    """Minutes down weigh more than minutes degraded."""
    rows = Pair({row.id: row for row in before.assets}, {row.id: row for row in after.assets})
    processes = estates.processes()
    down = Pair(*([row for row in result.assets if row.id in processes] for result in (before, after)))
    return OutageComparison(
        assets=_moved(rows, estates.in_both(), lambda row: (row.minutes_down, row.degraded_minutes)),
        processes=Pair(*(sum(row.first_failure is not None for row in side) for side in (down.before, down.after))),
        process_minutes=Pair(*(sum(row.minutes_down for row in side) for side in (down.before, down.after))),
        deadlocks_gone=tuple(sorted(set(before.deadlocks) - set(after.deadlocks))),
        deadlocks_new=tuple(sorted(set(after.deadlocks) - set(before.deadlocks))),
    )


def compare_spread(estates: Estates, before: Integrity, after: Integrity) -> SpreadComparison:
    """Control weighs more than wrong data; how many steps it takes does not count."""
    rows = Pair({row.id: row for row in before.assets}, {row.id: row for row in after.assets})
    processes = estates.processes()
    return SpreadComparison(
        assets=_moved(rows, estates.in_both(), lambda row: (int(row.state is Grip.CONTROL), 0)),
        processes=Pair(*(sum(key in processes for key in side) for side in (rows.before, rows.after))),
    )


def compare_exposures(estates: Estates, before: Confidentiality, after: Confidentiality) -> ExposureComparison:
    """An unknown number weighs more than any known one."""
    rows = Pair(*({(one.holder, one.category): one for one in side.exposures} for side in (before, after)))
    control: Pair[dict[str, None]] = Pair(*({row.id: None for row in side.controlled} for side in (before, after)))
    both = estates.in_both()
    places = {place for place in (*rows.before, *rows.after) if place[0] in both}
    return ExposureComparison(
        controlled=_moved(control, both, lambda _: (0, 0)),
        exposures=_moved(rows, places, _persons),
        at_least=Pair(before.at_least, after.at_least),
        at_most=Pair(before.at_most, after.at_most),
        unknown=Pair(before.unknown, after.unknown),
    )


def _persons(row: Exposure) -> tuple[float, float]:
    return (float("inf") if row.at_most is None else row.at_most), row.at_least


def _moved(
    rows: Pair[dict[Place, Row]], in_both: Collection[Place], weight: Callable[[Row], tuple[float, float]]
) -> Moved[Row, Place]:
    before, after = rows.before, rows.after
    shared = [place for place in sorted(before) if place in after]
    pairs = {place: Pair(before[place], after[place]) for place in shared}
    return Moved(
        saved=tuple(place for place in sorted(before) if place not in after and place in in_both),
        new=tuple(place for place in sorted(after) if place not in before),
        better={place: pair for place, pair in pairs.items() if weight(pair.after) < weight(pair.before)},
        worse={place: pair for place, pair in pairs.items() if weight(pair.after) > weight(pair.before)},
        gone=tuple(place for place in sorted(before) if place not in after and place not in in_both),
    )
