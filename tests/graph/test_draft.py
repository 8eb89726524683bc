"""A snapshot under change finds its rows without looking at them all, and loses none that should stay."""

import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.graph.draft import Draft, Table
from riskapp.graph.draft_rows import DraftNeeds, key_of
from riskapp.graph.places import places_of
from riskapp.graph.snapshot import Asset, Dependency, Flow, Snapshot
from riskapp.graph.vocabulary import Access, DependencyKind, Kind

from .estates import estate, needs, read_ward
from .strategies import questions

WARD = read_ward()


def without(snapshot: Snapshot, gone: set[str]) -> Snapshot:
    """What removing assets leaves, said once more: row by row, and each group with no more needed than it has left."""
    left = [row for row in snapshot.dependencies if not {row.dependent, row.provider} & gone]
    size = {
        (row.dependent, row.group): sum((one.dependent, one.group) == (row.dependent, row.group) for one in left)
        for row in left
    }
    return Snapshot(
        snapshot.categories,
        tuple(row for row in snapshot.assets if row.id not in gone),
        tuple(row for row in snapshot.holdings if row.asset not in gone),
        tuple(
            replace(row, via=tuple(one for one in row.via if one not in gone))
            for row in snapshot.flows
            if not {row.source, row.target} & gone
        ),
        tuple(
            row if row.group is None else replace(row, needed=min(row.needed, size[row.dependent, row.group]))
            for row in left
        ),
    )


@settings(max_examples=100, deadline=None)
@given(questions(), st.data())
def test_removing_assets_one_after_the_other_leaves_what_names_none_of_them(
    question: tuple[Snapshot, list[str]], data: st.DataObject
) -> None:
    # A draft refuses the same dependency twice, which the engine itself can bear.
    unique = tuple({key_of(row): row for row in question[0].dependencies}.values())
    snapshot = replace(question[0], dependencies=unique)
    gone = data.draw(st.lists(st.sampled_from([row.id for row in snapshot.assets]), unique=True))
    draft = Draft(snapshot)
    for asset in gone:
        draft.remove(Table.ASSET, (asset,))
        draft.check()
    assert draft.snapshot() == without(snapshot, set(gone))


def test_a_row_is_found_by_what_it_names_now_and_no_longer_by_what_it_named() -> None:
    draft = Draft(WARD)
    draft.remove(Table.ASSET, ("integ",))  # so that the rows are looked up before they change
    draft.alter(Table.FLOW, ("f1",), {"via": ("power", "power")})
    draft.remove(Table.ASSET, ("net",))
    assert next(row.via for row in draft.snapshot().flows if row.id == "f1") == ("power", "power")
    draft.remove(Table.ASSET, ("power",))
    assert next(row.via for row in draft.snapshot().flows if row.id == "f1") == ()


def test_a_dependency_that_joins_a_group_keeps_its_place_and_is_found_there() -> None:
    rows = DraftNeeds(WARD.dependencies, places_of(WARD))
    first = WARD.dependencies[0]
    assert rows.group(first.dependent, "spare") == []
    rows.put(key_of(first), replace(first, group="spare"))
    assert rows.all() == (replace(first, group="spare"), *WARD.dependencies[1:])
    assert rows.group(first.dependent, "spare") == [key_of(rows.all()[0])]
    assert key_of(first) not in rows.group(first.dependent, first.group)
    assert rows.between(first.dependent, first.provider)[0] == key_of(rows.all()[0])


def test_a_group_of_which_all_are_needed_needs_those_that_are_left() -> None:
    group = [replace(needs("a", provider), group="all", needed=3) for provider in ("b", "c", "d")]
    draft = Draft(estate(*group))
    for asset, left in (("c", 2), ("b", 1)):
        draft.remove(Table.ASSET, (asset,))
        assert {row.needed for row in draft.snapshot().dependencies} == {left}
    draft.remove(Table.ASSET, ("d",))
    assert draft.snapshot().dependencies == ()


def test_a_thousand_removals_from_an_estate_of_a_trust_take_seconds() -> None:
    """Looking at every row for each of them took 25 s; the rest of an answer takes far less."""
    names = [f"device-{number}" for number in range(15_000)]
    hub = [Asset("hub", "Hub", Kind.SYSTEM), Asset("net", "Network", Kind.NETWORK)]
    kind, push = DependencyKind.NETWORK, Access.PUSH
    whole = Snapshot(
        assets=(*hub, *(Asset(name, name, Kind.DEVICE) for name in names)),
        flows=tuple(Flow(f"f-{name}", name, "hub", (), push, False, False, via=("net",)) for name in names),
        dependencies=(
            *(Dependency(name, "net", kind) for name in names),
            *(Dependency("hub", name, DependencyKind.SERVICE, "devices") for name in names),
        ),
    )
    draft = Draft(whole)
    began = time.perf_counter()
    for name in names[:1_000]:
        draft.remove(Table.ASSET, (name,))
        draft.check()
    took = time.perf_counter() - began
    assert len(draft.snapshot().dependencies) == 2 * 14_000
    assert took < 5
