"""Which single hits reach which assets, for thousands of hits at once: sets of hits as the bits of whole numbers.

Every asset asks for the set of hits that reach it: its own, joined with those that reach *any one* of some others
("either"), and with those that reach *at least so many* of some others at the same time ("joint": a redundant group).
That is a least fixed point of monotone rules, so the order of work does not matter for the answer.
"""

from collections.abc import Mapping, Sequence

from riskapp.graph.components import strongly_connected

Joint = tuple[int, Sequence[int]]

# Bits a block: 512 bytes a set keep the sets of 100 000 assets within 60 MB.
BLOCK = 4096


class Spread:
    """The rules, ordered once: nodes that all reach each other are one, and each comes after what leads to it."""

    def __init__(self, either: Sequence[Sequence[int]], joint: Mapping[int, Sequence[Joint]]) -> None:
        merged = strongly_connected(either)
        self._part = [0] * len(either)
        for part, nodes in enumerate(merged):
            for node in nodes:
                self._part[node] = part
        self._either = [
            list(dict.fromkeys(self._part[other] for node in nodes for other in either[node])) for nodes in merged
        ]
        self._joint: list[list[Joint]] = [[] for _ in merged]
        for node, rules in joint.items():
            parts = [(least, [self._part[other] for other in members]) for least, members in rules]
            self._joint[self._part[node]].extend(parts)
        leads = [
            either_parts + [other for _, members in rules for other in members]
            for either_parts, rules in zip(self._either, self._joint, strict=True)
        ]
        self._order = strongly_connected(leads) if joint else [[part] for part in range(len(merged))]

    def solve(self, seeds: Mapping[int, int]) -> list[int]:
        """For each node the set of hits that reach it; `seeds` are the sets that start at a node."""
        reached = [0] * len(self._either)
        for node, bits in seeds.items():
            reached[self._part[node]] |= bits
        for together in self._order:
            changed = True
            while changed:
                changed = False
                for part in together:
                    before = reached[part]
                    reached[part] = self._step(part, reached)
                    changed |= len(together) > 1 and reached[part] != before
        return [reached[part] for part in self._part]

    def _step(self, part: int, reached: list[int]) -> int:
        bits = reached[part]
        for other in self._either[part]:
            bits |= reached[other]
        for least, members in self._joint[part]:
            bits |= at_least(least, [reached[member] for member in members])
        return bits


def at_least(least: int, sets: Sequence[int]) -> int:
    """The elements that are in `least` (1 or more) of the sets or more: counted bit by bit in binary columns."""
    filled = [bits for bits in sets if bits]
    if len(filled) < least:
        return 0
    columns: list[int] = []
    for bits in filled:
        place, carry = 0, bits
        while carry:
            if place == len(columns):
                columns.append(0)
            columns[place], carry = columns[place] ^ carry, columns[place] & carry
            place += 1
    above, equal = 0, -1
    for place in reversed(range(max(len(columns), least.bit_length()))):
        column = columns[place] if place < len(columns) else 0
        if least >> place & 1:
            equal &= column
        else:
            above |= equal & column
            equal &= ~column
    return above | equal


def blocks(hits: Sequence[int]) -> list[Sequence[int]]:
    """The hits in blocks of a size that is worked off at once; each is independent work."""
    return [hits[start : start + BLOCK] for start in range(0, len(hits), BLOCK)]


def own_seeds(hits: Sequence[int]) -> dict[int, int]:
    """The seeds of a block: hit number i starts as bit i at its own node."""
    return {node: 1 << place for place, node in enumerate(hits)}
