"""The part of an estate that an answer rests on: who is reached, what they need, and who stands at the border."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.integrity import trace
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat


def reached_by(
    snapshot: Snapshot, hit: Sequence[str], threat: Threat, outage: int | None, control: bool
) -> frozenset[str]:
    """The ids of all assets that the blast radius of `hit` reaches in any way, `hit` among them."""
    if threat is Threat.AVAILABILITY:
        return frozenset(hit) | {one.id for one in simulate(snapshot, hit, outage, control=control).assets}
    if threat is Threat.INTEGRITY:
        spread = trace(snapshot, hit, control=control)
        return frozenset(hit) | {one.id for one in spread.assets}
    exposed = expose(snapshot, hit)
    return frozenset(hit) | {one.id for one in exposed.controlled} | {one.holder for one in exposed.exposures}


def sliced(snapshot: Snapshot, reached: Collection[str]) -> Snapshot:
    """The rows of `snapshot` about `reached`, whoever depends on them, and what these need or exchange, in order.

    Free texts that no answer reads (descriptions, owners, purposes, references) are left out.
    """
    core = frozenset(reached)
    asked = core | {one.dependent for one in snapshot.dependencies if one.provider in core}
    dependencies = tuple(one for one in snapshot.dependencies if one.dependent in asked)
    flows = tuple(
        replace(one, purpose="")
        for one in snapshot.flows
        if one.source in core or one.target in core or not core.isdisjoint(one.via)
    )
    kept = asked | {one.provider for one in dependencies}
    kept |= {end for one in flows for end in (one.source, one.target, *one.via)}
    return replace(_without_texts(snapshot, kept), flows=flows, dependencies=dependencies)


def whole(snapshot: Snapshot) -> Snapshot:
    """All rows, without the free texts that no answer reads."""
    everything = _without_texts(snapshot, {one.id for one in snapshot.assets})
    return replace(
        everything,
        flows=tuple(replace(one, purpose="") for one in snapshot.flows),
        dependencies=snapshot.dependencies,
    )


def _without_texts(snapshot: Snapshot, kept: Collection[str]) -> Snapshot:
    return Snapshot(
        categories=snapshot.categories,
        assets=tuple(
            replace(one, description="", owner="", external_ref="") for one in snapshot.assets if one.id in kept
        ),
        holdings=tuple(one for one in snapshot.holdings if one.asset in kept),
    )
