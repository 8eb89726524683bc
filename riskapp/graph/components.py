"""Strongly connected components: sets whose members all reach each other (Tarjan 1972, without recursion)."""

from collections.abc import Sequence


def strongly_connected(successors: Sequence[Sequence[int]]) -> list[list[int]]:
    """The components of a graph of nodes 0 to n-1, each one after all that it leads to. O(nodes + edges)."""
    order = [0] * len(successors)
    lowest = [0] * len(successors)
    placed = bytearray(len(successors))
    components: list[list[int]] = []
    trail: list[int] = []
    visited = 0
    for root in range(len(successors)):
        if order[root]:
            continue
        walk = [(root, iter(successors[root]))]
        visited += 1
        order[root] = lowest[root] = visited
        trail.append(root)
        while walk:
            node, rest = walk[-1]
            for neighbour in rest:
                if not order[neighbour]:
                    visited += 1
                    order[neighbour] = lowest[neighbour] = visited
                    trail.append(neighbour)
                    walk.append((neighbour, iter(successors[neighbour])))
                    break
                if not placed[neighbour] and order[neighbour] < lowest[node]:
                    lowest[node] = order[neighbour]
            else:
                walk.pop()
                if walk and lowest[node] < lowest[walk[-1][0]]:
                    lowest[walk[-1][0]] = lowest[node]
                if lowest[node] == order[node]:
                    components.append(_take(trail, node, placed))
    return components


def _take(trail: list[int], root: int, placed: bytearray) -> list[int]:
    component: list[int] = []
    while not component or component[-1] != root:
        component.append(trail.pop())
        placed[component[-1]] = 1
    return component
