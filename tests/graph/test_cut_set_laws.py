"""The laws of minimal cut sets on random estates, beside the plain reference that tries every subset."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.errors import Invalid
from riskapp.graph import cut_set_search
from riskapp.graph.cut_sets import cut_sets
from riskapp.graph.single_hits import single_points
from riskapp.graph.snapshot import Asset, Dependency, Snapshot
from riskapp.graph.vocabulary import DependencyKind, Kind, Lifecycle, Strength

from .all_subsets import NAMES, down, living, minimal_cut_sets
from .strategies import LIFECYCLES

pytestmark = pytest.mark.slow

THOROUGH = settings(deadline=None, max_examples=300)
LIGHT = settings(deadline=None, max_examples=100)


@st.composite
def tangles(draw: st.DrawFn) -> Snapshot:
    """Two to eight assets, of which `a` is in use, and up to fourteen groups, hard and soft, that share members."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    rows: list[Dependency] = []
    for number in range(draw(st.integers(0, 14))):
        dependent = draw(st.sampled_from(names))
        others = [name for name in names if name != dependent]
        members = draw(st.lists(st.sampled_from(others), min_size=1, max_size=5, unique=True))
        group = f"g{number}" if len(members) > 1 else None
        needed = draw(st.integers(1, len(members)))
        strength = draw(st.sampled_from([Strength.HARD] * 4 + [Strength.SOFT]))
        for member in members:
            rows.append(Dependency(dependent, member, DependencyKind.SERVICE, group, needed, 0, strength))
    kinds = st.sampled_from([Kind.PROCESS, Kind.SYSTEM])
    assets = tuple(
        Asset(name, name, draw(kinds), lifecycle=draw(st.sampled_from(LIFECYCLES)) if number else Lifecycle.IN_USE)
        for number, name in enumerate(names)
    )
    return Snapshot(assets=assets, dependencies=tuple(draw(st.permutations(rows))))


@st.composite
def questions(draw: st.DrawFn) -> tuple[Snapshot, list[str] | None]:
    """An estate, and who may fail in it."""
    snapshot = draw(tangles())
    return snapshot, draw(st.none() | st.lists(st.sampled_from(living(snapshot)), unique=True))


@THOROUGH
@given(questions(), st.none() | st.integers(1, 5))
def test_cut_sets_are_what_trying_every_subset_finds(
    question: tuple[Snapshot, list[str] | None], max_order: int | None
) -> None:
    snapshot, among = question
    expected = minimal_cut_sets(snapshot, "a", among)
    result = cut_sets(snapshot, "a", among, max_order)
    assert list(result.cut_sets) == [one for one in expected if max_order is None or len(one) <= max_order]
    assert result.complete == (len(result.cut_sets) == len(expected))


@THOROUGH
@given(questions(), st.integers(0, 6), st.integers(1, 250))
def test_beyond_limit_or_work_the_lower_orders_are_whole(
    question: tuple[Snapshot, list[str] | None], limit: int, work: int
) -> None:
    snapshot, among = question
    expected = minimal_cut_sets(snapshot, "a", among)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cut_set_search, "_WORK", work)
        result = cut_sets(snapshot, "a", among, limit=limit)
    assert len(result.cut_sets) <= limit
    assert result.complete == (result.listed_to is None)
    upper = len(NAMES) if result.listed_to is None else result.listed_to
    assert list(result.cut_sets) == [one for one in expected if len(one) <= upper]


@LIGHT
@given(questions(), st.integers(1, 3), st.integers(1, 250))
def test_an_order_that_is_asked_for_is_whole_or_refused(
    question: tuple[Snapshot, list[str] | None], max_order: int, work: int
) -> None:
    snapshot, among = question
    expected = [one for one in minimal_cut_sets(snapshot, "a", among) if len(one) <= max_order]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cut_set_search, "_WORK", work)
        patch.setattr(cut_set_search, "_WORK_TO_KNOW_OF_LARGER", 1)
        try:
            result = cut_sets(snapshot, "a", among, max_order)
        except Invalid:
            return
    assert list(result.cut_sets) == expected


@LIGHT
@given(tangles())
def test_those_of_one_asset_are_the_single_points_of_each_process(snapshot: Snapshot) -> None:
    for process, points in single_points(snapshot).items():
        assert [name for (name,) in cut_sets(snapshot, process, max_order=1).cut_sets] == list(points)


@LIGHT
@given(tangles(), st.data())
def test_the_order_of_rows_never_matters(snapshot: Snapshot, data: st.DataObject) -> None:
    assets = tuple(data.draw(st.permutations(snapshot.assets)))
    shuffled = Snapshot(assets=assets, dependencies=tuple(data.draw(st.permutations(snapshot.dependencies))))
    assert cut_sets(shuffled, "a") == cut_sets(snapshot, "a")


@LIGHT
@given(tangles())
def test_each_set_takes_the_target_down_and_none_of_its_members_is_spare(snapshot: Snapshot) -> None:
    for names in cut_sets(snapshot, "a").cut_sets:
        assert "a" in down(snapshot, names)
        assert all("a" not in down(snapshot, set(names) - {name}) for name in names)
