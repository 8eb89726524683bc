"""Restart order after an outage: who can start when, and which black starts somebody must break by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riskapp.graph.adjacency import numbers
from riskapp.graph.control import spread_control
from riskapp.graph.index import index_of
from riskapp.graph.question import SEVEN_DAYS, check_minutes, hit_ids
from riskapp.graph.restart_run import RestartRun, Start
from riskapp.graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Started:
    """An asset that starts in a wave, and the minute from which it is up."""

    id: str
    up: int


@dataclass(frozen=True, slots=True)
class Wave:
    """What can start together at `minute`, counted from the end of the fault; sorted by id.

    `step` numbers waves and black starts in one order: waves of the same minute are made one after the other, for who
    needs somebody who needs no time to start comes a step later.
    """

    step: int
    minute: int
    assets: tuple[Started, ...]


@dataclass(frozen=True, slots=True)
class BlackStart:
    """`assets` wait for each other from `minute` on; starting `by_hand` brings them all up. All are sorted.

    `exact`: no smaller set would do. An asset started by hand needs its own recovery, and none of its needs.
    """

    step: int
    minute: int
    assets: tuple[str, ...]
    by_hand: tuple[Started, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Fall:
    """An asset that still ran when the fault ended, or ran again, and goes down at `minute` of the restart."""

    id: str
    minute: int


@dataclass(frozen=True, slots=True)
class RestartPlan:
    """The waves and black starts in order, and the minute at which all is up again.

    `falls` is who goes down during the restart, by minute and id. `settled`: nothing was cut off by the horizon or by
    outages that go round in a circle. `prompt`: every black start is told at the first minute at which it exists.
    """

    hit: tuple[str, ...]
    outage: int | None
    waves: tuple[Wave, ...]
    black_starts: tuple[BlackStart, ...]
    minutes: int
    falls: tuple[Fall, ...]
    settled: bool
    prompt: bool


def restart(
    snapshot: Snapshot,
    hit: Sequence[str],
    outage: int | None = None,
    horizon: int | None = None,
    control: bool = False,
) -> RestartPlan:
    """How to start what is down when the fault in `hit` ends after `outage` minutes (None: when all has fallen).

    An asset starts once every hard group of it is whole, and is up after its `recovery`; what still runs falls by the
    rules of the simulation. Played until nothing more happens or, counted from the hit, until `horizon`; without
    `outage` the fault ends at the horizon at the latest. Raises Invalid as `simulate` does.
    """
    index = index_of(snapshot)
    check_minutes(outage, SEVEN_DAYS if horizon is None else horizon)
    hit = hit_ids(index, hit)
    faulty = numbers(index.number[name] for name in hit)
    run = RestartRun(index, (spread_control(index, faulty).assets() if control else faulty).tolist())
    if outage is None:
        run.play(horizon, None)
    else:
        run.play(outage, horizon)
    return _plan(run, hit, outage)


def _plan(run: RestartRun, hit: tuple[str, ...], outage: int | None) -> RestartPlan:
    ids = run.index.ids
    by_step: dict[int, list[Start]] = {}
    for starts in run.starts.values():
        for start in starts:
            by_step.setdefault(start.step, []).append(start)
    place = {step: place for place, step in enumerate(sorted(by_step), start=1)}

    def told(step: int) -> tuple[Started, ...]:
        started = (Started(ids[one.asset], one.up - run.end) for one in by_step[step])
        return tuple(sorted(started, key=lambda one: one.id))

    by_hand = {one.step: one for one in run.by_hand}
    return RestartPlan(
        hit,
        outage,
        waves=tuple(
            Wave(place[step], run.minute_of[step] - run.end, told(step)) for step in place if step not in by_hand
        ),
        black_starts=tuple(
            BlackStart(place[step], run.minute_of[step] - run.end, _names(ids, one.together), told(step), one.exact)
            for step, one in by_hand.items()
        ),
        minutes=max((one.up - run.end for starts in by_step.values() for one in starts), default=0),
        falls=tuple(sorted((Fall(ids[asset], minute - run.end) for minute, asset in run.falls), key=_when)),
        settled=run.settled,
        prompt=run.watch.prompt,
    )


def _names(ids: Sequence[str], assets: Iterable[int]) -> tuple[str, ...]:
    return tuple(sorted(ids[asset] for asset in assets))


def _when(fall: Fall) -> tuple[int, str]:
    return fall.minute, fall.id
