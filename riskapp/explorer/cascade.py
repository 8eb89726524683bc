"""The cascade of an outage: at which minutes anything changes, what falls and comes back then, and how much is down."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from riskapp.explorer.rows import Row
from riskapp.graph.availability import Availability
from riskapp.graph.outage_rows import State
from riskapp.graph.vocabulary import Kind

NAMED = 4
"""So many assets are named at each moment; the rest are counted."""
MOST = 400
"""More moments than that are more than anybody steps through: those at which least changes are left out."""

UP, DEGRADED, DOWN = "up", State.DEGRADED.value, State.DOWN.value


_OTHERS = [kind for kind in Kind if kind not in (Kind.PROCESS, Kind.DEVICE)]


class Change(NamedTuple):
    """Assets that change alike at one moment: the first NAMED ids, processes first, and how many in all."""

    keys: tuple[str, ...]
    total: int


class Moment(NamedTuple):
    """A minute at which something changes, and how many processes and other assets are down or degraded from then on.

    `deadlocks` are the sets of assets that are all down from now on and wait for each other.
    """

    minute: int
    fell: Change
    limps: Change
    back: Change
    processes_down: int
    processes_degraded: int
    others_down: int
    others_degraded: int
    deadlocks: tuple[tuple[str, ...], ...] = ()


class Cascade(NamedTuple):
    """Moments by minute; `left_out` counts those that are not told one by one."""

    moments: tuple[Moment, ...]
    left_out: int


class Step(NamedTuple):
    """From this minute on so many of a box's assets are down, and so many degraded."""

    minute: int
    down: int
    degraded: int


def cascade_of(result: Availability, rows: Sequence[Row]) -> Cascade:
    """The cascade of `result`, whose `rows` come in order of time."""
    changes: dict[int, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    moved: dict[int, Counter[tuple[bool, str]]] = defaultdict(Counter)
    told: dict[int, list[tuple[int, str]]] = {}
    for row in rows:
        before = UP
        # Assets that fare alike share their intervals.
        alike = id(row.outage.intervals) if row.outage else 0
        if alike not in told:
            told[alike] = _states(row, result.horizon)
        for minute, state in told[alike]:
            changes[minute][state].append(row)
            if before != UP:
                moved[minute][row.kind is Kind.PROCESS, before] -= 1
            if state != UP:
                moved[minute][row.kind is Kind.PROCESS, state] += 1
            before = state
    waiting = _deadlocks(result)
    moments, standing = [], Counter[tuple[bool, str]]()
    for minute in sorted({*changes, *waiting}):
        standing.update(moved[minute])
        moments.append(_moment(minute, changes[minute], standing, waiting.get(minute, ())))
    return _told(moments)


def steps_of(members: Iterable[str], rows: Mapping[str, Row], horizon: int) -> tuple[Step, ...]:
    """How a box of the picture fares: a step whenever one of its assets changes."""
    moved: dict[int, Counter[str]] = defaultdict(Counter)
    alike: dict[int, list[Row]] = defaultdict(list)
    for key in members:
        if key in rows and (outage := rows[key].outage) is not None:
            alike[id(outage.intervals)].append(rows[key])
    for several in alike.values():
        before = UP
        for minute, state in _states(several[0], horizon):
            moved[minute][before] -= len(several)
            moved[minute][state] += len(several)
            before = state
    standing, steps = Counter[str](), []
    for minute in sorted(moved):
        standing.update(moved[minute])
        steps.append(Step(minute, standing[DOWN], standing[DEGRADED]))
    return tuple(steps)


def _states(row: Row, horizon: int) -> list[tuple[int, str]]:
    """(minute, state) whenever the asset's state changes; it begins up, and the horizon is no change."""
    states: list[tuple[int, str]] = []
    for interval in row.outage.intervals if row.outage else ():
        if states and states[-1][0] == interval.start:
            states.pop()
        states.append((interval.start, interval.state.value))
        if interval.end < horizon:
            states.append((interval.end, UP))
    return states


def _moment(
    minute: int,
    changes: Mapping[str, Sequence[Row]],
    standing: Mapping[tuple[bool, str], int],
    deadlocks: tuple[tuple[str, ...], ...],
) -> Moment:
    fell, limps, back = (_change(changes.get(state, ())) for state in (DOWN, DEGRADED, UP))
    return Moment(
        minute=minute,
        fell=fell,
        limps=limps,
        back=back,
        processes_down=standing.get((True, DOWN), 0),
        processes_degraded=standing.get((True, DEGRADED), 0),
        others_down=standing.get((False, DOWN), 0),
        others_degraded=standing.get((False, DEGRADED), 0),
        deadlocks=deadlocks,
    )


def _change(rows: Sequence[Row]) -> Change:
    named: list[Row] = []
    for group in ([Kind.PROCESS], _OTHERS, [Kind.DEVICE]):
        if len(named) < NAMED:
            named += sorted((row for row in rows if row.kind in group), key=attrgetter("name", "key"))
    return Change(tuple(row.key for row in named[:NAMED]), len(rows))


def _deadlocks(result: Availability) -> dict[int, tuple[tuple[str, ...], ...]]:
    """The sets that wait for each other, by the minute from which all of them are down and the fault is over."""
    found: dict[int, tuple[tuple[str, ...], ...]] = {}
    for together in result.deadlocks:
        last = max(result.by_id[key].intervals[-1].start for key in together)
        minute = max(last, result.outage or 0)
        found[minute] = (*found.get(minute, ()), together)
    return found


def _told(moments: list[Moment]) -> Cascade:
    if len(moments) <= MOST:
        return Cascade(tuple(moments), 0)

    def size(moment: Moment) -> tuple[bool, int]:
        return bool(moment.deadlocks), moment.fell.total + moment.limps.total + moment.back.total

    kept = set(sorted(range(len(moments)), key=lambda place: size(moments[place]), reverse=True)[:MOST])
    return Cascade(tuple(one for place, one in enumerate(moments) if place in kept), len(moments) - MOST)
