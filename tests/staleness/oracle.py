"""The slice once more, row by row over the whole estate as the definition reads: slow, and another way than ours."""

from collections.abc import Iterator

from riskapp.errors import Invalid
from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.integrity import trace
from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import Access, Threat
from riskapp.staleness.reach import Question

Row = Asset | Category | Dependency | Flow | Holding
Place = tuple[str, tuple[str, ...]]

_UNPRINTED = ("description", "external_ref", "owner")


def place(row: Row) -> Place:
    """The table and the key of a row; dependencies that differ in nothing but their fields share one."""
    match row:
        case Asset() | Category() | Flow():
            return type(row).__name__.lower(), (row.id,)
        case Holding():
            return "holding", (row.asset, row.category)
        case Dependency():
            return "dependency", (row.dependent, row.provider, row.kind.value)


def says(snapshot: Snapshot, row: Row, scope: set[str]) -> str:
    """What is printed of a row or read by the engine; owners are printed of the scope's systems only."""
    fields = {name: getattr(row, name) for name in row.__slots__ if name not in _UNPRINTED}
    if isinstance(row, Asset):
        names = {one.id: one.name for one in snapshot.assets}
        fields |= {"supplied by": names.get(row.supplier), "stands in": names.get(row.site)}
        fields |= {"owned by": row.owner} if row.id in scope else {}
    if isinstance(row, Dependency):
        fields["as often"] = snapshot.dependencies.count(row)
    return f"{place(row)} {fields}"


def slice_rows(snapshot: Snapshot, scope: set[str], asked: list[Question]) -> dict[str, Place]:
    """What each row of the slice says, with its place."""
    rows = [*_own(snapshot, scope), *(row for one in asked for row in _reached(snapshot, one))]
    return {says(snapshot, row, scope): place(row) for row in rows}


def _own(snapshot: Snapshot, scope: set[str]) -> Iterator[Row]:
    needed = set(scope)
    for _ in snapshot.assets:
        needed |= {one.provider for one in snapshot.dependencies if one.dependent in needed}
    flows = [one for one in snapshot.flows if one.source in scope or one.target in scope]
    yield from flows
    yield from (one for one in snapshot.dependencies if one.dependent in needed)
    ends = {end for one in flows for end in (one.source, one.target, *one.via)}
    yield from (one for one in snapshot.assets if one.id in needed | ends)
    held = [one for one in snapshot.holdings if one.asset in scope or any(_of_end(one, flow) for flow in flows)]
    yield from held
    spoken = {one.category for one in held if one.asset in scope} | {name for one in flows for name in one.categories}
    yield from (one for one in snapshot.categories if one.id in spoken)


def _of_end(held: Holding, flow: Flow) -> bool:
    return held.asset in (flow.source, flow.target) and held.category in flow.categories


def _reached(snapshot: Snapshot, asked: Question) -> Iterator[Row]:
    yield from (one for one in snapshot.assets if one.id in asked.hit)
    try:
        yield from _ROWS[asked.threat](snapshot, asked)
    except Invalid:
        return


def _down(snapshot: Snapshot, asked: Question) -> Iterator[Row]:
    result = simulate(snapshot, asked.hit, asked.outage, control=asked.control)
    reached = {one.id for one in result.assets}
    yield from (one for one in snapshot.assets if one.id in reached)
    yield from (one for one in snapshot.dependencies if one.dependent in reached)


def _wrong(snapshot: Snapshot, asked: Question) -> Iterator[Row]:
    result = trace(snapshot, asked.hit, control=asked.control)
    reached = {one.id for one in result.assets}
    yield from (one for one in snapshot.assets if one.id in reached)
    for flow in snapshot.flows:
        touched = bool(reached & {flow.source, *flow.via})
        if flow.id in result.stopped or (touched and flow.target in reached and _from_another(flow, reached)):
            yield flow
    if asked.control:
        yield from _control(snapshot, reached)


def _from_another(flow: Flow, reached: set[str]) -> bool:
    return bool(reached & {flow.source, *flow.via} - {flow.target})


def _leaked(snapshot: Snapshot, asked: Question) -> Iterator[Row]:
    result = expose(snapshot, asked.hit)
    taken = {one.id for one in result.controlled}
    pairs = {(one.holder, one.category) for one in result.exposures}
    holders, seen = {holder for holder, _ in pairs}, {name for one in result.exposures for name in one.flows}
    yield from (one for one in snapshot.assets if one.id in taken | holders)
    yield from (one for one in snapshot.holdings if (one.asset, one.category) in pairs)
    yield from (one for one in snapshot.categories if one.id in {category for _, category in pairs})
    for flow in snapshot.flows:
        asks = flow.access is Access.QUERY and flow.target in taken and flow.source in holders
        if flow.id in seen or asks:
            yield flow
    yield from _control(snapshot, taken)


def _control(snapshot: Snapshot, reached: set[str]) -> Iterator[Row]:
    for one in snapshot.dependencies:
        if one.kind.hands_over_control and one.dependent in reached and one.provider in reached:
            yield one


_ROWS = {Threat.AVAILABILITY: _down, Threat.INTEGRITY: _wrong, Threat.CONFIDENTIALITY: _leaked}
