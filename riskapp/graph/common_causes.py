"""Common causes: single assets whose failure alone leaves a redundant group short, and with it takes a target down."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from riskapp.graph.cut_sets import cut_sets
from riskapp.graph.failure_logic import hard_needs
from riskapp.graph.index import Index, index_of
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.spread import Joint, Spread, at_least, blocks, own_seeds


@dataclass(frozen=True, slots=True)
class CommonCause:
    """`asset` fails, and the redundant `group` of `dependent` has fewer members up than it needs."""

    asset: str
    dependent: str
    group: str | None


def common_causes(snapshot: Snapshot, target: str, among: Collection[str] | None = None) -> tuple[CommonCause, ...]:
    """Every asset that takes `target` down alone, with each redundant group upstream of it that it defeats.

    Sorted by asset, dependent and group. A group is redundant where it is hard and can spare a member; one whose
    dependent is the failing asset is left out. `among` as in `cut_sets`, and Invalid as there.
    """
    single = cut_sets(snapshot, target, among, max_order=1).cut_sets
    index = index_of(snapshot)
    upstream = _Upstream(index, index.number[target])
    if not upstream.redundant:
        return ()
    nodes = [upstream.number[index.number[name]] for (name,) in single]
    causes = [cause for block in blocks(nodes) for cause in upstream.defeats(block)]
    return tuple(sorted(causes, key=lambda one: (one.asset, one.dependent, one.group or "")))


class _Upstream:
    """The hard needs of a target, as nodes, and the redundant groups among them: (name, dependent, least, members).

    `number` is the node of each asset; `least` is how many members must be down for the group to be short.
    """

    def __init__(self, index: Index, target: int) -> None:
        needs = hard_needs(index, target)
        self.number = {asset: node for node, asset in enumerate(needs)}
        either: list[list[int]] = [[] for _ in needs]
        joint: dict[int, list[Joint]] = {}
        self.redundant: list[tuple[str | None, int, int, list[int]]] = []
        for node, groups in enumerate(needs.values()):
            for group in groups:
                members = [self.number[int(member)] for member in index.groups.members[group]]
                least = len(members) - int(index.groups.needed[group]) + 1
                if least == 1:
                    either[node] += members
                else:
                    joint.setdefault(node, []).append((least, members))
                    self.redundant.append((index.groups.name[group], node, least, members))
        self._ids = [index.ids[asset] for asset in needs]
        self._spread = Spread(either, joint)

    def defeats(self, nodes: Sequence[int]) -> list[CommonCause]:
        """The groups that each of the nodes leaves short alone."""
        reached = self._spread.solve(own_seeds(nodes))
        causes = []
        for group, dependent, least, members in self.redundant:
            short = at_least(least, [reached[member] for member in members])
            causes += [
                CommonCause(self._ids[node], self._ids[dependent], group)
                for place, node in enumerate(nodes)
                if short >> place & 1 and node != dependent
            ]
        return causes
