"""Coming back after an outage: systems that wait for each other, and mending that takes longer than one can bear."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskapp.catalogues.fact_words import Fact
from riskapp.graph.restart import BlackStart, RestartPlan, restart
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Strength
from riskapp.scenarios.scope import Scope
from riskapp.scenarios.stops import stop_of, stopped_facts
from riskapp.scenarios.suggestion import Found

AN_HOUR = 60


def black_starts(scope: Scope) -> Iterator[Found]:
    """Each set of assets under the scope that wait for each other once all that it stands on has been down."""
    if not scope.keys:
        return
    ground = scope.ids(sorted(scope.needed_hard))
    plan = restart(_alone(scope), ground)
    for start in plan.black_starts:
        yield _found(scope, plan, start)


def _alone(scope: Scope) -> Snapshot:
    """Only the hard needs of the scope: who starts when depends on nothing else, and a whole trust takes longer."""
    inside = {scope.index.ids[one] for one in scope.needed_hard}
    rows = tuple(row for row in scope.listed_rows if row.dependent in inside and row.strength is Strength.HARD)
    named = inside | {row.provider for row in rows}
    return Snapshot(
        assets=tuple(asset for asset in scope.snapshot.assets if asset.id in named),
        dependencies=rows,
    )


def _found(scope: Scope, plan: RestartPlan, start: BlackStart) -> Found:
    number = scope.index.number
    waiting = [number[key] for key in start.assets]
    by_hand = scope.names(number[one.id] for one in start.by_hand)
    stop = stop_of(scope, waiting)
    facts: dict[str, Fact] = {
        "asset": by_hand[0],
        "waiting": scope.names(waiting),
        "by_hand": by_hand,
        "carried": scope.names(sorted(scope.numbers)),
        "restart": plan.minutes,
    }
    facts |= {name: fact for name, fact in stopped_facts(stop).items() if name in ("processes", "process_names")}
    return Found(
        rule="black_start",
        asset=start.by_hand[0].id,
        hit=start.assets,
        facts=facts,
        need=scope.need(scope.numbers, "availability"),
        processes=len(stop.processes),
        minutes=AN_HOUR,
    )


@dataclass(frozen=True, slots=True)
class _Late:
    """`dependent` bears `tolerance` without its provider, then `max_downtime` (None: not stated), and that is short."""

    dependent: int
    tolerance: int
    max_downtime: int | None

    @property
    def bears(self) -> int:
        return self.tolerance + (self.max_downtime or 0)


def slow_restores(scope: Scope) -> Iterator[Found]:
    """Each provider whose stated recovery is longer than a dependent bears, where nothing else stands in.

    Dependents are the scope, what stops it alone, and who needs the scope itself. Who states no time is passed over.
    """
    groups, spare = scope.index.groups, scope.index.groups.spare()
    ours = scope.numbers | {scope.index.number[key] for key in scope.alone}
    asking = {int(groups.dependent[group]) for one in scope.numbers for group in scope.index.feeds[one]}
    late: dict[int, list[_Late]] = {}
    for dependent in sorted(ours | asking):
        for group in scope.index.needs[dependent].tolist():
            if groups.hard[group] and spare[group] == 0:
                one = _Late(dependent, int(groups.tolerance[group]), scope.asset(dependent).max_downtime)
                for provider in groups.members[group].tolist():
                    reached = dependent in ours or provider in scope.numbers
                    if reached and 0 < one.bears < scope.index.recovery[provider]:
                        late.setdefault(provider, []).append(one)
    for provider, found in late.items():
        yield _slow(scope, provider, sorted(found, key=lambda one: (one.bears, one.dependent)))


def _slow(scope: Scope, provider: int, late: list[_Late]) -> Found:
    worst, key = late[0], scope.index.ids[provider]
    stop = stop_of(scope, [provider])
    facts: dict[str, Fact] = {
        "asset": scope.name(provider),
        "dependent": scope.name(worst.dependent),
        "recovery": int(scope.index.recovery[provider]),
        "bears": worst.bears,
    }
    if worst.tolerance and worst.max_downtime:
        facts |= {"tolerance": worst.tolerance, "max_downtime": worst.max_downtime}
    if len(late) > 1:
        facts["others"] = len(late) - 1
    facts |= {name: fact for name, fact in stopped_facts(stop).items() if name != "degraded"}
    return Found(
        rule="slow_restore",
        asset=key,
        hit=(key,),
        facts=facts,
        need=scope.need([one.dependent for one in late], "availability"),
        processes=len(stop.processes),
        minutes=int(scope.index.recovery[provider]),
    )
