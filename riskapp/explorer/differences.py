"""What supposed changes do to an answer: rows that are saved, new, better, worse or gone, with names, and totals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from riskapp.explorer.directory import Directory, directory_of
from riskapp.explorer.rows import Row, rows_of
from riskapp.explorer.stories import Result
from riskapp.explorer.summary import back_at, reach_of
from riskapp.graph.availability import Availability
from riskapp.graph.comparison import Estates, Moved, compare_exposures, compare_outages, compare_spread
from riskapp.graph.confidentiality import Confidentiality, Exposure
from riskapp.graph.integrity import Integrity
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind


class Turn(StrEnum):
    """What becomes of something; `gone` was reached before, and the change took it out of the estate."""

    SAVED = "saved"
    BETTER = "better"
    NEW = "new"
    WORSE = "worse"
    GONE = "gone"


class Turned(NamedTuple):
    """An asset whose fate changes: its rows before and after, None where it is not reached."""

    turn: Turn
    key: str
    name: str
    kind: Kind
    before: Row | None
    after: Row | None


class Exposed(NamedTuple):
    """Data at a holder whose exposure changes."""

    turn: Turn
    key: str
    name: str
    category: str
    before: Exposure | None
    after: Exposure | None


class Figure(NamedTuple):
    """A total before and after; None where there is no figure."""

    name: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs: assets with processes first, exposed data with most persons first, and the totals."""

    assets: tuple[Turned, ...]
    exposed: tuple[Exposed, ...]
    figures: tuple[Figure, ...]

    def turned(self, turn: Turn) -> tuple[Turned, ...]:
        """The assets with this fate."""
        return tuple(one for one in self.assets if one.turn is turn)


def difference(estates: Estates, before: Result, after: Result) -> Difference:
    """Compare two answers to the same question on the two estates."""
    directories = directory_of(estates.before), directory_of(estates.after)
    sides = rows_of(before, directories[0]), rows_of(after, directories[1])
    exposed: tuple[Exposed, ...] = ()
    moved: Moved[Any, str]
    if isinstance(before, Availability) and isinstance(after, Availability):
        compared = compare_outages(estates, before, after)
        moved, figures = compared.assets, [*_outage_figures(before, after, sides)]
        figures.insert(
            1, Figure("process_minutes_down", compared.process_minutes.before, compared.process_minutes.after)
        )
    elif isinstance(before, Integrity) and isinstance(after, Integrity):
        moved, figures = compare_spread(estates, before, after).assets, _spread_figures(before, after, sides)
    elif isinstance(before, Confidentiality) and isinstance(after, Confidentiality):
        leaks = compare_exposures(estates, before, after)
        moved, figures = leaks.controlled, _leak_figures(before, after)
        exposed = _exposed(leaks.exposures, (before, after), directories)
    else:
        raise TypeError("the two results answer different questions")
    return Difference(_turned(moved, sides, directories), exposed, tuple(figures))


def _turned(
    moved: Moved[Any, str], sides: Sequence[Sequence[Row]], directories: Sequence[Directory]
) -> tuple[Turned, ...]:
    rows = [{row.key: row for row in side} for side in sides]
    found = []
    for turn in Turn:
        for key in getattr(moved, turn.value):
            asset = _asset(key, directories)
            found.append(Turned(turn, key, asset.name, asset.kind, *(side.get(key) for side in rows)))
    turns = list(Turn)
    found.sort(key=lambda one: (turns.index(one.turn), one.kind is not Kind.PROCESS, one.kind is Kind.DEVICE, one.name))
    return tuple(found)


def _asset(key: str, directories: Sequence[Directory]) -> Asset:
    before, after = directories
    return before.assets[key] if key in before.assets else after.assets[key]


def _exposed(
    moved: Moved[Exposure, tuple[str, str]],
    sides: tuple[Confidentiality, Confidentiality],
    directories: Sequence[Directory],
) -> tuple[Exposed, ...]:
    rows = [{(one.holder, one.category): one for one in side.exposures} for side in sides]
    categories = directories[0].categories
    found = [
        Exposed(turn, place[0], _asset(place[0], directories).name, categories[place[1]].name, *_sides(rows, place))
        for turn in Turn
        for place in getattr(moved, turn.value)
    ]
    turns = list(Turn)
    found.sort(key=lambda one: (turns.index(one.turn), -_persons(one), one.name, one.category))
    return tuple(found)


def _sides(
    rows: Sequence[Mapping[tuple[str, str], Exposure]], place: tuple[str, str]
) -> tuple[Exposure | None, Exposure | None]:
    return rows[0].get(place), rows[1].get(place)


def _persons(one: Exposed) -> int:
    return max(side.at_least for side in (one.before, one.after) if side is not None)


def _outage_figures(before: Availability, after: Availability, sides: Sequence[Sequence[Row]]) -> list[Figure]:
    reaches = [reach_of(side, result.hit) for side, result in zip(sides, (before, after), strict=True)]
    now, then = reaches
    figures = [
        Figure("processes_down", now.processes_worst, then.processes_worst),
        Figure("assets_down", now.assets_worst, then.assets_worst),
        Figure("degraded", now.assets - now.assets_worst, then.assets - then.assets_worst),
    ]
    if before.outage is not None:
        figures.append(Figure("black_starts", len(before.deadlocks), len(after.deadlocks)))
        figures.append(Figure("back_after", back_at(before), back_at(after)))
    return figures


def _spread_figures(before: Integrity, after: Integrity, sides: Sequence[Sequence[Row]]) -> list[Figure]:
    now, then = (reach_of(side, result.hit) for side, result in zip(sides, (before, after), strict=True))
    return [
        Figure("processes_reached", now.processes, then.processes),
        Figure("assets_reached", now.assets, then.assets),
        Figure("controlled", now.assets_worst, then.assets_worst),
        Figure("stopped", len(before.stopped), len(after.stopped)),
    ]


def _leak_figures(before: Confidentiality, after: Confidentiality) -> list[Figure]:
    return [
        Figure("at_least", before.at_least, after.at_least),
        Figure("at_most", before.at_most, after.at_most),
        Figure("unknown", before.unknown, after.unknown),
        Figure("controlled", len(before.controlled), len(after.controlled)),
    ]
