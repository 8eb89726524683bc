"""Confidentiality: which data about how many persons control over an asset exposes, and on what grounds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from riskapp.graph.control import Controlled, controlled, spread_control
from riskapp.graph.index import Index, index_of
from riskapp.graph.queries import Queries, is_query
from riskapp.graph.question import hit_ids
from riskapp.graph.snapshot import Snapshot


class Basis(StrEnum):
    """Why data are exposed."""

    AT_REST = "at rest"
    BY_QUERY = "by query"
    IN_TRANSIT = "in transit"
    ON_THE_WIRE = "on the wire"


@dataclass(frozen=True, slots=True)
class Exposure:
    """A category of data exposed at one holder; `at_most` None is an unknown number of persons.

    `bases` are in alphabetical order; `flows` are the ids of the flows in transit or on the wire, in file order.
    """

    holder: str
    category: str
    bases: tuple[Basis, ...]
    at_least: int
    at_most: int | None
    flows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CategoryTotal:
    """The persons exposed in one category: `unknown` holders come on top of `at_most`."""

    category: str
    at_least: int
    at_most: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Confidentiality:
    """The answer. The totals never bear `at_most` alone: `unknown` holders of unknown size come on top of it."""

    hit: tuple[str, ...]
    controlled: tuple[Controlled, ...]
    exposures: tuple[Exposure, ...]
    categories: tuple[CategoryTotal, ...]
    at_least: int
    at_most: int
    unknown: int


def expose(snapshot: Snapshot, hit: Sequence[str]) -> Confidentiality:
    """Everything that foreign control over `hit` exposes.

    Raises Invalid for an empty, unknown, planned or retired hit.
    """
    index = index_of(snapshot)
    hit = hit_ids(index, hit)
    control = spread_control(index, [index.number[name] for name in hit])
    found = _Findings(index, control.steps).found
    exposures = sorted(
        (_exposure(index, holder, category, evidence) for (holder, category), evidence in found.items()),
        key=lambda one: (one.holder, one.category),
    )
    categories = _totals(exposures)
    return Confidentiality(
        hit=hit,
        controlled=controlled(index, control),
        exposures=tuple(exposures),
        categories=categories,
        at_least=max((total.at_least for total in categories), default=0),
        at_most=sum(total.at_most for total in categories),
        unknown=sum(total.unknown for total in categories),
    )


@dataclass(slots=True)
class _Evidence:
    """What speaks for one exposure; `whole` is the whole holding, and `flows` are seen passing."""

    bases: set[Basis] = field(default_factory=set)
    whole: bool = False
    flows: set[int] = field(default_factory=set)


class _Findings:
    """Rule 2, asset by asset: the evidence for each holder and category."""

    def __init__(self, index: Index, taken: Iterable[int]) -> None:
        self._index = index
        self._queries = Queries(index)
        self.found: dict[tuple[int, str], _Evidence] = {}
        for asset in taken:
            self._control_over(asset)

    def _control_over(self, asset: int) -> None:
        index = self._index
        for category in index.holdings[asset]:
            self._evidence(asset, category, Basis.AT_REST).whole = True
        for flow in index.sends[asset]:
            self._sees(flow, Basis.IN_TRANSIT)
        for flow in index.receives[asset]:
            self._sees(flow, Basis.IN_TRANSIT)
            if is_query(index, flow):
                self._asks(flow)
        for flow in index.carries[asset]:
            if not index.flows[flow].encrypted:
                self._sees(flow, Basis.ON_THE_WIRE)

    def _sees(self, flow: int, basis: Basis) -> None:
        for category in self._index.flows[flow].categories:
            self._evidence(self._index.source[flow], category, basis).flows.add(flow)

    def _asks(self, flow: int) -> None:
        source = self._index.source[flow]
        for category in self._index.flows[flow].categories:
            # Where nobody holds it, the source is exposed with an unknown number: evidence without a figure.
            for holder in self._queries.holders(source, category) or (source,):
                held = category in self._index.holdings[holder]
                self._evidence(holder, category, Basis.BY_QUERY).whole = held

    def _evidence(self, holder: int, category: str, basis: Basis) -> _Evidence:
        evidence = self.found.setdefault((holder, category), _Evidence())
        evidence.bases.add(basis)
        return evidence


def _exposure(index: Index, holder: int, category: str, evidence: _Evidence) -> Exposure:
    held = index.holdings[holder].get(category)
    flows = sorted(evidence.flows)
    at_most = held
    if not evidence.whole:
        passing = [index.flows[flow].persons for flow in flows]
        known = [held if persons is None else persons for persons in passing]
        if Basis.BY_QUERY not in evidence.bases and None not in known:
            at_most = sum(persons for persons in known if persons is not None)
            at_most = at_most if held is None else min(at_most, held)
    return Exposure(
        holder=index.ids[holder],
        category=category,
        bases=tuple(sorted(evidence.bases)),
        at_least=held if evidence.whole and held is not None else 0,
        at_most=at_most,
        flows=tuple(index.flows[flow].id for flow in flows),
    )


def _totals(exposures: Iterable[Exposure]) -> tuple[CategoryTotal, ...]:
    totals = []
    by_category = sorted(exposures, key=lambda one: one.category)
    for category, members in groupby(by_category, key=lambda one: one.category):
        group = list(members)
        known = [one.at_most for one in group if one.at_most is not None]
        totals.append(CategoryTotal(category, max(one.at_least for one in group), sum(known), len(group) - len(known)))
    return tuple(totals)
