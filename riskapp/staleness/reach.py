"""What a blast radius reached, and the rows by which it got there: that is what evidence rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskapp.errors import Invalid
from riskapp.graph.availability import Availability, simulate
from riskapp.graph.confidentiality import Confidentiality, expose
from riskapp.graph.integrity import Integrity, trace
from riskapp.graph.snapshot import Flow, Snapshot
from riskapp.graph.vocabulary import Access, Threat
from riskapp.staleness.row_texts import RowTexts, row_texts

Result = Availability | Integrity | Confidentiality


@dataclass(frozen=True, slots=True)
class Question:
    """What evidence asked: the ids of the hit assets, sorted; the threat; minutes (None: until further notice).

    `control`: whether somebody else controls what is hit.
    """

    hit: tuple[str, ...]
    threat: Threat
    outage: int | None = None
    control: bool = False


def answer(snapshot: Snapshot, question: Question) -> Result | None:
    """The engine's answer; None where the question no longer fits the estate: what was hit is retired, say."""
    try:
        if question.threat is Threat.AVAILABILITY:
            return simulate(snapshot, question.hit, question.outage, control=question.control)
        if question.threat is Threat.INTEGRITY:
            return trace(snapshot, question.hit, control=question.control)
        return expose(snapshot, question.hit)
    except Invalid:
        return None


def reached_rows(snapshot: Snapshot, question: Question, result: Result | None) -> set[str]:
    """The texts of the rows that the answer rests on; where there is none, of the hit assets that exist.

    An outage: whoever it took down or degraded, with all that these need. Wrong data and control: whoever has either,
    the needs and flows that brought it, and the flows that stopped it. A leak: whoever is controlled and whatever is
    exposed, with its holder and the flows in which it is seen.
    """
    rows = row_texts(snapshot)
    found = {rows.asset(one) for one in question.hit if one in rows.assets}
    if isinstance(result, Availability):
        for outage in result.assets:
            found.add(rows.asset(outage.id))
            found.update(need.text for need in rows.needs_of(outage.id))
    elif isinstance(result, Integrity):
        found.update(_lied_to(rows, result))
    elif result is not None:
        found.update(_leaked(rows, result))
    return found


def _lied_to(rows: RowTexts, result: Integrity) -> Iterator[str]:
    reached = {one.id for one in result.assets}
    stopped = set(result.stopped)
    for key in reached:
        yield rows.asset(key)
        for flow in rows.leaving(key):
            if flow.id in stopped or (flow.target in reached and flow.target != key):
                yield flow.text
    if result.control:
        yield from _handed_over(rows, reached)


def _leaked(rows: RowTexts, result: Confidentiality) -> Iterator[str]:
    taken = {one.id for one in result.controlled}
    yield from map(rows.asset, taken)
    yield from _handed_over(rows, taken)
    exposed = {(one.holder, one.category) for one in result.exposures}
    for key in {holder for holder, _ in exposed}:
        yield rows.asset(key)
        yield from (rows.holding(one) for one in rows.holdings[key] if (key, one.category) in exposed)
    yield from map(rows.category, {category for _, category in exposed})
    yield from (rows.flow(rows.flows[name]) for one in result.exposures for name in one.flows)
    holders = {holder for holder, _ in exposed}
    for key in taken:
        yield from (rows.flow(one) for one in rows.ending[key] if _asks(one, key, holders))


def _asks(flow: Flow, key: str, holders: set[str]) -> bool:
    return flow.target == key and flow.access is Access.QUERY and flow.source in holders


def _handed_over(rows: RowTexts, reached: set[str]) -> Iterator[str]:
    """The dependencies through which control went on from one reached asset to the next."""
    for key in reached:
        for need in rows.needs_of(key):
            if need.control and need.provider in reached:
                yield need.text
