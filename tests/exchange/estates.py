"""Any valid estate, with the texts that files find hardest to hold."""

from hypothesis import strategies as st

from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Lifecycle, Sensitivity, Strength

AWKWARD = (
    "=1+1", "+47 22", "-5", "@x", "'", '"', '""', "a,b", "a;b", "a\nb", "a\rb", "a\r\nb", "a\tb", "<b>R&D</b>",
    "0.1 <A <0.9",
    "_x000D_", "_x005F_x000D_", "x005F_", "_x", "č đ ŋ ŧ", "🏥", "\x01x", "x\x0by", "a\ufffe.", "\ufeffid",
    "30.0", "1e3", "TRUE", "2026-01-02", "007", "#N/A", "]]>", "&amp;", "a  b", "%(x)s", "NULL", "\u200b", "a\u2028b",
)  # fmt: skip
NUMBERS = st.integers(0, 2_147_483_647)
ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
TEXTS = (st.sampled_from(AWKWARD) | ANY).map(str.strip).filter(bool)
MAYBE = st.just("") | TEXTS
# What stands in a list cannot hold its separator; "a;b" itself is a fine id as long as no list names it.
IDS = TEXTS.filter(lambda text: ";" not in text)
LEVELS = st.none() | st.integers(1, 4)


@st.composite
def _dependencies(draw: st.DrawFn, ids: list[str]) -> tuple[Dependency, ...]:
    rows = []
    for number in range(draw(st.integers(0, 3))):
        dependent = draw(st.sampled_from(ids))
        others = [other for other in ids if other != dependent]
        providers = draw(st.lists(st.sampled_from(others), unique=True, min_size=1, max_size=4)) if others else []
        group = f"{draw(TEXTS)[:100]}{number}"
        needed = draw(st.integers(1, max(1, len(providers))))
        tolerance, strength = draw(NUMBERS), draw(st.sampled_from(Strength))
        for provider in providers:
            kind = draw(st.sampled_from(DependencyKind))
            rows.append(Dependency(dependent, provider, kind, group, needed, tolerance, strength))
            if number == 0:
                rows.append(Dependency(dependent, provider, kind, None, 1, tolerance))
    return tuple(rows)


@st.composite
def estates(draw: st.DrawFn) -> Snapshot:
    """An estate of up to five assets that obeys every rule."""
    ids = draw(st.lists(IDS, unique=True, min_size=1, max_size=5))
    names = draw(st.lists(IDS, unique=True, min_size=1, max_size=3))
    asset, category = st.sampled_from(ids), st.sampled_from(names)
    held = draw(st.lists(st.tuples(asset, category), unique=True, max_size=4))
    some = st.lists(category, min_size=1, max_size=3).map(tuple)
    flow = st.builds(
        Flow, TEXTS, asset, asset, some, st.sampled_from(Access), st.booleans(), st.booleans(),
        st.lists(asset, max_size=3).map(tuple), MAYBE, st.none() | NUMBERS,
    )  # fmt: skip
    assets = [
        draw(
            st.builds(
                Asset, st.just(id_), TEXTS, st.sampled_from(Kind), MAYBE, MAYBE, MAYBE, MAYBE,
                st.sampled_from(Lifecycle), LEVELS, LEVELS, LEVELS, st.none() | NUMBERS, NUMBERS, MAYBE,
            )
        )
        for id_ in ids
    ]  # fmt: skip
    return Snapshot(
        categories=tuple(Category(name, draw(TEXTS), draw(st.sampled_from(Sensitivity))) for name in names),
        assets=tuple(assets),
        holdings=tuple(Holding(*pair, draw(NUMBERS)) for pair in held),
        flows=tuple(draw(st.lists(flow, unique_by=lambda row: row.id, max_size=3))),
        dependencies=draw(_dependencies(ids)),
    )
