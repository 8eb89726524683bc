"""The minimal cut sets of a failure logic as a family of sets of its nodes, gate by gate from the providers up."""

from collections import Counter, deque
from collections.abc import Sequence

from riskapp.graph.components import strongly_connected
from riskapp.graph.failure_logic import FailureLogic, Gate
from riskapp.graph.families import Families
from riskapp.graph.set_diagram import EMPTY, UNIT

Weighted = tuple[int, int]
"""A family and how many members of a gate have it."""

# Beyond this order the search for shared causes would go deep, and finds what counting finds.
_DEEP = 32


def target_family(logic: FailureLogic, families: Families) -> int:
    """The family of node 0: its sets are nodes whose events together take it down.

    Raises Exhausted where `families` runs out of work.
    """
    successors = [list(dict.fromkeys(logic.members(node))) for node in range(len(logic.gates))]
    found = [EMPTY] * len(successors)
    for component in strongly_connected(successors):
        _settle(sorted(component, reverse=True), successors, logic, families, found)
    return found[0]


def _settle(
    component: Sequence[int],
    successors: Sequence[Sequence[int]],
    logic: FailureLogic,
    families: Families,
    found: list[int],
) -> None:
    """The least fixed point of nodes that wait for each other, from nobody down on; alone, a node needs one look."""
    users: dict[int, list[int]] = {node: [] for node in component}
    for node in component:
        for member in successors[node]:
            if member in users:
                users[member].append(node)
    waiting = deque(component)
    queued = set(component)
    while waiting:
        node = waiting.popleft()
        queued.remove(node)
        family = _family(node, logic, families, found)
        if family != found[node]:
            found[node] = family
            fresh = [user for user in users[node] if user not in queued]
            waiting += fresh
            queued.update(fresh)


def _family(node: int, logic: FailureLogic, families: Families, found: Sequence[int]) -> int:
    family = families.single(node) if logic.events[node] else EMPTY
    for gate in logic.gates[node]:
        families.spend(len(gate.members))
        family = families.union(family, _gate_family(gate, families, found))
    return family


def _gate_family(gate: Gate, families: Families, found: Sequence[int]) -> int:
    if gate.least > 1:
        alike = Counter(found[member] for member in gate.members)
        return at_least(families, gate.least, list(alike.items()), families.order)
    family = EMPTY
    for member in reversed(gate.members):
        family = families.union(found[member], family)
    return family


def at_least(families: Families, least: int, members: Sequence[Weighted], order: int) -> int:
    """What takes down at least `least` of the members, in sets of at most `order`.

    Raises Exhausted where `families` runs out of work.
    """
    cut = Counter[int]()
    for family, weight in members:
        cut[families.cut(family, order)] += weight
    least -= cut.pop(UNIT, 0)
    cut.pop(EMPTY, None)
    if least <= 0:
        return UNIT
    # From the bottom of the diagram up, so that a product sets one family on top of the other.
    ordered = sorted(cut.items(), key=lambda one: (families.variable[one[0]], one[0]))
    if least <= order or order > _DEEP:
        return _counted(families, least, ordered, order)
    return _shared(families, least, ordered, order)


def _counted(families: Families, least: int, members: Sequence[Weighted], order: int) -> int:
    """Member after member: either it is among the fallen or it is not, and fewer remain to fall."""
    left = sum(weight for _, weight in members)
    open_counts = [{least} if least <= left else set()]
    for _, weight in members:
        left -= weight
        after = {count - taken for count in open_counts[-1] for taken in (0, weight)}
        open_counts.append({count for count in after if 0 < count <= left})
        families.spend(len(after))
    answers: dict[int, int] = {}
    for (family, weight), counts in zip(reversed(members), reversed(open_counts[:-1]), strict=True):
        below, answers = answers, {}
        for count in sorted(counts):
            rest = below.get(count - weight, EMPTY) if count > weight else UNIT
            taken = families.product(family, rest, order)
            answers[count] = families.union(taken, below.get(count, EMPTY))
    return answers.get(least, EMPTY)


def _shared(families: Families, least: int, members: Sequence[Weighted], order: int) -> int:
    """More must fall than events may happen: what takes down several at once, the widest first (Shannon's expansion).

    It ends where even the `order` widest events together touch too few.
    """
    found = EMPTY
    while True:
        touched = _touched(families, members)
        widest = sorted(touched.items(), key=lambda one: (-one[1], one[0]))[:order]
        if sum(count for _, count in widest) < least:
            return found
        variable = widest[0][0]
        fallen = [(families.given_down(family, variable), weight) for family, weight in members]
        others = at_least(families, least, fallen, order - 1)
        found = families.union(found, families.product(families.single(variable), others, order))
        members = [(families.given_up(family, variable), weight) for family, weight in members]


def _touched(families: Families, members: Sequence[Weighted]) -> Counter[int]:
    """For each variable how many members have it in some set."""
    touched = Counter[int]()
    for family, weight in members:
        support = families.support(family)
        families.spend(1 + len(support) // 10)
        for variable in support:
            touched[variable] += weight
    return touched
