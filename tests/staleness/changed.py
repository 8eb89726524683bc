"""Any one change of a drawn estate: a field of a row, a row that goes, a row that comes."""

from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

from riskapp.errors import Invalid
from riskapp.graph.index import index_of
from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Lifecycle, Sensitivity, Strength, Threat
from riskapp.staleness.reach import Question
from tests.graph.strategies import CATEGORIES, estates

_LEVEL = st.sampled_from([None, 1, 2, 3, 4])
_WORD = st.sampled_from(["", "one", "another"])
FIELDS: dict[type, dict[str, st.SearchStrategy[object]]] = {
    Asset: {
        **dict.fromkeys(("name", "description", "owner", "supplier", "site", "external_ref"), _WORD),
        **dict.fromkeys(("confidentiality", "integrity", "availability"), _LEVEL),
        "kind": st.sampled_from(Kind),
        "lifecycle": st.sampled_from(Lifecycle),
        "max_downtime": st.sampled_from([None, 5, 60]),
        "recovery": st.sampled_from([0, 1, 4]),
    },
    Category: {"name": _WORD, "sensitivity": st.sampled_from(Sensitivity)},
    Holding: {"persons": st.integers(0, 9)},
    Flow: {
        "categories": st.sampled_from([CATEGORIES, CATEGORIES[:1], CATEGORIES[1:]]),
        "access": st.sampled_from(Access),
        "encrypted": st.booleans(),
        "validated": st.booleans(),
        "purpose": _WORD,
        "persons": st.sampled_from([None, 1, 2]),
    },
    Dependency: {
        "kind": st.sampled_from(DependencyKind),
        "tolerance": st.sampled_from([0, 1, 60]),
        "strength": st.sampled_from(Strength),
    },
}
TABLES = {
    "assets": Asset,
    "categories": Category,
    "holdings": Holding,
    "flows": Flow,
    "dependencies": Dependency,
}
_STAY = ("assets", "categories")
"""Rows of these are changed or retired, never taken away."""


@st.composite
def questions_of(draw: st.DrawFn, names: list[str]) -> Question:
    """Any question of evidence."""
    threat = draw(st.sampled_from(Threat))
    hit = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
    outage = draw(st.sampled_from([None, 1, 5, 240])) if threat is Threat.AVAILABILITY else None
    return Question(tuple(sorted(hit)), threat, outage, draw(st.booleans()) and threat is not Threat.CONFIDENTIALITY)


@st.composite
def changes(draw: st.DrawFn, before: Snapshot) -> Snapshot:
    """The estate after one change that makes sense to the engine."""
    table = draw(st.sampled_from([name for name in TABLES if getattr(before, name)]))
    rows = list(getattr(before, table))
    place = draw(st.integers(0, len(rows) - 1))
    if table not in _STAY and draw(st.integers(0, 3)) == 0:
        del rows[place]
    elif table != "categories" and draw(st.integers(0, 3)) == 0:
        rows.append(draw(_new(before, table)))
    else:
        field = draw(st.sampled_from(sorted(FIELDS[TABLES[table]])))
        rows[place] = replace(rows[place], **{field: draw(FIELDS[TABLES[table]][field])})
    after = replace(before, **{table: tuple(rows)})
    try:
        index_of(after)
    except Invalid:
        assume(False)
    return after


@st.composite
def _new(draw: st.DrawFn, before: Snapshot, table: str) -> object:
    names = [one.id for one in before.assets]
    one, other = draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True))
    if table == "assets":
        return Asset("new", "New", Kind.SYSTEM)
    if table == "flows":
        return Flow("new", one, other, CATEGORIES, Access.PUSH, encrypted=True, validated=False)
    if table == "holdings":
        free = [
            (a, c) for a in names for c in CATEGORIES if (a, c) not in {(h.asset, h.category) for h in before.holdings}
        ]
        assume(free)
        return Holding(*draw(st.sampled_from(free)), 7)
    return Dependency(one, other, draw(st.sampled_from(DependencyKind)), None, 1, 0, draw(st.sampled_from(Strength)))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Snapshot, Snapshot, set[str], list[Question]]:
    """An estate before and after one change, a scope, and what the evidence asked."""
    before = draw(estates())
    taking_part = [one.id for one in before.assets if one.lifecycle.takes_part]
    scope = set(draw(st.lists(st.sampled_from([one.id for one in before.assets]), min_size=1, max_size=2)))
    asked = draw(st.lists(questions_of(taking_part), max_size=2, unique=True))
    return before, draw(changes(before)), scope, asked
