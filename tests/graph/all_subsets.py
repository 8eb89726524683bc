"""The plain reference for cut sets: every subset tried, and estates drawn from a seed that are hard on shortcuts."""

import random
from collections.abc import Collection, Iterable
from itertools import chain, combinations

from riskapp.graph.snapshot import Asset, Dependency, Snapshot
from riskapp.graph.vocabulary import DependencyKind, Kind, Lifecycle, Strength

NAMES = "abcdefgh"


def living(snapshot: Snapshot) -> list[str]:
    return [asset.id for asset in snapshot.assets if asset.lifecycle.takes_part]


def hard_groups(snapshot: Snapshot) -> list[tuple[str, str | None, int, list[str]]]:
    """(dependent, name, needed, members) of every hard group of which a member takes part."""
    alive = set(living(snapshot))
    found: dict[tuple[str, object], tuple[str, str | None, int, list[str]]] = {}
    for number, row in enumerate(snapshot.dependencies):
        if row.strength is Strength.HARD and {row.dependent, row.provider} <= alive:
            key = (row.dependent, row.group or number)
            found.setdefault(key, (row.dependent, row.group, row.needed, []))[3].append(row.provider)
    return [(dependent, name, min(needed, len(them)), them) for dependent, name, needed, them in found.values()]


def down(snapshot: Snapshot, failed: Iterable[str]) -> set[str]:
    """Who is down in the end: those that failed, and again and again those with a hard group that is short."""
    fallen = set(failed)
    while True:
        more = {
            dependent
            for dependent, _, needed, members in hard_groups(snapshot)
            if sum(member not in fallen for member in members) < needed
        }
        if more <= fallen:
            return fallen
        fallen |= more


def minimal_cut_sets(snapshot: Snapshot, target: str, among: Collection[str] | None = None) -> list[tuple[str, ...]]:
    """Every subset that takes the target down and holds no smaller one that does; by order, then ids."""
    able = sorted(set(living(snapshot) if among is None else among) - {target})
    found: list[tuple[str, ...]] = []
    for subset in chain.from_iterable(combinations(able, order) for order in range(1, len(able) + 1)):
        if not any(set(smaller) <= set(subset) for smaller in found) and target in down(snapshot, subset):
            found.append(subset)
    return found


def drawn(seed: int) -> Snapshot:
    """Up to eight assets with cycles, groups that share members, soft needs and retired assets; `a` is in use."""
    draw = random.Random(seed)
    names = NAMES[: draw.choice([3, 5, 7, 8, 8])]
    rows: list[Dependency] = []
    for number in range(draw.randint(2, 14)):
        dependent = draw.choice(names)
        others = [name for name in names if name != dependent]
        members = draw.sample(others, min(len(others), draw.choice([1, 2, 2, 3, 3, 4, 5])))
        group = f"g{number}" if len(members) > 1 else None
        strength = Strength.SOFT if draw.random() < 0.15 else Strength.HARD
        needed, tolerance = draw.randint(1, len(members)), draw.choice([0, 5])
        for member in members:
            rows.append(Dependency(dependent, member, DependencyKind.SERVICE, group, needed, tolerance, strength))
    draw.shuffle(rows)
    assets = tuple(
        Asset(
            name,
            name,
            draw.choice([Kind.PROCESS, Kind.SYSTEM]),
            lifecycle=Lifecycle.RETIRED if name > "b" and draw.random() < 0.1 else Lifecycle.IN_USE,
        )
        for name in names
    )
    return Snapshot(assets=assets, dependencies=tuple(rows))
