"""Completeness: what the estate does not say, so that nobody trusts a small radius that is only an empty map."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from riskapp.graph.index import Index, index_of
from riskapp.graph.single_hits import hurting_assets, outage_spread
from riskapp.graph.snapshot import Asset, Snapshot
from riskapp.graph.spread import at_least, blocks, own_seeds
from riskapp.graph.tally import bits_of
from riskapp.graph.vocabulary import Kind


class Rule(StrEnum):
    """What is missing, the gravest first."""

    UNTOUCHED = "untouched"
    NO_PROVIDER = "no provider"
    NO_OWNER = "no owner"
    NO_NEEDS = "no needs"
    NO_HOLDINGS = "no holdings"
    NO_PURPOSE = "no purpose"
    NO_PERSONS = "no persons"
    MEMBERS_LEFT_OUT = "members left out"
    SHARED_PROVIDER = "shared provider"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the estate does not say, or says only seemingly.

    `subject` is an asset or, for purpose and persons, a flow. Of a group `group` is the name (None: a lone dependency);
    `others` are the single assets whose failure makes a redundant group short all the same, sorted; `needed`,
    `left` and `listed` count the members of a group with members left out: with fewer left than needed it runs on less
    than it was meant to, else it has lost alternatives that the files seem to promise.
    """

    rule: Rule
    subject: str
    group: str | None = None
    others: tuple[str, ...] = ()
    needed: int | None = None
    left: int | None = None
    listed: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Of the assets of a kind, how many nothing is missing of."""

    kind: Kind
    complete: int
    assets: int


@dataclass(frozen=True, slots=True)
class Completeness:
    """All findings, by rule, then subject, then group; and the share of each kind that there is."""

    findings: tuple[Finding, ...]
    shares: tuple[Share, ...]


def completeness(snapshot: Snapshot) -> Completeness:
    """What the assets, flows and groups that take part leave open.

    Raises Invalid where the estate contradicts itself.
    """
    index = index_of(snapshot)
    assets = [asset for asset in snapshot.assets if asset.id in index.number]
    found = [*_of_assets(index, assets), *_of_flows(index), *_left_out(index), *_shared(index)]
    order = list(Rule)
    found.sort(key=lambda one: (order.index(one.rule), one.subject, one.group or ""))
    return Completeness(tuple(found), tuple(_shares(assets, found)))


def _of_assets(index: Index, assets: list[Asset]) -> Iterator[Finding]:
    flows, holdings = index.flows, index.holdings
    needing, feeding = index.needs.degrees(), index.feeds.degrees()
    moving = flows.sends.degrees() + flows.receives.degrees()
    carrying = np.bincount(flows.via.items, minlength=len(assets))
    held = holdings.of.degrees()
    touched = needing + feeding + moving + carrying + held
    # The files name suppliers and sites by their ids.
    named = {name for asset in assets for name in (asset.supplier, asset.site)}
    works = (Kind.PROCESS, Kind.SYSTEM, Kind.DEVICE)
    for number, asset in enumerate(assets):
        missing = {
            Rule.UNTOUCHED: not touched[number] and asset.id not in named,
            Rule.NO_PROVIDER: asset.kind in works and not needing[number],
            Rule.NO_OWNER: asset.kind in works and not asset.owner,
            Rule.NO_NEEDS: asset.kind in works
            and (asset.confidentiality, asset.integrity, asset.availability) == (None, None, None),
            Rule.NO_HOLDINGS: asset.kind is Kind.SYSTEM and not held[number],
        }
        yield from (Finding(rule, asset.id) for rule, it_is in missing.items() if it_is)


def _of_flows(index: Index) -> Iterator[Finding]:
    for flow in index.flows.rows:
        if not flow.purpose:
            yield Finding(Rule.NO_PURPOSE, flow.id)
        if flow.persons is None:
            yield Finding(Rule.NO_PERSONS, flow.id)


def _left_out(index: Index) -> Iterator[Finding]:
    for group in index.incomplete:
        yield Finding(
            Rule.MEMBERS_LEFT_OUT,
            group.dependent,
            group.group,
            needed=group.needed,
            left=group.left,
            listed=group.listed,
        )


def _shared(index: Index) -> Iterator[Finding]:
    """Redundant groups, hard and soft, that one asset alone makes short; that its dependent does so says nothing."""
    groups, spare, spread = index.groups, index.groups.spare(), outage_spread(index)
    redundant: list[int] = np.flatnonzero(spare > 0).tolist()
    shared: dict[int, list[str]] = {}
    for hits in blocks(hurting_assets(index)):
        sets = spread.solve(own_seeds(hits))
        for group in redundant:
            short = at_least(int(spare[group]) + 1, [sets[member] for member in groups.members[group].tolist()])
            names = [index.ids[hits[bit]] for bit in bits_of(short) if hits[bit] != groups.dependent[group]]
            if names:
                shared.setdefault(group, []).extend(names)
    for group, names in shared.items():
        dependent = index.ids[int(groups.dependent[group])]
        yield Finding(Rule.SHARED_PROVIDER, dependent, groups.name[group], tuple(sorted(names)))


def _shares(assets: list[Asset], found: list[Finding]) -> Iterator[Share]:
    about_flows = (Rule.NO_PURPOSE, Rule.NO_PERSONS)
    lacking = {one.subject for one in found if one.rule not in about_flows}
    for kind in Kind:
        of_kind = [asset for asset in assets if asset.kind is kind]
        if of_kind:
            yield Share(kind, sum(asset.id not in lacking for asset in of_kind), len(of_kind))
