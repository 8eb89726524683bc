"""What is not known about an asset: every missing fact makes its blast radius, and each paper on it, less sure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from riskapp.errors import N_
from riskapp.graph.snapshot import Asset, Dependency
from riskapp.graph.vocabulary import Kind, Lifecycle

_TECHNICAL = (Kind.SYSTEM, Kind.DEVICE, Kind.INFRASTRUCTURE, Kind.NETWORK)
_WORKS = (Kind.PROCESS, *_TECHNICAL)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is not known, and why it matters: `text` is a message id with places for `values`."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)


def gaps(asset: Asset, *, flows: int, dependencies: int, needs: Iterable[tuple[Dependency, Lifecycle]]) -> list[Gap]:
    """What is missing, the most important first.

    `flows` counts those in and out, `dependencies` those that it has; `needs` are these with the lifecycle of each
    provider.
    """
    found = [Gap(text) for text, missing in _rules(asset, flows, dependencies) if missing]
    return [*found, *_incomplete(needs)]


def _rules(asset: Asset, flows: int, dependencies: int) -> Iterable[tuple[str, bool]]:
    needs = (asset.confidentiality, asset.integrity, asset.availability)
    yield N_("Who owns it: nobody can decide on its risks."), not asset.owner
    yield N_("Its need for confidentiality, integrity and availability."), not any(needs)
    yield N_("A part of its needs: not every property has a level."), any(needs) and None in needs
    yield (
        N_("How long the organisation can do without it."),
        asset.kind in (Kind.PROCESS, Kind.SYSTEM) and asset.max_downtime is None,
    )
    yield N_("How long it takes to bring it back: it counts as no time at all."), _no_recovery(asset)
    yield (
        N_("What it needs: it seems to stand on nothing, so nothing can take it down."),
        (asset.kind in _WORKS and not dependencies),
    )
    yield N_("Which data flow in and out."), asset.kind in (Kind.SYSTEM, Kind.DEVICE) and not flows


def _no_recovery(asset: Asset) -> bool:
    return asset.kind in (Kind.SYSTEM, Kind.INFRASTRUCTURE, Kind.NETWORK) and asset.recovery == 0


def _incomplete(needs: Iterable[tuple[Dependency, Lifecycle]]) -> Iterable[Gap]:
    """Groups with fewer members in use than they need; one planned or retired provider alone is such a group too."""
    groups: defaultdict[tuple[str, str], list[tuple[Dependency, Lifecycle]]] = defaultdict(list)
    for row, lifecycle in needs:
        groups[("group", row.group) if row.group is not None else ("provider", row.provider)].append((row, lifecycle))
    for (_, name), members in groups.items():
        needed = members[0][0].needed
        left = sum(lifecycle.takes_part for _, lifecycle in members)
        if left < needed:
            yield Gap(
                N_("What stands in for “%(name)s”: it needs %(needed)s, and %(left)s of them takes part."),
                {"name": name, "needed": needed, "left": left},
            )
