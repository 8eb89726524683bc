"""A family of sets written out: how many sets there are of each order, and which."""

from collections.abc import Iterator, Sequence

from riskapp.graph.set_diagram import EMPTY, UNIT, SetDiagram

Chain = tuple[int, "Chain"] | None
"""The variables of a set so far, the last one first; sets with the same beginning share it."""


def counts_by_order(families: SetDiagram, family: int, weights: Sequence[int], limit: int) -> dict[int, int]:
    """How many sets of each order there are, ascending; variable v stands for `weights[v]` elements.

    It stops at the order with which the sum is above `limit`: that count may be too low, but the sum is above.
    """
    counts: dict[int, dict[int, int]] = {EMPTY: {}, UNIT: {0: 1}}
    for node in families.below(family):
        if node > UNIT:
            weight = weights[families.variable[node]]
            joined = dict(counts[families.absent[node]])
            for order, count in counts[families.present[node]].items():
                joined[order + 1] = joined.get(order + 1, 0) + count * weight
            counts[node] = _until(joined, limit)
    return counts[family]


def _until(counts: dict[int, int], limit: int) -> dict[int, int]:
    kept: dict[int, int] = {}
    total = 0
    for order in sorted(counts):
        kept[order] = counts[order]
        total += counts[order]
        if total > limit:
            break
    return kept


def sets_up_to(families: SetDiagram, family: int, order: int) -> Iterator[list[int]]:
    """The sets of at most `order` variables, each ascending."""
    waiting: list[tuple[int, int, Chain]] = [(family, order, None)]
    while waiting:
        node, room, chain = waiting.pop()
        if node == EMPTY or families.least[node] > room:
            continue
        if node == UNIT:
            yield _unrolled(chain)
            continue
        waiting.append((families.absent[node], room, chain))
        waiting.append((families.present[node], room - 1, (families.variable[node], chain)))


def _unrolled(chain: Chain) -> list[int]:
    variables = []
    while chain is not None:
        variable, chain = chain
        variables.append(variable)
    return variables[::-1]
