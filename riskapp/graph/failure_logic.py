"""Who takes a target down, as a small system of rules: the hard needs upstream of it, and what is one for it merged.

In the end every tolerance runs out, so that a hard group fails its dependent with one member more than it can spare:
a gate. Assets whose failures mean the same to the target are one node.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from riskapp.graph.components import strongly_connected
from riskapp.graph.index import Index


@dataclass(frozen=True, slots=True)
class Gate:
    """Its node is down while at least `least` of `members` are; a member named twice counts twice."""

    least: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FailureLogic:
    """Nodes 0 (the target) to n-1. A node is down where one of its `events` happens or one of its `gates` is met.

    An event is an asset that fails by itself. The state is the least fixed point: those that only wait for each other
    are up.
    """

    events: list[list[str]]
    gates: list[list[Gate]]

    def members(self, node: int) -> Iterator[int]:
        """Whom the node's gates ask, as often as they do."""
        return (member for gate in self.gates[node] for member in gate.members)

    def falling(self) -> bytearray:
        """For each node whether it is down once all events have happened."""
        users: list[list[tuple[int, list[int]]]] = [[] for _ in self.events]
        for node, gates in enumerate(self.gates):
            for gate in gates:
                missing = [gate.least]
                for member in gate.members:
                    users[member].append((node, missing))
        down = bytearray(map(bool, self.events))
        waiting = deque(node for node, events in enumerate(self.events) if events)
        while waiting:
            for node, missing in users[waiting.popleft()]:
                missing[0] -= 1
                if missing[0] == 0 and not down[node]:
                    down[node] = True
                    waiting.append(node)
        return down


def hard_needs(index: Index, target: int) -> dict[int, list[int]]:
    """The hard groups of the target, of those that it needs, and so on: for each such asset, the target first."""
    found: dict[int, list[int]] = {target: []}
    waiting = deque([target])
    while waiting:
        asset = waiting.popleft()
        found[asset] = [int(group) for group in index.needs[asset] if index.groups.hard[group]]
        for group in found[asset]:
            for member in map(int, index.groups.members[group]):
                if member not in found:
                    found[member] = []
                    waiting.append(member)
    return found


def upstream(index: Index, target: int, may_fail: Collection[str] | None) -> FailureLogic:
    """The logic of the target's hard needs; `may_fail` None lets all but the target fail.

    The target itself never fails: it is taken down.
    """
    needs = hard_needs(index, target)
    number = {asset: node for node, asset in enumerate(needs)}
    names = [index.ids[asset] for asset in needs]
    events = [[name] if may_fail is None or name in may_fail else [] for name in names]
    gates = [[_gate(index, group, number) for group in groups] for groups in needs.values()]
    return FailureLogic([[], *events[1:]], gates)


def _gate(index: Index, group: int, number: Mapping[int, int]) -> Gate:
    members = tuple(number[int(member)] for member in index.groups.members[group])
    return Gate(len(members) - int(index.groups.needed[group]) + 1, members)


def merged(logic: FailureLogic) -> FailureLogic:
    """The same for the target, with fewer nodes: numbered depth first from the target on.

    What can never fall is left out. What takes down the target by itself is one node with it, and so is, with another
    node, what is needed by that node alone or waits for it in a circle. None of those counts in the gates of others,
    where their fall has had its effect already.
    """
    logic = _pruned(logic)
    head = _heads(logic)
    events: dict[int, list[str]] = {}
    gates: dict[int, dict[Gate, None]] = {}
    for node, its_head in enumerate(head):
        events.setdefault(its_head, []).extend(logic.events[node])
        gates.setdefault(its_head, {}).update(dict.fromkeys(_lifted(logic.gates[node], head, its_head)))
    joined = {node: _one_for_all(found) for node, found in gates.items()}
    order = _depth_first(joined)
    number = {node: place for place, node in enumerate(order)}
    return FailureLogic(
        [events[node] for node in order],
        [
            [Gate(gate.least, tuple(sorted(number[member] for member in gate.members))) for gate in joined[node]]
            for node in order
        ],
    )


def _pruned(logic: FailureLogic) -> FailureLogic:
    """Without the members that never fall and the gates that they leave too small."""
    falling = logic.falling()
    gates = []
    for node, before in enumerate(logic.gates):
        after = [Gate(gate.least, tuple(filter(falling.__getitem__, gate.members))) for gate in before]
        gates.append([gate for gate in after if len(gate.members) >= gate.least] if falling[node] else [])
    return FailureLogic(logic.events, gates)


def _heads(logic: FailureLogic) -> list[int]:
    """For each node the one that it is merged into; the target's is 0."""
    either = [[member for gate in gates if gate.least == 1 for member in gate.members] for gates in logic.gates]
    jointly = {member for gates in logic.gates for gate in gates if gate.least > 1 for member in gate.members}
    with_target = _reached(either)
    users: list[list[int]] = [[] for _ in either]
    for node, members in enumerate(either):
        for member in members:
            users[member].append(node)
    head = [0] * len(either)
    # Dependents come first, so that the heads of those who need a component are known.
    for component in reversed(strongly_connected(either)):
        if component[0] in with_target:
            continue
        inside = set(component)
        heads = {head[user] for node in component for user in users[node] if user not in inside}
        alone = len(heads) != 1 or not inside.isdisjoint(jointly)
        its_head = min(component) if alone else heads.pop()
        for node in component:
            head[node] = its_head
    return head


def _reached(successors: Sequence[Sequence[int]]) -> set[int]:
    """The nodes that 0 leads to, itself among them."""
    seen, waiting = {0}, [0]
    while waiting:
        for other in successors[waiting.pop()]:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def _lifted(gates: Iterable[Gate], head: Sequence[int], own: int) -> Iterator[Gate]:
    """The gates with each member's head, without the node's own head and the target's."""
    for gate in gates:
        members = tuple(head[member] for member in gate.members if head[member] not in (own, 0))
        if len(members) >= gate.least:
            yield Gate(gate.least, members)


def _one_for_all(gates: Iterable[Gate]) -> list[Gate]:
    """The same gates with those that a single member meets joined into one."""
    single = dict.fromkeys(member for gate in gates if gate.least == 1 for member in gate.members)
    several = [gate for gate in gates if gate.least > 1]
    return [Gate(1, tuple(single)), *several] if single else several


def _depth_first(gates: dict[int, list[Gate]]) -> list[int]:
    """The nodes that 0 leads to, in the order in which a walk in depth meets them first."""
    met: dict[int, None] = {}
    waiting = [0]
    while waiting:
        node = waiting.pop()
        if node not in met:
            met[node] = None
            waiting += [member for gate in reversed(gates[node]) for member in reversed(gate.members)]
    return list(met)
