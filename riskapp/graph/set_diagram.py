"""Where families of sets are kept: a zero-suppressed decision diagram (Minato 1993), its nodes as numbers.

A node is a family: the sets with its variable (`present`, the variable taken out) and those without it (`absent`).
Equal families are one node, so that millions of sets may share a few nodes. The smaller a variable's number, the
nearer it stands to the top.
"""

EMPTY, UNIT = 0, 1
"""The family of no set, and the family of the empty set alone."""

ANY = 1 << 60
"""The order (the size of a set) that none exceeds, and the variable below all others."""


class Exhausted(Exception):
    """The work that was granted is used up: the families have too little in common for a small diagram."""


class SetDiagram:
    """The nodes, and the work that may still be spent on them.

    `least[f]` and `most[f]` are the sizes of the smallest and the largest set of family f (ANY and -1 where it is
    EMPTY).
    """

    def __init__(self, work: int = ANY) -> None:
        self.work = work
        self.variable = [ANY, ANY]
        self.present = [EMPTY, EMPTY]
        self.absent = [EMPTY, EMPTY]
        self.least = [ANY, 0]
        self.most = [-1, 0]
        self._nodes: dict[tuple[int, int, int], int] = {}
        self._support: dict[int, frozenset[int]] = {}

    def spend(self, steps: int) -> None:
        """Count work done. Raises Exhausted where it is more than was granted."""
        self.work -= steps
        if self.work < 0:
            raise Exhausted

    def node(self, variable: int, present: int, absent: int) -> int:
        """The family with these two parts, whose variables are all larger than `variable`."""
        if present == EMPTY:
            return absent
        key = (variable, present, absent)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = len(self.variable)
            self.variable.append(variable)
            self.present.append(present)
            self.absent.append(absent)
            self.least.append(min(self.least[present] + 1, self.least[absent]))
            self.most.append(max(self.most[present] + 1, self.most[absent]))
        return node

    def single(self, variable: int) -> int:
        """The family of the one set {variable}."""
        return self.node(variable, UNIT, EMPTY)

    def below(self, family: int) -> list[int]:
        """The nodes of a family's diagram, each after those that it leads to: the family itself is the last."""
        seen, waiting = {family}, [family]
        while waiting:
            node = waiting.pop()
            for other in (self.present[node], self.absent[node]):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return sorted(seen)

    def support(self, family: int) -> frozenset[int]:
        """The variables that stand in a set of the family."""
        found = self._support.get(family)
        if found is None:
            nodes = self.below(family)
            self.spend(len(nodes))
            found = self._support[family] = frozenset(self.variable[node] for node in nodes if node > UNIT)
        return found
