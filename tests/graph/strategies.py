"""Random small estates: cycles, redundant and soft groups, barriers, queries, planned assets and all."""

from hypothesis import strategies as st

from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Lifecycle, Sensitivity, Strength

NAMES = "abcdefg"
CATEGORIES = ("images", "record")
LIFECYCLES = [Lifecycle.IN_USE] * 8 + [Lifecycle.PLANNED, Lifecycle.RETIRED]


@st.composite
def _dependencies(draw: st.DrawFn, names: str) -> tuple[Dependency, ...]:
    rows: list[Dependency] = []
    for number in range(draw(st.integers(0, 9))):
        dependent = draw(st.sampled_from(names))
        others = [name for name in names if name != dependent]
        members = draw(st.lists(st.sampled_from(others), min_size=1, max_size=3, unique=True))
        group = f"g{number}" if len(members) > 1 or draw(st.booleans()) else None
        needed = draw(st.integers(1, len(members)))
        tolerance = draw(st.sampled_from([0, 0, 0, 1, 2, 3, 7]))
        strength = draw(st.sampled_from([Strength.HARD, Strength.HARD, Strength.SOFT]))
        for provider in members:
            kind = draw(st.sampled_from([DependencyKind.HOSTING, DependencyKind.SERVICE, DependencyKind.IDENTITY]))
            rows.append(Dependency(dependent, provider, kind, group, needed, tolerance, strength))
    # Rows of one group need not stand together in a file.
    return tuple(draw(st.permutations(rows)))


@st.composite
def _flows(draw: st.DrawFn, names: str) -> tuple[Flow, ...]:
    asset = st.sampled_from(names)
    return tuple(
        Flow(
            id=f"f{number}",
            source=draw(asset),
            target=draw(asset),
            categories=tuple(draw(st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=2, unique=True))),
            access=draw(st.sampled_from(Access)),
            encrypted=draw(st.booleans()),
            validated=draw(st.sampled_from([False, False, True])),
            via=tuple(draw(st.lists(asset, max_size=2))),
            persons=draw(st.sampled_from([None, 0, 3, 4, 50])),
        )
        for number in range(draw(st.integers(0, 7)))
    )


@st.composite
def estates(draw: st.DrawFn, flows: bool = True) -> Snapshot:
    """Two to seven assets; without `flows`, assets and dependencies only."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(CATEGORIES))
    held = draw(st.lists(pairs, max_size=5, unique=True)) if flows else []
    return Snapshot(
        categories=tuple(Category(name, name, Sensitivity.SPECIAL) for name in CATEGORIES),
        assets=tuple(
            Asset(
                name,
                name,
                draw(st.sampled_from([Kind.SYSTEM, Kind.PROCESS])),
                lifecycle=draw(st.sampled_from(LIFECYCLES)) if number else Lifecycle.IN_USE,
                recovery=draw(st.sampled_from([0, 0, 1, 2, 3, 5])),
            )
            for number, name in enumerate(names)
        ),
        holdings=tuple(Holding(*pair, draw(st.sampled_from([0, 5, 10, 100]))) for pair in held),
        flows=draw(_flows(names)) if flows else (),
        dependencies=draw(_dependencies(names)),
    )


@st.composite
def questions(draw: st.DrawFn, flows: bool = True) -> tuple[Snapshot, list[str]]:
    """An estate and one or two of its assets that are hit."""
    snapshot = draw(estates(flows))
    names = [asset.id for asset in snapshot.assets if asset.lifecycle.takes_part]
    return snapshot, draw(st.lists(st.sampled_from(names), min_size=1, max_size=2))
