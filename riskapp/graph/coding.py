"""Words of a fixed list as numbers."""

from collections.abc import Iterable, Sequence
from enum import Enum

import numpy as np

from riskapp.graph.adjacency import Numbers, numbers


def coded(values: Iterable[Enum], members: Sequence[Enum]) -> Numbers:
    """For each value its place among the members of its enumeration."""
    # A member is one object only, and Python computes its hash anew each time: identity is five times as fast.
    known = np.array([id(member) for member in members])
    order = np.argsort(known)
    return order[np.searchsorted(known[order], numbers(map(id, values)))]
