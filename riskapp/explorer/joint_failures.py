"""What takes an asset down by two failures at once, and which redundancy is none: for a page, in bounded time."""

from dataclasses import dataclass

from riskapp.errors import Invalid
from riskapp.graph.common_causes import CommonCause, common_causes
from riskapp.graph.cut_sets import cut_sets
from riskapp.graph.memory import Memory
from riskapp.graph.snapshot import Snapshot

ORDER = 2


@dataclass(frozen=True, slots=True)
class JointFailures:
    """`pairs` stop the asset together and neither does alone (None: too many to list); `causes` defeat a redundancy."""

    pairs: tuple[tuple[str, ...], ...] | None
    causes: tuple[CommonCause, ...]


_KEPT: Memory[JointFailures] = Memory(16)


def joint_failures(snapshot: Snapshot, asset: str) -> JointFailures:
    """The pairs and common causes of an asset; raises Invalid where it is unknown or takes no part."""
    return _KEPT.recall(snapshot, asset, lambda: _find(snapshot, asset))


def _find(snapshot: Snapshot, asset: str) -> JointFailures:
    causes = common_causes(snapshot, asset)
    try:
        found = cut_sets(snapshot, asset, max_order=ORDER).cut_sets
    except Invalid:  # common_causes has checked the asset, so it is the number of sets that was refused
        return JointFailures(None, causes)
    return JointFailures(tuple(one for one in found if len(one) == ORDER), causes)
