"""Exposures as arrays: which categories of which holders control over assets exposes, for one hit or for many."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from riskapp.graph.adjacency import Marks, Numbers, numbers
from riskapp.graph.flow_columns import UNKNOWN
from riskapp.graph.index import Index
from riskapp.graph.queries import queries_of

Pairs = tuple[Numbers, Numbers]


@dataclass(frozen=True, slots=True, eq=False)
class Grasp:
    """Who controls what: in hit `hits[i]` the asset `assets[i]` is under control, each pair once.

    `controls(hits, assets)` tells of any pairs whether they are among these.
    """

    hits: Numbers
    assets: Numbers
    controls: Callable[[Numbers, Numbers], Marks]


@dataclass(frozen=True, slots=True, eq=False)
class ExposureTable:
    """One row an exposure, sorted by `key`, which is (hit * assets + holder) * categories + category.

    The marks tell the bases; `at_least` and `at_most` are persons, the latter maybe UNKNOWN. Each flow that is seen
    passing stands in `passing_flow` once for each of its categories, with the exposure's key in `passing_key`.
    """

    key: Numbers
    at_rest: Marks
    by_query: Marks
    in_transit: Marks
    on_the_wire: Marks
    at_least: Numbers
    at_most: Numbers
    passing_key: Numbers
    passing_flow: Numbers


def tabulate(index: Index, grasp: Grasp) -> ExposureTable:
    """Rules 2 and 3 of confidentiality for all assets under control at once."""
    width = len(index.ids) * len(index.categories)
    at_rest, asked = _at_rest(index, grasp, width), _asked(index, grasp, width)
    transit, wire = _transit(index, grasp), _wire(index, grasp)
    passing_flow, passing_key = _keys(index, width, *_either(index, grasp, transit, wire))
    key, place = np.unique(np.concatenate([at_rest, asked, passing_key]), return_inverse=True)
    of_rest, of_asked, of_passing = np.split(place, [len(at_rest), len(at_rest) + len(asked)])
    rest, query = _marked(key, of_rest), _marked(key, of_asked)
    holding = index.holdings.held(key % max(width, 1))
    whole = (rest | query) & (holding != UNKNOWN)
    passing = _passing(index, passing_flow, of_passing, holding)
    return ExposureTable(
        key=key,
        at_rest=rest,
        by_query=query,
        in_transit=_marked(key, np.searchsorted(key, _keys(index, width, *transit)[1])),
        on_the_wire=_marked(key, np.searchsorted(key, _keys(index, width, *wire)[1])),
        at_least=np.where(whole, holding, 0),
        at_most=np.where(whole, holding, np.where(query, UNKNOWN, passing)),
        passing_key=passing_key,
        passing_flow=passing_flow,
    )


def _at_rest(index: Index, grasp: Grasp, width: int) -> Numbers:
    """The keys of what the controlled assets hold."""
    place, holding = index.holdings.of.pairs_at(grasp.assets)
    return grasp.hits[place] * width + index.holdings.key[holding]


def _asked(index: Index, grasp: Grasp, width: int) -> Numbers:
    """The keys of what the controlled assets may ask for."""
    place, flow = index.flows.asks.pairs_at(grasp.assets)
    flow_place, category = index.flows.categories.pairs_at(flow)
    key = index.flows.source[flow][flow_place] * len(index.categories) + category
    asked, which = np.unique(key, return_inverse=True)
    exposed = queries_of(index).exposed_by(asked)
    which_place, found = exposed.pairs_at(which)
    return grasp.hits[place][flow_place][which_place] * width + found


def _transit(index: Index, grasp: Grasp) -> Pairs:
    """(hit, flow) for each flow with a controlled end, once."""
    flows = index.flows
    sent_place, sent = flows.sends.pairs_at(grasp.assets)
    got_place, got = flows.receives.pairs_at(grasp.assets)
    sent_hit, got_hit = grasp.hits[sent_place], grasp.hits[got_place]
    new = ~grasp.controls(got_hit, flows.source[got])
    return np.concatenate([sent_hit, got_hit[new]]), np.concatenate([sent, got[new]])


def _wire(index: Index, grasp: Grasp) -> Pairs:
    """(hit, flow) for each flow that a controlled asset carries and nobody has encrypted, once."""
    place, flow = index.flows.taps.pairs_at(grasp.assets)
    pairs = np.unique(grasp.hits[place] * len(index.flows.rows) + flow)
    hit, flow = np.divmod(pairs, max(len(index.flows.rows), 1))
    return hit, flow


def _either(index: Index, grasp: Grasp, transit: Pairs, wire: Pairs) -> Pairs:
    """What is seen passing on either ground, once: of `wire` only the flows with no controlled end."""
    hit, flow = wire
    new = ~grasp.controls(hit, index.flows.source[flow]) & ~grasp.controls(hit, index.flows.target[flow])
    return np.concatenate([transit[0], hit[new]]), np.concatenate([transit[1], flow[new]])


def _keys(index: Index, width: int, hits: Numbers, flows: Numbers) -> Pairs:
    """(flow, key of the exposure at its source) for each category of each flow."""
    place, category = index.flows.categories.pairs_at(flows)
    flow = flows[place]
    return flow, hits[place] * width + index.flows.source[flow] * len(index.categories) + category


def _marked(key: Numbers, places: Numbers) -> Marks:
    marks = np.zeros(len(key), dtype=np.bool_)
    marks[places] = True
    return marks


def _passing(index: Index, flow: Numbers, place: Numbers, holding: Numbers) -> Numbers:
    """For each exposure the sum over what is seen passing, never more than the holding; UNKNOWN where a figure lacks.

    A flow without a figure of its own counts as the source's whole holding.
    """
    persons = index.flows.persons[flow]
    persons = np.where(persons == UNKNOWN, holding[place], persons)
    lacking = _marked(holding, place[persons == UNKNOWN])
    total = np.zeros(len(holding), dtype=np.int64)
    np.add.at(total, place, persons)
    total = np.where(holding == UNKNOWN, total, np.minimum(total, holding))
    return np.where(lacking, numbers([UNKNOWN]), total)
