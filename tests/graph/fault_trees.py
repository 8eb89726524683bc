"""Fault trees as estates: a gate is an asset, its inputs are what it needs."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations
from math import prod

from riskapp.graph.snapshot import Dependency

from .estates import needs


def any_of(gate: str, *inputs: str) -> list[Dependency]:
    """The gate fails when any input fails: it needs each."""
    return [needs(gate, one) for one in inputs]


def all_of(gate: str, *inputs: str) -> list[Dependency]:
    """The gate fails when all inputs fail: one is enough for it."""
    return at_least(gate, len(inputs), *inputs)


def at_least(gate: str, count: int, *inputs: str) -> list[Dependency]:
    """The gate fails when `count` inputs fail."""
    return [needs(gate, one, "inputs", needed=len(inputs) - count + 1) for one in inputs]


def probability(cut_sets: Sequence[Iterable[str]], chances: Mapping[str, float]) -> float:
    """That all of some cut set fail, by inclusion and exclusion; the chances are independent."""
    joins = chain.from_iterable(combinations(cut_sets, count) for count in range(1, len(cut_sets) + 1))
    return sum((-1) ** (len(join) + 1) * prod(chances[name] for name in set().union(*join)) for join in joins)
