"""A changed estate is compiled from what changed, and comes out as if all of it had been read anew."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.errors import Invalid
from riskapp.graph.adjacency import joined, rows
from riskapp.graph.columns import columns_of, read_columns
from riskapp.graph.draft import Draft, Table
from riskapp.graph.draft_rows import key_of
from riskapp.graph.index import compile_index, index_of
from riskapp.graph.places import places_of
from riskapp.graph.snapshot import Asset, Dependency, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Lifecycle

from .strategies import CATEGORIES, NAMES, estates


def plain(value: object) -> object:
    """Arrays as lists, all the way down, with their kind of number."""
    if isinstance(value, np.ndarray):
        return value.dtype, value.tolist()
    if is_dataclass(value) and not isinstance(value, Asset | Holding | Flow | Dependency):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


@st.composite
def new_rows(draw: st.DrawFn) -> Asset | Holding | Flow | Dependency:
    """A row that may fit an estate, or may not."""
    name = st.sampled_from([*NAMES, "new", "newer"])
    table = draw(st.sampled_from(Table))
    if table is Table.ASSET:
        lifecycle = draw(st.sampled_from([Lifecycle.IN_USE, Lifecycle.IN_USE, Lifecycle.PLANNED]))
        return Asset(draw(name), "New", draw(st.sampled_from([Kind.PROCESS, Kind.SYSTEM])), lifecycle=lifecycle)
    if table is Table.HOLDING:
        return Holding(draw(name), draw(st.sampled_from(CATEGORIES)), draw(st.integers(0, 9)))
    if table is Table.FLOW:
        via = tuple(draw(st.lists(name, max_size=2)))
        persons = draw(st.sampled_from([None, 7]))
        key = draw(st.sampled_from(["f0", "f1", "f9"]))
        return Flow(
            key, draw(name), draw(name), CATEGORIES, draw(st.sampled_from(Access)), False, True, via, "", persons
        )
    group = draw(st.sampled_from([None, "g0", "other"]))
    return Dependency(draw(name), draw(name), draw(st.sampled_from(DependencyKind)), group, 1, draw(st.integers(0, 3)))


def change(draft: Draft, data: st.DataObject) -> None:
    """One change of any kind, if it can be made."""
    now = draft.snapshot()
    tables = {
        Table.ASSET: now.assets,
        Table.HOLDING: now.holdings,
        Table.FLOW: now.flows,
        Table.DEPENDENCY: now.dependencies,
    }
    table = data.draw(st.sampled_from(Table))
    do = data.draw(st.sampled_from(["add", "remove", "alter"]))
    if do == "add" or not tables[table]:
        draft.add(data.draw(new_rows()))
        return
    row = data.draw(st.sampled_from(tables[table]))
    if do == "remove":
        draft.remove(table, key_of(row))
    else:
        draft.alter(table, key_of(row), data.draw(st.sampled_from(ALTERED[table])))


ALTERED: dict[Table, list[dict[str, object]]] = {
    Table.ASSET: [{"lifecycle": Lifecycle.RETIRED}, {"lifecycle": Lifecycle.PILOT}, {"recovery": 9}],
    Table.HOLDING: [{"persons": 77}],
    Table.FLOW: [{"encrypted": True}, {"via": ("a",)}, {"source": "b"}, {"categories": ("record",)}],
    Table.DEPENDENCY: [{"tolerance": 44}, {"provider": "c"}, {"dependent": "d"}, {"group": "other"}, {"group": None}],
}


@settings(max_examples=300, deadline=None)
@given(estates(), st.data())
def test_what_is_compiled_from_the_changes_is_what_is_compiled_from_all_rows(
    drawn: Snapshot, data: st.DataObject
) -> None:
    # A draft refuses the same dependency twice, which the engine itself can bear.
    before = replace(drawn, dependencies=tuple({key_of(row): row for row in drawn.dependencies}.values()))
    draft = Draft(before)
    for _ in range(data.draw(st.integers(1, 5))):
        try:
            change(draft, data)
            draft.check()
        except Invalid:
            return  # as for a person, whose change is refused
    after = draft.snapshot()
    assert plain(index_of(after)) == plain(compile_index(replace(after)))
    for table in ("assets", "holdings", "flows", "needs"):
        made, read = (getattr(columns, table) for columns in (columns_of(after), read_columns(after)))
        if table == "needs":  # names of groups that are gone keep their numbers
            made, read = (replace(one, group=one.group >= 0) for one in (made, read))
        assert plain(made) == plain(read)


def test_places_are_those_of_the_rows_that_are_asked_for() -> None:
    rows_of_a = (
        Dependency("a", "b", DependencyKind.HOSTING),
        Dependency("b", "a", DependencyKind.HOSTING, "g"),
        Dependency("a", "b", DependencyKind.SERVICE),
        Dependency("a", "c", DependencyKind.SERVICE, "g"),
    )
    flow = Flow("f", "a", "b", (), Access.PUSH, False, False, via=("a", "c"))
    snapshot = Snapshot(
        assets=tuple(Asset(name, name, Kind.SYSTEM) for name in "abcd"), flows=(flow,), dependencies=rows_of_a
    )
    places = places_of(snapshot)
    assert places.between("a", "b") == [0, 2]
    assert places.group("a", "g") == [3]
    assert places.group("a", None) == [0, 2]
    assert places.needs_naming("a") == [0, 1, 2, 3]
    assert places.needs_naming("c") == [3]
    assert places.flows_naming("a") == [0], "once, though it sends and carries"
    assert not places.needs_twice
    for unknown in (
        places.needs_naming("x"),
        places.flows_naming("x"),
        places.between("a", "x"),
        places.group("a", "x"),
    ):
        assert unknown == ()
    assert places.asset("x") is None and places.flow("x") is None and places.holding("a", "x") is None


def test_the_same_need_in_two_groups_is_not_twice_the_same() -> None:
    assets = tuple(Asset(name, name, Kind.SYSTEM) for name in "ab")
    alone, grouped = (Dependency("a", "b", DependencyKind.HOSTING, group) for group in (None, "g"))
    assert not places_of(Snapshot(assets=assets, dependencies=(alone, grouped))).needs_twice
    assert places_of(Snapshot(assets=assets, dependencies=(alone, grouped, alone))).needs_twice


def test_two_lists_of_neighbours_are_joined_and_put_in_order() -> None:
    both = joined(rows([[1, 2], []]), rows([[3]]))
    assert both.lists() == [[1, 2], [], [3]]
    assert both.taken(np.array([2, 0, 2])).lists() == [[3], [1, 2], [3]]


def test_a_changed_estate_knows_where_the_rows_of_its_groups_stand() -> None:
    assets = tuple(Asset(name, name, Kind.SYSTEM) for name in "abc")
    draft = Draft(Snapshot(assets=assets, dependencies=(Dependency("a", "b", DependencyKind.HOSTING, "g"),)))
    draft.add(Dependency("a", "c", DependencyKind.HOSTING, "g"))
    draft.add(Dependency("b", "c", DependencyKind.HOSTING, "new"))
    places = places_of(draft.snapshot())
    assert (places.group("a", "g"), places.group("b", "new")) == ([0, 1], [2])


def test_a_row_that_changed_its_key_twice_is_found_by_the_last_one_only() -> None:
    assets = tuple(Asset(name, name, Kind.SYSTEM) for name in "abcd")
    first = Dependency("a", "b", DependencyKind.HOSTING)
    draft = Draft(Snapshot(assets=assets, dependencies=(first,)))
    for provider in ("c", "d"):
        draft.alter(Table.DEPENDENCY, key_of(draft.snapshot().dependencies[0]), {"provider": provider})
    for gone in ("b", "c"):
        draft.add(replace(first, provider=gone))
    assert [row.provider for row in draft.snapshot().dependencies] == ["d", "b", "c"]
