"""Which assets take the target down alone, all tried at once; they are in no larger minimal cut set."""

from collections import Counter

from riskapp.graph.failure_logic import FailureLogic, merged
from riskapp.graph.spread import Spread, blocks, own_seeds


def set_apart(logic: FailureLogic) -> tuple[list[str], FailureLogic]:
    """The assets that take the target down alone, and the logic that is left once they are known not to fail."""
    alone = _alone(logic)
    names = [name for node in alone for name in logic.events[node]]
    events = [[] if node in alone else events for node, events in enumerate(logic.events)]
    return names, merged(FailureLogic(events, logic.gates))


def _alone(logic: FailureLogic) -> set[int]:
    """The nodes, the target among them, of which a single event takes the target down."""
    either = [[member for gate in gates if gate.least == 1 for member in gate.members] for gates in logic.gates]
    joint = {
        node: [(gate.least, gate.members) for gate in gates if gate.least > 1]
        for node, gates in enumerate(logic.gates)
        if any(gate.least > 1 for gate in gates)
    }
    # Alone, only what feeds several nodes, or one gate twice, can meet a gate that asks for more than one.
    wide = {member for members in either for member in members}
    wide.update(
        member
        for gates in joint.values()
        for _, members in gates
        for member, times in Counter(members).items()
        if times > 1
    )
    hits = [node for node in sorted(wide) if logic.events[node]]
    if not hits:
        return {0}
    spread = Spread(either, joint)
    alone = {0}
    for block in blocks(hits):
        reached = spread.solve(own_seeds(block))[0]
        alone.update(node for place, node in enumerate(block) if reached >> place & 1)
    return alone
